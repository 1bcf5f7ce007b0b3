import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import type { Manifest } from "@aisle/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { silentLogger } from "../logger.ts";
import type { RunningServer } from "../start-server.ts";
import { aBooking, exchangeOverHttp, type Phone } from "../testing/booking.ts";
import { type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { startServer } from "../testing/test-head-office.ts";
import { fetchAs } from "../testing/test-phone.ts";

let database: TestDatabase;
let chain: SmallChain;
let servers: [RunningServer, RunningServer];

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 500 } }]);
  const start = () =>
    startServer({ databaseUrl: database.url, host: "127.0.0.1", port: 0, appFolder: null, logger: silentLogger });
  servers = [await start(), await start()];
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  await database.close();
});

const addressOf = (server: RunningServer) => `http://127.0.0.1:${server.port}`;

/** Listens for pokes; `next` resolves with the next one. */
async function listen(server: RunningServer, phone: Phone) {
  const asking = new AbortController();
  const response = await fetch(`${addressOf(server)}/poke`, { headers: { cookie: phone.cookie }, signal: asking.signal });
  const reader = (response.body ?? new ReadableStream<Uint8Array>()).getReader();
  const decoder = new TextDecoder();
  const next = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done || decoder.decode(value).includes("event: moved")) return !done;
    }
  };
  return { next, end: () => asking.abort() };
}

test("[PK3] [PK1] a phone that listens at one process hears, without what, of a booking taken by another", async () => {
  const [one, other] = servers;
  const listener = await chain.addPhone();
  const booker = await chain.addPhone();
  const poke = await listen(other, listener);
  const heard = poke.next();
  const push = [aBooking({ seq: 1, by: chain.associateId, customerId: chain.customerId, sku: "COAT" })];
  expect((await exchangeOverHttp(addressOf(one), booker, { push })).kind).toBe("ok");
  expect(await heard).toBe(true);
  poke.end();
});

test("a manifest of one process names parts that another can serve, under the hash of their bytes", async () => {
  const [one, other] = servers;
  const asked = await fetchAs(await chain.addPhone(), addressOf(one), { path: "/snap/manifest.json" });
  const manifest = (await asked.json()) as Manifest;
  const parts = [...manifest.catalogue.parts, ...manifest.stock];
  expect(parts.length).toBeGreaterThan(2);
  for (const { sha } of parts) {
    const answer = await fetch(`${addressOf(other)}/snap/${sha}`);
    const digest = await crypto.subtle.digest("SHA-256", await answer.arrayBuffer());
    expect([answer.status, Buffer.from(digest).toString("hex")]).toEqual([200, sha]);
  }
});

test("phones that speak to either process in turn have one count and one effect each", async () => {
  const phone = await chain.addPhone();
  const about = { by: chain.associateId, customerId: chain.customerId, sku: "COAT" };
  const commands = [1, 2, 3, 4].map((seq) => aBooking({ seq, ...about }));
  for (const [index, command] of commands.entries()) {
    const server = servers[index % 2] ?? servers[0];
    const both = [
      exchangeOverHttp(addressOf(server), phone, { push: [command] }),
      exchangeOverHttp(addressOf(servers[0]), phone, { push: [command] }),
    ];
    for (const reply of await Promise.all(both)) expect(reply).toMatchObject({ kind: "ok", outcomes: [{ kind: "applied" }] });
  }
  const [row] = await database.query<{ orders: string }>("select count(*) as orders from customer_order where device_id = $1", [
    phone.deviceId,
  ]);
  expect(Number(row?.orders)).toBe(4);
});
