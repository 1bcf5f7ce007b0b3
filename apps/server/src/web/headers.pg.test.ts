// Every header of every kind of answer, as it was agreed. A change here is a change of what browsers let happen.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { silentLogger } from "../logger.ts";
import type { RunningServer } from "../start-server.ts";
import { seedSmallChain } from "../testing/small-chain.ts";
import { startServer } from "../testing/test-head-office.ts";

const WORKER = `precache([{"revision":"${"a".repeat(32)}","url":"find.html"},{"revision":null,"url":"_next/static/a.js"}])`;

let database: TestDatabase;
let server: RunningServer;
let appFolder: string;
/** Ahead of the real one by as much as a test asks for. */
let ahead = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 10 } }]);
  appFolder = await mkdtemp(path.join(os.tmpdir(), "aisle-app-"));
  await mkdir(path.join(appFolder, "_next/static"), { recursive: true });
  await writeFile(path.join(appFolder, "find.html"), "<!doctype html><script>1</script><p>Find</p>");
  await writeFile(path.join(appFolder, "sw.js"), WORKER);
  await writeFile(path.join(appFolder, "icon.svg"), "<svg/>");
  await writeFile(path.join(appFolder, "_next/static/a.js"), "1");
  server = await startServer({
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: 0,
    appFolder,
    logger: silentLogger,
    now: () => Date.now() + ahead,
  });
});
afterAll(async () => {
  await server.stop();
  await database.close();
  await rm(appFolder, { recursive: true });
});

const ask = (url: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${server.port}${url}`, init);
const JSON_POST = { method: "POST", headers: { "content-type": "application/json" } };

/** What differs from one run to the next, or from one file to another, and protects nothing. */
const PASSING = new Set(["date", "connection", "keep-alive", "content-length", "etag", "transfer-encoding"]);

const ANSWERS: readonly (readonly [string, string, RequestInit?])[] = [
  ["a page", "/find"],
  ["a page over https", "/find", { headers: { "x-forwarded-proto": "https" } }],
  ["the service worker", "/sw.js"],
  ["a script", "/_next/static/a.js"],
  ["a picture", "/icon.svg"],
  ["no such page", "/nowhere"],
  ["health", "/healthz"],
  ["the API, refused", "/trpc/stock.exact?input=%7B%22sku%22%3A%22COAT%22%7D"],
  ["the API, no such procedure", "/trpc/no.such"],
  ["the API, not understood", "/trpc/sync.exchange", { ...JSON_POST, body: "{" }],
  ["the API, too much", "/trpc/sync.exchange", { ...JSON_POST, body: "x".repeat(1_100_000) }],
  ["the API, another method", "/trpc/sync.exchange", { method: "PUT" }],
  ["a page, another method", "/find", { method: "DELETE" }],
  ["a part there is not", `/snap/${"0".repeat(64)}`],
  ["the manifest, to a stranger", "/snap/manifest.json"],
  ["pokes, to a stranger", "/poke"],
  ["metrics, to another machine", "/metrics", { headers: { "x-forwarded-for": "203.0.113.9" } }],
  ["a report of a page's policy", "/csp-report", { method: "POST", body: '{"csp-report":{"effective-directive":"img-src"}}' }],
];

test("every header of every kind of answer is as it was agreed", async () => {
  const seen: Record<string, unknown> = {};
  for (const [name, url, init] of ANSWERS) {
    const answer = await ask(url, init);
    const headers = Object.fromEntries([...answer.headers].filter(([header]) => !PASSING.has(header)));
    seen[name] = { status: answer.status, ...headers };
    await answer.body?.cancel();
  }
  expect(seen).toMatchSnapshot();
});

test("nothing says which software answers", async () => {
  for (const [, url, init] of ANSWERS) {
    const { headers } = await ask(url, init);
    expect([headers.get("server"), headers.get("x-powered-by"), headers.get("access-control-allow-origin")]).toEqual([
      null,
      null,
      null,
    ]);
  }
});

test("a page may show the photos of the catalogue's own hosts, and phones are told when those change", async () => {
  const policy = async () => {
    const said = (await ask("/find")).headers.get("content-security-policy") ?? "";
    return said.split("; ").find((each) => each.startsWith("img-src"));
  };
  const worker = async () => (await ask("/sw.js")).text();
  const tag = async () => (await ask("/find")).headers.get("etag") ?? "";
  expect(await policy()).toBe("img-src 'self' data: blob:");
  expect(await worker()).toBe(WORKER);
  const before = await tag();

  await database.execute("update style set image = 'https://CDN.example.com/coat.jpg?v=1'");
  ahead += 6 * 60_000;
  expect(await policy()).toBe("img-src 'self' data: blob: https://cdn.example.com");
  expect(await worker()).toMatch(/"revision":"a{32}-[\w-]{8}","url":"find.html"\},\{"revision":null,"url":"_next/);
  expect(await tag()).not.toBe(before);

  await database.execute("update style set image = 'https://evil.example;script-src */x'");
  ahead += 6 * 60_000;
  expect(await policy()).toBe("img-src 'self' data: blob:");
  expect(await tag()).toBe(before);
});

test("a report is counted and nothing of it kept; anything else is refused", async () => {
  const report = (body: string) => ask("/csp-report", { method: "POST", body });
  const said = { "csp-report": { "effective-directive": "script-src", "document-uri": "/client?name=Ana" } };
  expect((await report(JSON.stringify(said))).status).toBe(204);
  for (const body of ["", "{}", "null", '{"csp-report":1}', '{"csp-report":{"effective-directive":7}}', "x".repeat(20_000)]) {
    expect((await report(body)).status).toBeGreaterThanOrEqual(400);
  }
  const metrics = await (await ask("/metrics")).text();
  expect(metrics).toContain('aisle_policy_reports_total{directive="script-src"} 1');
  expect(metrics).not.toContain("Ana");
});
