import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";

const MAIN = path.resolve(import.meta.dirname, "../../apps/server/src/main.ts");

type Run = { readonly child: ChildProcess; readonly output: () => string; readonly ended: Promise<number | null> };

const running: ChildProcess[] = [];
let data: string;

test.beforeEach(() => {
  data = fs.mkdtempSync(path.join(os.tmpdir(), "aisle-first-run-"));
});
test.afterEach(async () => {
  for (const child of running.splice(0)) {
    child.kill("SIGTERM");
    if (child.exitCode === null && child.signalCode === null) await new Promise((resolve) => child.once("exit", resolve));
  }
  fs.rmSync(data, { recursive: true, force: true });
});

/** Runs what `npm start` runs after its set-up. */
function start(settings: Record<string, string>): Run {
  const { DATABASE_URL: _, ...rest } = process.env;
  const child = spawn(process.execPath, [MAIN], { env: { ...rest, HOST: "127.0.0.1", AISLE_DATA: data, ...settings } });
  running.push(child);
  let text = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += String(chunk)));
  return { child, output: () => text, ended: new Promise((resolve) => child.once("exit", resolve)) };
}

async function ready(run: Run): Promise<void> {
  await expect.poll(() => run.output(), { timeout: 120_000 }).toMatch(/Open {3}http|Can't start/);
  expect(run.output()).toContain("Open   http");
}

async function freePort(): Promise<string> {
  const probe = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => probe.once("listening", resolve));
  const { port } = probe.address() as net.AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return String(port);
}

async function clientsAt(port: string): Promise<string> {
  const stores = await fetch(`http://127.0.0.1:${port}/trpc/phones.door`);
  return (await stores.text()).slice(0, 2000);
}

test("a first start prints where to open it and the PINs, keeps everything over a kill, and stops cleanly", async () => {
  test.setTimeout(240_000);
  const port = await freePort();
  const first = start({ PORT: port });
  await ready(first);
  expect(first.output()).toContain(`Open   http://localhost:${port}`);
  expect(first.output()).toContain("PIN 246810 (Maya, associate) · 135790 (Sam, manager)");
  expect(first.output()).toMatch(/12 stores, 1 warehouse, 1,200 styles, 9,849 variants, 3,000 clients/);
  const before = await clientsAt(port);

  first.child.kill("SIGKILL");
  await first.ended;
  const second = start({ PORT: port });
  await ready(second);
  expect(await clientsAt(port)).toBe(before);

  second.child.kill("SIGINT");
  expect(await second.ended).toBe(0);
});

test("a second start says what is in use: the port, or the data folder", async () => {
  test.setTimeout(240_000);
  const port = await freePort();
  await ready(start({ PORT: port }));
  const samePort = start({ PORT: port, AISLE_DATA: path.join(data, "other") });
  expect(await samePort.ended).toBe(78);
  expect(samePort.output()).toContain(`port ${port} is in use`);
  const sameData = start({ PORT: await freePort() });
  expect(await sameData.ended).toBe(1);
  expect(sameData.output()).toContain("✗ Can't start");
  expect(sameData.output()).toContain(data);
});

test("bad settings are all named at once, with their mends, before anything is done", async () => {
  const run = start({ PORT: "many", DATABASE_URL: "postgres//db" });
  expect(await run.ended).toBe(78);
  expect(run.output()).toContain("2 settings need attention");
  expect(run.output()).toContain('PORT  "many" is not a port.');
  expect(run.output()).toContain('DATABASE_URL  "postgres//db" is not a URL. Write it as postgres://');
  expect(fs.readdirSync(data)).toEqual([]);
});
