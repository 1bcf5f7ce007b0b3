import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { silentLogger } from "../logger.ts";
import { PortInUse, type RunningServer } from "../start-server.ts";
import { exchangeOverHttp } from "../testing/booking.ts";
import { type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { startServer } from "../testing/test-head-office.ts";
import { fetchAs, type Phone } from "../testing/test-phone.ts";

const PAGE = `<!doctype html><script src="/_next/static/a.js"></script><script>self.__next_f=[1]</script><p>Find</p>`;

let database: TestDatabase;
let server: RunningServer;
let chain: SmallChain;
let appFolder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 10 } }]);
  appFolder = await mkdtemp(path.join(os.tmpdir(), "aisle-app-"));
  await mkdir(path.join(appFolder, "_next/static"), { recursive: true });
  await writeFile(path.join(appFolder, "find.html"), PAGE);
  await writeFile(path.join(appFolder, "404.html"), "<p>Nothing here</p>");
  await writeFile(path.join(appFolder, "sw.js"), "self");
  await writeFile(path.join(appFolder, "_next/static/a.js"), `console.log(${JSON.stringify("x".repeat(3000))})`);
  server = await startServer({ databaseUrl: database.url, host: "127.0.0.1", port: 0, appFolder, logger: silentLogger });
});
afterAll(async () => {
  await server.stop();
  await database.close();
  await rm(appFolder, { recursive: true });
});

const get = (url: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${server.port}${url}`, init);
const getAs = (phone: Phone, path: string) => fetchAs(phone, `http://127.0.0.1:${server.port}`, { path });

describe("a page", () => {
  test("carries a script policy of its own inline scripts by hash, and nothing unsafe-inline", async () => {
    const page = await get("/find?sku=1");
    const policy = page.headers.get("content-security-policy") ?? "";
    expect(page.status).toBe(200);
    expect(policy).toMatch(/script-src 'self' 'wasm-unsafe-eval' 'sha256-[\w+/=]{44}';/);
    expect(policy).not.toContain("unsafe-inline");
    expect(policy).toContain("default-src 'none'");
    expect(page.headers.get("cache-control")).toBe("no-cache");
  });

  test("and every other answer tell the browser not to guess, frame or leak", async () => {
    for (const url of ["/find", "/sw.js", "/healthz", "/trpc/phones.door", "/nowhere"]) {
      const { headers } = await get(url);
      expect([
        url,
        headers.get("x-content-type-options"),
        headers.get("x-frame-options"),
        headers.get("referrer-policy"),
      ]).toEqual([url, "nosniff", "DENY", "no-referrer"]);
    }
  });

  test("that does not exist is a 404 with words", async () => {
    const page = await get("/nowhere");
    expect([page.status, await page.text()]).toEqual([404, "<p>Nothing here</p>"]);
  });

  test("of another folder cannot be reached by dots", async () => {
    const page = await get("/..%2f..%2f..%2fetc%2fpasswd");
    expect(page.status).toBe(404);
  });
});

test("files named by their hash are kept for ever, the service worker is asked for every time", async () => {
  expect((await get("/_next/static/a.js")).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  expect((await get("/sw.js")).headers.get("cache-control")).toBe("no-cache");
});

test("a file comes compressed, and not at all when the browser has it", async () => {
  const first = await get("/_next/static/a.js", { headers: { "accept-encoding": "br" } });
  expect(first.headers.get("content-encoding")).toBe("br");
  const again = await get("/_next/static/a.js", { headers: { "if-none-match": first.headers.get("etag") ?? "" } });
  expect(again.status).toBe(304);
});

describe("the API", () => {
  const post = (body: string, headers: Record<string, string> = {}) =>
    get("/trpc/sync.exchange", { method: "POST", headers: { "content-type": "application/json", ...headers }, body });

  test("refuses another site's page, a form's content type and a body no phone sends", async () => {
    expect((await post("{}", { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post("{}", { "content-type": "text/plain" })).status).toBe(415);
    expect((await post(JSON.stringify({ padding: "x".repeat(1_100_000) }))).status).toBe(413);
  });

  test("answers nonsense with a typed refusal, never with a fault", async () => {
    for (const body of ["", "null", "[]", "{", '{"proto":1}', '{"push":{"__proto__":1}}', "\u0000"]) {
      expect([body, (await post(body)).status]).toEqual([body, 400]);
    }
  });

  test("does not batch: one slow call would hold up an outbox", async () => {
    const batch = await get("/trpc/phones.door,phones.door?batch=1");
    expect(batch.status).toBe(400);
  });

  test("gives exact stock to a signed-in phone only", async () => {
    const url = `/trpc/stock.exact?input=${encodeURIComponent(JSON.stringify({ sku: "coat" }))}`;
    expect((await get(url)).status).toBe(401);
    const body = (await (await getAs(await chain.addPhone(), url)).json()) as { result: { data: unknown } };
    expect(body.result.data).toMatchObject([{ locationId: "warehouse", onHand: 10, reserved: 0 }]);
  });
});

test("the broadcast lane lists parts to a signed-in phone, and each part is its hash", async () => {
  expect((await get("/snap/manifest.json")).status).toBe(401);
  const manifest = (await (await getAs(await chain.addPhone(), "/snap/manifest.json")).json()) as {
    catalogue: { variants: number; parts: { sha: string }[] };
  };
  expect(manifest.catalogue.variants).toBe(1);
  const sha = manifest.catalogue.parts[0]?.sha ?? "";
  const part = await get(`/snap/${sha}`);
  expect(part.headers.get("cache-control")).toContain("immutable");
  const digest = await crypto.subtle.digest("SHA-256", await part.arrayBuffer());
  expect(Buffer.from(digest).toString("hex")).toBe(sha);
  expect((await get(`/snap/${"0".repeat(64)}`)).status).toBe(404);
});

test("health, readiness and metrics answer, and metrics count commands", async () => {
  const phone = await chain.addPhone();
  await exchangeOverHttp(`http://127.0.0.1:${server.port}`, phone);
  expect(await (await get("/healthz")).text()).toBe("ok");
  expect(await (await get("/readyz")).text()).toBe("ready");
  expect(await (await get("/metrics")).text()).toContain("aisle_request_seconds_count");
});

test("a path that is no URL is answered like any other that is not there", async () => {
  for (const path of ["//", "//%zz", "/\\\\"]) expect([path, (await get(path)).status]).toEqual([path, 404]);
});

test("metrics name only routes there are, however many are asked for", async () => {
  for (const path of ["/trpc/one", "/trpc/two", "/trpc/phones.door"]) await get(path);
  const text = await (await get("/metrics")).text();
  expect(text).toContain('path="/trpc/phones.door"');
  expect(text).not.toMatch(/trpc\/(one|two)/);
});

test("a port that is taken says so", async () => {
  const second = startServer({
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: server.port,
    appFolder: null,
    logger: silentLogger,
  });
  await expect(second).rejects.toBeInstanceOf(PortInUse);
});

test("a stop finishes what was taken", async () => {
  const other = await startServer({
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: 0,
    appFolder: null,
    logger: silentLogger,
  });
  const phones = await Promise.all(Array.from({ length: 8 }, () => chain.addPhone()));
  const asked = phones.map((phone) => exchangeOverHttp(`http://127.0.0.1:${other.port}`, phone));
  const [first] = await Promise.all([Promise.any(asked), Promise.any(asked).then(() => other.stop())]);
  expect(first.kind).toBe("ok");
  const ended = await Promise.allSettled(asked);
  expect(ended.filter((each) => each.status === "fulfilled" && each.value.kind !== "ok")).toEqual([]);
});

test("[EX9] a stop does not wait for somebody who sent half a request", async () => {
  const other = await startServer({
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: 0,
    appFolder: null,
    logger: silentLogger,
    stopGraceMs: 50,
  });
  const half =
    'POST /trpc/sync.exchange HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"proto"';
  const socket = net.connect(other.port, "127.0.0.1");
  await new Promise<void>((resolve) => socket.write(half, () => resolve()));
  expect((await exchangeOverHttp(`http://127.0.0.1:${other.port}`, await chain.addPhone())).kind).toBe("ok");
  await other.stop();
  socket.destroy();
});
