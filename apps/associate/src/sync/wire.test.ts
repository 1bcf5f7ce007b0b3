import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { aDevice, aReply } from "@aisle/sync/testing";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpBroadcast } from "./http-broadcast.ts";
import { createTrpcTransport } from "./trpc-transport.ts";

const servers: http.Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** Something that answers every request alike, as head office, a proxy or a captive portal would. */
async function answering(status: number, body: string | null, type = "application/json"): Promise<string> {
  const server = http.createServer((_, response) => {
    if (body === null) response.destroy();
    else response.writeHead(status, { "content-type": type }).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // Boundary: a server that listens on TCP has a port.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const request = { proto: 1, device: aDevice, app: "1", epoch: null, push: [], outcomesKept: 0, cursor: {}, room: 10 };
const never = new AbortController().signal;

describe("an exchange over HTTP", () => {
  const trpcError = (httpStatus: number) =>
    JSON.stringify({ error: { message: "no", code: -32000, data: { code: "X", httpStatus } } });

  it("brings head office's reply", async () => {
    const url = await answering(200, JSON.stringify({ result: { data: aReply({ lastSeq: 3 }) } }));
    expect(await createTrpcTransport({ url }).exchange(request, never)).toEqual(aReply({ lastSeq: 3 }));
  });

  it("asks to sign in again when head office no longer knows who this is", async () => {
    const url = await answering(401, trpcError(401));
    expect(await createTrpcTransport({ url }).exchange(request, never)).toEqual({ kind: "sign-in-again" });
  });

  it.each([
    ["a fault at head office", 500, trpcError(500), "application/json"],
    ["a proxy while head office restarts", 502, "<h1>Bad gateway</h1>", "text/html"],
    ["a captive portal", 200, "<h1>Welcome to our Wi-Fi</h1>", "text/html"],
  ])("tries later after the answer of %s", async (_, status, body, type) => {
    const url = await answering(status, body, type);
    expect(await createTrpcTransport({ url }).exchange(request, never)).toMatchObject({ kind: "try-later" });
  });

  it("rejects when nobody answers", async () => {
    const url = await answering(200, null);
    await expect(createTrpcTransport({ url }).exchange(request, never)).rejects.toThrow();
  });
});

describe("the broadcast lane over HTTP", () => {
  it("[BR1] takes a part whose text matches its address, and no other", async () => {
    const text = '{"part":0,"title":["Pelerine façonnée"]}';
    const url = await answering(200, text);
    const broadcast = createHttpBroadcast({ url });
    const sha = createHash("sha256").update(text).digest("hex");
    expect(await broadcast.part(sha, never)).toBe(text);
    await expect(broadcast.part(sha.replace(/^./, "x"), never)).rejects.toThrow();
  });

  it("does not take a refusal for a part", async () => {
    const url = await answering(404, "");
    await expect(createHttpBroadcast({ url }).part("a", never)).rejects.toThrow("404");
    await expect(createHttpBroadcast({ url }).manifest(never)).rejects.toThrow("404");
  });
});
