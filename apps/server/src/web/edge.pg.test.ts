// What strangers send: every answer is typed, and nobody but the stranger waits for it.
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import type { DeviceId } from "@aisle/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { App } from "../app.ts";
import type { LogFacts } from "../logger.ts";
import { exchangeOverHttp, type Phone } from "../testing/booking.ts";
import { type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { createApp } from "../testing/test-head-office.ts";
import { fetchAs } from "../testing/test-phone.ts";
import { createHttpServer } from "./http.ts";

const WATCH_TOKEN = "a-token-of-this-test";
const SLOW = { headersMs: 150, requestMs: 200, checkEveryMs: 20 };

let database: TestDatabase;
let chain: SmallChain;
let app: App;
let server: http.Server;
let phone: Phone;
let logged: LogFacts[] = [];

const log = (facts: LogFacts) => void logged.push(facts);

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 10 } }]);
  app = await createApp({ databaseUrl: database.url, logger: { info: () => undefined, warn: log, error: log } });
  server = await listening({ files: null, watchToken: WATCH_TOKEN });
  phone = await chain.addPhone();
});
afterAll(async () => {
  server.closeAllConnections();
  await app.close();
  await database.close();
});
beforeEach(() => {
  logged = [];
});

async function listening(options: Parameters<typeof createHttpServer>[1]): Promise<http.Server> {
  const made = createHttpServer(app, options);
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  return made;
}

const portOf = (each: http.Server) => (each.address() as AddressInfo).port;
const url = (path: string) => `http://127.0.0.1:${portOf(server)}${path}`;

const HONEST = { proto: 1, app: "test", epoch: null, push: [], outcomesKept: 0, cursor: {}, room: 2000 };

async function post(body: string, headers: Record<string, string> = {}) {
  const reply = await fetchAs(phone, url(""), { method: "POST", path: "/trpc/sync.exchange", body, headers });
  const said = (await reply.json()) as { error?: { message: string; data: unknown } };
  return { status: reply.status, error: said.error };
}

/** Sends bytes over a socket of its own and resolves with all that came back before head office closed it. */
function overSocket(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = "";
    const socket = net.connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (chunk) => (heard += String(chunk)));
    socket.on("error", reject);
    socket.on("close", () => resolve(heard));
  });
}

describe("[EX3] a refusal is typed", () => {
  test.each([
    ["another site's page", { "sec-fetch-site": "cross-site" }, 403, "FORBIDDEN"],
    ["a form's content type", { "content-type": "text/plain" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["another alphabet", { "content-type": "application/json; charset=utf-16" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["a packed body", { "content-encoding": "gzip" }, 415, "UNSUPPORTED_MEDIA_TYPE"],
  ])("when it is for %s", async (_, headers, status, code) => {
    const data = { code, httpStatus: status, where: null, retryable: false, incident: null };
    expect(await post("{}", headers)).toMatchObject({ status, error: { data } });
  });

  test.each(["TRACE", "PUT", "OPTIONS", "PROPFIND"])("when the method is %s", async (method) => {
    const [head = "", body = ""] = (
      await overSocket(portOf(server), `${method} /trpc/sync.exchange HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`)
    ).split("\r\n\r\n");
    expect(head).toContain("405 Method Not Allowed");
    expect(JSON.parse(body)).toMatchObject({ error: { data: { code: "METHOD_NOT_SUPPORTED" } } });
  });

  test.each([
    ["a field of another type", { ...HONEST, room: "many" }, "room"],
    ["a field that is missing", { ...HONEST, outcomesKept: undefined }, "outcomesKept"],
    ["text no database holds", { ...HONEST, app: "a\u0000" }, "app"],
    [
      "more feeds than there can be",
      { ...HONEST, cursor: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [i, 1])) },
      "cursor",
    ],
    ["commands by the thousand", { ...HONEST, push: Array.from({ length: 1001 }, () => 0) }, "push"],
  ])("and names the field: %s", async (_, exchange, where) => {
    const { status, error } = await post(JSON.stringify({ device: phone.deviceId, ...exchange }));
    expect({ status, error }).toMatchObject({ status: 400, error: { data: { code: "BAD_REQUEST", where } } });
    expect(error?.message.length).toBeLessThan(200);
  });

  test("however deep the nesting and however much of it", async () => {
    for (const body of [
      "[".repeat(500_000),
      `{"app":${"[".repeat(250_000)}${"]".repeat(250_000)}}`,
      `[${"0,".repeat(400_000)}0]`,
    ]) {
      expect((await post(body)).status).toBe(400);
    }
  });

  test("[EX5] when the body is larger than a phone may send, said or not", async () => {
    expect(await post("x".repeat(1_048_577))).toMatchObject({ status: 413, error: { data: { code: "PAYLOAD_TOO_LARGE" } } });
    const chunk = "x".repeat(65_536);
    const chunks = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(17);
    const head =
      "POST /trpc/sync.exchange HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    expect(await overSocket(portOf(server), `${head}${chunks}0\r\n\r\n`)).toMatch(/^HTTP\/1\.1 413 /);
  });
});

test("[EX3] a fault at head office is a wait with an incident, which the log has too, and nothing of its inside", async () => {
  const nothing = () => Promise.reject(new Error("secret"));
  const fail = { query: nothing, execute: nothing };
  const away = createHttpServer(
    { ...app, database: { ...app.database, as: () => fail } },
    {
      files: null,
      watchToken: null,
    },
  );
  await new Promise<void>((resolve) => away.listen(0, "127.0.0.1", resolve));
  const answer = await exchangeOverHttp(`http://127.0.0.1:${portOf(away)}`, phone);
  expect(answer).toMatchObject({ kind: "try-later", incident: expect.stringMatching(/^[0-9a-f]{8}$/) });
  expect(logged).toMatchObject([{ event: "request-fault", incident: Reflect.get(answer, "incident") }]);
  const other = await fetchAs(phone, `http://127.0.0.1:${portOf(away)}`, { path: "/snap/manifest.json" });
  const said = await other.text();
  expect([other.status, said.includes("secret")]).toEqual([500, false]);
  expect(JSON.parse(said)).toMatchObject({ error: { data: { retryable: true, incident: expect.any(String) } } });
  away.closeAllConnections();
});

test("[EX6] a phone that speaks for another one is told to sign in, and raised", async () => {
  const other = await chain.addPhone();
  // Boundary: an id as any.
  const device = other.deviceId as DeviceId;
  const answer = await exchangeOverHttp(url(""), phone, { device });
  expect(answer).toEqual({ kind: "sign-in-again" });
  expect(logged).toMatchObject([{ event: "other-phone-named", deviceId: phone.deviceId }]);
});

test("[EX9] somebody who hangs up half-way is no fault of head office", async () => {
  const taken = new Promise((resolve) =>
    server.once("request", (request: http.IncomingMessage) => request.once("close", resolve)),
  );
  const socket = net.connect(portOf(server), "127.0.0.1", () =>
    socket.write(
      'POST /trpc/sync.exchange HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"proto"',
      () => socket.destroy(),
    ),
  );
  socket.on("error", () => undefined);
  await taken;
  expect((await post("{}")).status).toBe(400);
  expect(logged).toEqual([]);
});

test("[EX9] somebody who sends head or body drop by drop is shown out, while others are answered", async () => {
  const short = await listening({ files: null, watchToken: null, patience: SLOW });
  const head = "POST /trpc/sync.exchange HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n";
  const slow = [head, `${head}\r\n{"proto"`].map((bytes) => overSocket(portOf(short), bytes));
  expect((await exchangeOverHttp(`http://127.0.0.1:${portOf(short)}`, phone)).kind).toBe("ok");
  for (const heard of await Promise.all(slow)) expect(heard).toMatch(/^HTTP\/1\.1 408 /);
  short.closeAllConnections();
});

test("a phone listens on two connections at most: the oldest is let go", async () => {
  const own = await chain.addPhone();
  const listen = () =>
    new Promise<http.IncomingMessage>((resolve) => http.get(url("/poke"), { headers: { cookie: own.cookie } }, resolve).end());
  const first = await listen();
  const ended = new Promise((resolve) => first.resume().on("end", resolve));
  const later = [await listen(), await listen()];
  await ended;
  expect(app.wake.listeners()).toBe(2);
  for (const each of later) each.destroy();
});

describe("metrics and readiness", () => {
  const ask = async (path: string, headers: Record<string, string>) => (await fetch(url(path), { headers })).status;

  test.each(["/metrics", "/readyz"])("%s answers this machine, and others with the token", async (path) => {
    expect(await ask(path, {})).toBe(200);
    expect(await ask(path, { "x-forwarded-for": "203.0.113.9" })).toBe(403);
    expect(await ask(path, { "x-forwarded-for": "203.0.113.9", authorization: "Bearer wrong" })).toBe(403);
    expect(await ask(path, { "x-forwarded-for": "203.0.113.9", authorization: `Bearer ${WATCH_TOKEN}` })).toBe(200);
  });
});

test("cookie and browser stay on https where the proxy speaks https", async () => {
  const { deviceId, cookie } = await chain.addPhone();
  const ended = await fetchAs({ deviceId, cookie: `__Host-${cookie}` }, url(""), {
    method: "POST",
    path: "/trpc/session.end",
    headers: { "x-forwarded-proto": "https, http" },
    body: "{}",
  });
  expect(ended.headers.get("set-cookie")).toMatch(/^__Host-aisle_session=; Path=\/; HttpOnly; SameSite=Strict; .*Secure$/);
  expect(ended.headers.get("strict-transport-security")).toContain("max-age=");
  expect((await fetch(url("/healthz"))).headers.has("strict-transport-security")).toBe(false);
});
