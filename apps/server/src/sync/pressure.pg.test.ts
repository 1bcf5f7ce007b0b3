import { setTimeout as wait } from "node:timers/promises";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { silentLogger } from "../logger.ts";
import type { RunningServer } from "../start-server.ts";
import { aBooking, exchangeOverHttp } from "../testing/booking.ts";
import { type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { startServer } from "../testing/test-head-office.ts";

const PHONES = 200;
const CONNECTIONS = 2;

let database: TestDatabase;
let server: RunningServer;
let chain: SmallChain;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 10 * PHONES } }]);
  server = await startServer({
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: 0,
    appFolder: null,
    logger: silentLogger,
    connections: CONNECTIONS,
  });
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

test(`[BP2] ${PHONES} phones at once on ${CONNECTIONS} connections: every exchange is answered, every booking taken once`, async () => {
  const url = `http://127.0.0.1:${server.port}`;
  const kinds = new Map<string, number>();
  const phones = [];
  for (let count = 0; count < PHONES; count++) phones.push(await chain.addPhone());
  await Promise.all(
    phones.map(async (phone) => {
      const push = [aBooking({ seq: 1, by: chain.associateId, customerId: chain.customerId, sku: "COAT" })];
      for (;;) {
        // An answer that is not a reply, such as a bare 500, throws here.
        const reply = await exchangeOverHttp(url, phone, { push });
        kinds.set(reply.kind, (kinds.get(reply.kind) ?? 0) + 1);
        // A phone waits as long as it is asked; these are four times as eager.
        if (reply.kind === "try-later") await wait(reply.afterMs / 4);
        if (reply.kind !== "ok") continue;
        expect(reply.outcomes.map((outcome) => outcome.kind)).toEqual(["applied"]);
        return;
      }
    }),
  );
  expect([...kinds.keys()].sort()).toEqual(["ok", "try-later"]);
  const [row] = await database.query<{ orders: string }>(
    "select count(*) as orders from customer_order where channel = 'ship-to-home'",
  );
  expect(Number(row?.orders)).toBe(PHONES);
});

test("[BP3] a head office so slow that a phone would give up answers what it has taken, and takes the rest when it comes again", async () => {
  const COMMANDS = 10;
  let clock = Date.now();
  // Every look at the clock finds it a second later.
  const slow = await startServer({
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: 0,
    appFolder: null,
    logger: silentLogger,
    now: () => (clock += 1_000),
  });
  const phone = await chain.addPhone();
  const bookings = Array.from({ length: COMMANDS }, (_, index) =>
    aBooking({ seq: index + 1, by: chain.associateId, customerId: chain.customerId, sku: "COAT" }),
  );
  const taken: number[] = [];
  for (let push = bookings; push.length > 0; ) {
    const reply = await exchangeOverHttp(`http://127.0.0.1:${slow.port}`, phone, { push });
    if (reply.kind !== "ok") throw new Error(`answered ${reply.kind}`);
    taken.push(reply.outcomes.length);
    push = push.slice(reply.outcomes.length);
  }
  await slow.stop();
  expect(taken.reduce((sum, count) => sum + count, 0)).toBe(COMMANDS);
  expect(Math.max(...taken)).toBeLessThan(COMMANDS);
  expect(Math.min(...taken)).toBeGreaterThan(0);
});
