// Requests made by other sites, by machines that ask without end, and by those who play with the form of HTTP itself.
import net from "node:net";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { App } from "../app.ts";
import { silentLogger } from "../logger.ts";
import { seedSmallChain } from "../testing/small-chain.ts";
import { createApp } from "../testing/test-head-office.ts";
import { createHttpServer } from "./http.ts";
import { RATE_LIMITS } from "./rate-limit.ts";

let database: TestDatabase;
let app: App;
const servers: ReturnType<typeof createHttpServer>[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 10 } }]);
  app = await createApp({ databaseUrl: database.url, logger: silentLogger });
});
afterAll(async () => {
  for (const each of servers) each.closeAllConnections();
  await app.close();
  await database.close();
});

async function listening(options: Partial<Parameters<typeof createHttpServer>[1]> = {}): Promise<number> {
  const made = createHttpServer(app, { files: null, watchToken: null, ...options });
  servers.push(made);
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  // Boundary: a TCP server's address is always an AddressInfo.
  return (made.address() as net.AddressInfo).port;
}

describe("a request that another site's page makes", () => {
  const SITES = [undefined, "same-origin", "same-site", "cross-site", "none"] as const;
  const TYPES = [
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    undefined,
  ] as const;
  const ORIGINS = ["own", undefined, "https://evil.example", "null"] as const;

  test("changes nothing, in whatever words: content type x origin x fetch site x method", async () => {
    const port = await listening();
    const taken: string[] = [];
    let asked = 0;
    for (const method of ["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD"]) {
      for (const site of SITES) {
        for (const type of TYPES) {
          for (const origin of ORIGINS) {
            const status = await statusOf(port, {
              method,
              site,
              type,
              origin: origin === "own" ? `http://127.0.0.1:${port}` : origin,
            });
            asked++;
            // 400: taken to be read. It is no exchange, so it is refused, but it came past the door.
            if (![403, 405, 415].includes(status)) taken.push([method, site ?? "-", type ?? "-", origin ?? "-"].join(" "));
          }
        }
      }
    }
    expect(asked).toBe(600);
    const own = (each: string) => /(same-origin|none) /.test(each) || / - .* (own|-)$/.test(each);
    expect(taken.filter((each) => !own(each))).toEqual([]);
    expect(taken.filter((each) => !/^(GET|POST .* application\/json)/.test(each))).toEqual([]);
    expect(taken).toContain("POST same-origin application/json own");
  });

  /** Over a socket of its own: `fetch` does not let anybody set these headers. */
  async function statusOf(
    port: number,
    {
      method,
      site,
      type,
      origin,
    }: { method: string; site?: string | undefined; type?: string | undefined; origin?: string | undefined },
  ): Promise<number> {
    const lines = [
      `${method} /trpc/session.end HTTP/1.1`,
      `host: 127.0.0.1:${port}`,
      "connection: close",
      ...(site ? [`sec-fetch-site: ${site}`] : []),
      ...(type ? [`content-type: ${type}`] : []),
      ...(origin ? [`origin: ${origin}`] : []),
      ...(method === "POST" ? ["content-length: 2"] : []),
    ];
    const heard = await overSocket(port, `${lines.join("\r\n")}\r\n\r\n${method === "POST" ? "{}" : ""}`);
    return Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1]);
  }
});

/** Sends bytes and resolves with all that came back before head office closed the connection. */
function overSocket(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (chunk) => (heard += String(chunk)));
    socket.on("error", () => resolve(heard));
    socket.on("close", () => resolve(heard));
  });
}

describe("a request that two servers could read in two ways", () => {
  const HEAD = "POST /trpc/session.end HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n";
  const SECOND = "GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n";
  test.each([
    ["two lengths", `${HEAD}content-length: 2\r\ncontent-length: 40\r\n\r\n{}`],
    ["two lengths in one", `${HEAD}content-length: 2, 40\r\n\r\n{}`],
    ["a length and chunks", `${HEAD}content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`],
    ["chunks, not last", `${HEAD}transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n`],
    ["chunks in another spelling", `${HEAD}transfer-encoding: xchunked\r\n\r\n0\r\n\r\n`],
    ["a space before the colon", `${HEAD}content-length : 2\r\n\r\n{}`],
    ["a header folded over two lines", `${HEAD}x-a: 1\r\n content-length: 2\r\n\r\n{}`],
    ["a bare line feed for a line end", HEAD.replaceAll("\r\n", "\n")],
    ["a length that is no number", `${HEAD}content-length: +2\r\n\r\n{}`],
    ["a length that is negative", `${HEAD}content-length: -1\r\n\r\n{}`],
    ["a chunk with a size that is none", `${HEAD}transfer-encoding: chunked\r\n\r\n0x2\r\n{}\r\n0\r\n\r\n`],
    ["no host", "GET /healthz HTTP/1.1\r\n\r\n"],
  ])("%s: is refused, and what follows it is not read as another", async (_, bytes) => {
    const port = await listening({ patience: { headersMs: 200, requestMs: 300, checkEveryMs: 20 } });
    const heard = await overSocket(port, bytes + SECOND);
    expect(heard).not.toContain("HTTP/1.1 200");
    expect(heard).toMatch(/^HTTP\/1\.1 4\d\d /);
  });
});

describe("asking without end", () => {
  const limits = { ...RATE_LIMITS, address: { burst: 5, perSecond: 0.5 } };
  const ask = (port: number, from: string) => fetch(`http://127.0.0.1:${port}/nowhere`, { headers: { "x-forwarded-for": from } });

  test("is answered with a wait, typed, and only for who asks so often", async () => {
    const port = await listening({ rateLimits: limits, trustsProxy: true });
    const loud = await Promise.all(Array.from({ length: 8 }, () => ask(port, "203.0.113.9")));
    expect(loud.map(({ status }) => status).toSorted()).toEqual([404, 404, 404, 404, 404, 429, 429, 429]);
    const refused = loud.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(await refused?.json()).toMatchObject({
      error: { data: { code: "TOO_MANY_REQUESTS", retryable: true, afterMs: expect.any(Number) } },
    });
    expect((await ask(port, "203.0.113.10")).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
  });

  test("is not got round by saying another address, where no proxy of ours is in front", async () => {
    const port = await listening({ rateLimits: limits });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => ask(port, `203.0.113.${n}`)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
  });

  test.each([
    ["ten thousand in one", `/trpc/${"session.stores,".repeat(10_000)}?batch=1`],
    ["ten thousand empty ones", `/trpc/${",".repeat(10_000)}?batch=1`],
    ["two in one", "/trpc/session.stores,session.stores?batch=1"],
    ["an input without end", `/trpc/stock.exact?input=${"x".repeat(15_000)}`],
  ])("for %s is refused before any of it is done", async (_, url) => {
    const port = await listening();
    const answer = await fetch(`http://127.0.0.1:${port}${url}`);
    expect([400, 404, 431]).toContain(answer.status);
    await answer.body?.cancel();
  });
});

test("what is not there and what is somebody else's look the same", async () => {
  const port = await listening();
  const answers = await Promise.all(
    ["a.b", "session.nothing", "__proto__.x", "constructor", "sync.exchange.more"].map(async (name) => {
      const answer = await fetch(`http://127.0.0.1:${port}/trpc/${name}`);
      return [answer.status, (await answer.text()).replace(name, "").length];
    }),
  );
  expect(new Set(answers.map(String)).size).toBe(1);
});
