import { createServer, IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { createWake, type Wake } from "./wake.ts";

const listener = { deviceId: "phone", feeds: new Set(["store:downtown"]) };
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A stream asked for over HTTP and the request that waits for it. */
async function anOpenResponse(): Promise<{ response: ServerResponse; giveUp: () => void; body: Promise<string> }> {
  const responses = Promise.withResolvers<ServerResponse>();
  const server = createServer((_, response) => responses.resolve(response)).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const asking = new AbortController();
  // Boundary: a TCP server's address is always an AddressInfo.
  const { port } = server.address() as AddressInfo;
  const body = fetch(`http://127.0.0.1:${port}`, { signal: asking.signal }).then((answer) => answer.text());
  body.catch(() => undefined);
  ends.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { response: await responses.promise, giveUp: () => asking.abort(), body };
}

function aWake(): Wake {
  const wake = createWake();
  ends.push(wake.close);
  return wake;
}

test("a phone that hung up while its session was read is not kept", async () => {
  const wake = aWake();
  const { response, giveUp } = await anOpenResponse();
  const closed = new Promise((resolve) => response.once("close", resolve));
  giveUp();
  await closed;
  wake.listen(response, listener);
  expect(wake.listeners()).toBe(0);
});

test("a stream asked for during a stop ends at once, so that the stop can", async () => {
  const wake = aWake();
  const { response, body } = await anOpenResponse();
  wake.close();
  wake.listen(response, listener);
  expect(await body).toBe("");
  expect(wake.listeners()).toBe(0);
});

test("[PK1] a phone is told at once of its own store, and of stock that moves all the time every other second, last move included", () => {
  vi.useFakeTimers();
  ends.push(() => vi.useRealTimers());
  const wake = aWake();
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  const told: number[] = [];
  const started = Date.now();
  vi.spyOn(response, "write").mockImplementation((text) => {
    if (String(text).startsWith("event")) told.push(Date.now() - started);
    return true;
  });
  wake.listen(response, { deviceId: "phone", feeds: new Set(["store:downtown", "location:warehouse"]) });
  for (let move = 0; move < 50; move++) {
    wake.poke(["location:warehouse"], "another phone");
    vi.advanceTimersByTime(100);
  }
  vi.advanceTimersByTime(10_000);
  const forStock = [...told];
  expect(forStock.length).toBeGreaterThan(1);
  expect(forStock.length).toBeLessThanOrEqual(4);
  expect(forStock.at(-1)).toBeGreaterThan(4_900);
  wake.poke(["location:warehouse"], "another phone");
  vi.advanceTimersByTime(200);
  wake.poke(["store:downtown"], "another phone");
  vi.advanceTimersByTime(200);
  expect(told.length).toBe(forStock.length + 2);
});
