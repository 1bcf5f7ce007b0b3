import type { SeededRandom } from "@aisle/domain/testing";
import type { OddRequest } from "./odd-requests.ts";

/** Bytes for a socket: what goes at once, and whether the sender then falls silent with the connection open. */
export type RawBytes = { readonly bytes: Buffer; readonly thenSilent: boolean };

type Twist = (head: string, body: Buffer, random: SeededRandom) => RawBytes;

const all = (head: string, body: Buffer): RawBytes => ({
  bytes: Buffer.concat([Buffer.from(head, "latin1"), body]),
  thenSilent: false,
});

/** Ways in which the bytes of a request may not be HTTP, or only half of it. */
export const TWISTS: Readonly<Record<string, Twist>> = {
  "bits flipped": (head, body, random) => {
    const { bytes } = all(head, body);
    for (let times = 1 + random.int(6); times > 0; times--) {
      const at = random.int(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.int(8));
    }
    return { bytes, thenSilent: false };
  },
  "cut and hung up": (head, body, random) => {
    const { bytes } = all(head, body);
    return { bytes: bytes.subarray(0, random.int(bytes.length)), thenSilent: false };
  },
  "cut and left open": (head, body, random) => {
    const { bytes } = all(head, body);
    return { bytes: bytes.subarray(0, random.int(bytes.length)), thenSilent: true };
  },
  "a length that lies": (head, body, random) => {
    const length = random.pick(["-1", "1", "0x10", "9".repeat(20), "1048577", "5, 5", "+5", ""]);
    return all(head.replace(/content-length: \d+/, `content-length: ${length}`), body);
  },
  "two lengths": (head, body) => all(head.replace(/content-length: (\d+)/, "content-length: $1\r\ncontent-length: 3"), body),
  "length and chunks": (head, body) => all(head.replace(/content-length/, "transfer-encoding: chunked\r\ncontent-length"), body),
  "odd chunks": (head, body, random) => {
    const chunked = head.replace(/content-length: \d+/, "transfer-encoding: chunked");
    const text = body.toString("latin1");
    const size = text.length.toString(16);
    const ends = [
      `${size}\r\n${text}\r\n0\r\n\r\n`,
      `${size};ext=${"x".repeat(random.pick([1, 20_000]))}\r\n${text}\r\n0\r\n\r\n`,
      `ffffffffffffffff\r\n${text}`,
      `-1\r\n${text}\r\n0\r\n\r\n`,
      `${size}\n${text}\n0\n\n`,
      `zz\r\n${text}\r\n0\r\n\r\n`,
      `${size}\r\n${text}\r\n0\r\nx-trailer: ${"y".repeat(20_000)}\r\n\r\n`,
      [...text.slice(0, 400)].map((letter) => `1\r\n${letter}\r\n`).join(""),
    ];
    return all(chunked, Buffer.from(random.pick(ends), "latin1"));
  },
  "an odd first line": (head, body, random) => {
    const line = random.pick([
      "POST http://elsewhere/trpc/sync.exchange HTTP/1.1",
      "POST * HTTP/1.1",
      "POST /trpc/sync.exchange HTTP/0.9",
      "POST /trpc/sync.exchange HTTP/3.0",
      "POST  /trpc/sync.exchange  HTTP/1.1",
      "CONNECT elsewhere:443 HTTP/1.1",
      "post /trpc/sync.exchange HTTP/1.1",
      "GET // HTTP/1.1",
      "GET /\\..\\ HTTP/1.1",
      "\u0000\u0000\u0000",
      "\u0016\u0003\u0001\u0002\u0000",
      "PRI * HTTP/2.0",
    ]);
    return all(head.replace(/^[^\r]*/, line), body);
  },
  "odd header lines": (head, body, random) => {
    const line = random.pick(["x\u0000: y", ": y", "x y: z", "x: y\r\n folded", "x: \u0001", "Host: other", "x: y\n"]);
    return all(head.replace("\r\n", `\r\n${line}\r\n`), body);
  },
  "asked twice at once": (head, body) => {
    const once = all(head.replace("connection: close\r\n", ""), body).bytes;
    return { bytes: Buffer.concat([once, all(head, body).bytes]), thenSilent: false };
  },
};

/** The start of the request as it goes over the wire, asking for one answer. */
export function headOf(request: OddRequest): string {
  const lines = Object.entries({ host: "head-office", connection: "close", ...request.headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `${request.method} ${request.path} HTTP/1.1\r\n${lines.join("\r\n")}\r\ncontent-length: ${Buffer.byteLength(request.body)}\r\n\r\n`;
}
