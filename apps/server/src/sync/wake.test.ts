import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
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
