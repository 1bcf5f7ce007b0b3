import type { SeededRandom } from "@aisle/domain/testing";
import { PROOF_HEADER } from "@aisle/protocol";
import { type Phone, proofOf } from "@aisle/server/testing";

/** One HTTP request, well formed as HTTP, whatever it says. */
export type OddRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

type Oddity = (request: OddRequest, random: SeededRandom) => OddRequest;

const EXCHANGE = "/trpc/sync.exchange";

export function exchangeRequest(cookie: string, body: string): OddRequest {
  return { method: "POST", path: EXCHANGE, headers: { "content-type": "application/json", cookie }, body };
}

/** The request as `phone` itself would send it, however odd it is: a stolen phone signs whatever it is told to. */
export function signedBy(phone: Phone, request: OddRequest): OddRequest {
  return { ...request, headers: { ...request.headers, [PROOF_HEADER]: proofOf(phone.deviceId, request) } };
}

/** Ways in which a request may be odd around an honest body. */
export const ODDITIES: Readonly<Record<string, Oddity>> = {
  "another content type": withHeader("content-type", [
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/octet-stream",
    "application/jsonp",
    "APPLICATION/JSON",
    "application/json; charset=utf-16",
    "application/json; charset=\u00ff",
    "application/json,text/plain",
    "",
  ]),
  "a content encoding": withHeader("content-encoding", ["gzip", "br", "identity", "x".repeat(200)]),
  "another method": (request, random) => ({
    ...request,
    method: random.pick(["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "HEAD", "QUERY"]),
  }),
  "another path": (request, random) => ({
    ...request,
    method: random.pick(["GET", "POST"]),
    path: random.pick([
      "/trpc/",
      "/trpc//",
      "/trpc/sync",
      "/trpc/sync.exchange/",
      "/trpc/sync.exchange/more",
      "/trpc/__proto__",
      "/trpc/constructor",
      "/trpc/sync.__proto__",
      "/trpc/sync.exchange.toString",
      "/trpc/%zz",
      "/trpc/%00",
      "/trpc/%2e%2e/%2e%2e/etc/passwd",
      `/trpc/${",".repeat(8_000)}`,
      "/trpc/sync.exchange,sync.exchange?batch=1",
      `/trpc/${"sync.exchange,".repeat(500)}?batch=1`,
      "/trpc/stock.exact?input=%7B%22sku%22%3A%22%5Cu0000%22%7D",
      "/trpc/stock.exact?input={",
      "/trpc/stock.exact?input=null",
      "/trpc/session.stores?input=%00&connectionParams=%7B",
      "/trpc/session.signIn",
      "/snap/manifest.json",
      "/snap/../../etc/passwd",
      "/snap/__proto__",
      "/snap/",
      "/%00",
      "/%c0%ae%c0%ae/",
      "/..%5c..%5c",
      "/healthz",
      "/readyz",
      "/metrics",
    ]),
  }),
  "another site's page": withHeader("sec-fetch-site", ["cross-site", "same-site", "none", "x"]),
  "a cookie nobody was given": withHeader("cookie", [
    "",
    "aisle_session=",
    `aisle_session=${"A".repeat(43)}`,
    "aisle_session=' or 1=1; --",
    `${"a=b; ".repeat(2_000)}`,
    "aisle_session=\u00ff",
  ]),
  "a header too many": (request, random) => ({
    ...request,
    headers: {
      ...request.headers,
      ...Object.fromEntries(Array.from({ length: random.pick([50, 1500]) }, (_, i) => [`x-${i}`, "y"])),
    },
  }),
  "a header too long": (request, random) => ({
    ...request,
    headers: { ...request.headers, "x-long": "y".repeat(random.pick([8_000, 15_000, 70_000])) },
  }),
  "an expectation": withHeader("expect", ["100-continue", "200-ok"]),
  "an upgrade": (request) => ({ ...request, headers: { ...request.headers, connection: "upgrade", upgrade: "websocket" } }),
  "a body that is no JSON": (request, random) => ({
    ...request,
    body: random.pick([
      "",
      "\ufeff{}",
      "{",
      "null",
      "0",
      '"x"',
      "[]",
      "[".repeat(500_000),
      `{"push":[${"0,".repeat(400_000)}0]}`,
      "{}{}",
      "\u0000",
      Buffer.from([0xff, 0xfe, 0x7b, 0x00]),
      Buffer.from([0xc0, 0xaf, 0xed, 0xa0, 0x80]),
      "x".repeat(1_048_577),
      `{"json":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`,
    ]),
  }),
  "letters turned": (request, random) => {
    const bytes = Buffer.from(request.body);
    for (let times = 1 + random.int(8); times > 0 && bytes.length > 0; times--) {
      const at = random.int(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8));
    }
    return { ...request, body: bytes };
  },
  "cut short": (request, random) => ({
    ...request,
    body: Buffer.from(request.body).subarray(0, random.int(request.body.length + 1)),
  }),
};

function withHeader(name: string, values: readonly string[]): Oddity {
  return (request, random) => ({ ...request, headers: { ...request.headers, [name]: random.pick(values) } });
}
