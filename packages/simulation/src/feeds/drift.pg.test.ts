import { createChanges, type OwnersDatabase, recordChanges, withTx } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import type { LocationId } from "@aisle/domain";
import { createDigests, pull, type SmallChain, seedSmallChain } from "@aisle/server/testing";
import { createMemoryStorage, feedsOfTheHour, findDrift, type MemoryStorage } from "@aisle/sync";
import { afterEach, beforeEach, expect, test } from "vitest";

let scope: string[];
let database: TestDatabase;
let chain: SmallChain;
let phone: MemoryStorage;

beforeEach(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [
    { sku: "COAT", onHand: { warehouse: 7 } },
    { sku: "HAT", onHand: { warehouse: 0 } },
  ]);
  scope = ["network", "store:downtown", `associate:${chain.associateId}`, "location:warehouse"];
  phone = createMemoryStorage();
  await catchUp();
});
afterEach(() => database.close());

async function catchUp(): Promise<void> {
  for (;;) {
    const { stand } = await phone.takeBatch({ now: 0, pushMax: 1 });
    const { patches, fetch, ...rest } = await pull(database, { scope, cursor: stand.cursor, room: 100 });
    const next = { pollMs: 1, pushMax: 1 };
    const more = { ...rest, kind: "ok" as const, epoch: "a life", lastSeq: 0, outcomes: [], drop: [], serverTime: "", next };
    await phone.apply({ stand, reply: { ...more, patches, fetch }, now: 0 });
    if (fetch.length === 0) return;
    await phone.putStock({ epoch: "a life", parts: [await columnOf(database)] });
  }
}

async function columnOf(from: OwnersDatabase) {
  const [feed] = await from.query<{ head: string }>("select head from feed where feed_id = 'location:warehouse'");
  // Boundary: ids are branded by parsing, which a test does not need.
  const locationId = "warehouse" as LocationId;
  return { locationId, version: Number(feed?.head), asOf: "", available: [7, 0], promisable: [7, 0], incoming: [] };
}

const look = () => {
  const digests = createDigests(database);
  return findDrift(
    { storage: phone, compare: (held) => digests.compare(held, "office"), alarm: { now: () => 0 } },
    new AbortController().signal,
  );
};

test("[DR1] a phone that has read everything differs in nothing, stock columns included", async () => {
  expect(await look()).toEqual([]);
  expect(Object.keys(phone.held().state.cursor)).toHaveLength(4);
});

test("[DR2] a row that was changed behind the feed's back is found with its table, and mended by reading the feed anew", async () => {
  await database.query("update customer set name = 'Somebody else' where customer_id = $1", [chain.customerId]);
  const found = await look();
  expect(found).toEqual([{ feed: `associate:${chain.associateId}`, chunk: expect.stringMatching(/^customers\/\d+$/) }]);
  expect(phone.held().rows.customers).toEqual([]);
  await catchUp();
  expect(phone.held().rows.customers.map((each) => each.name)).toEqual(["Somebody else"]);
  expect(await look()).toEqual([]);
});

test("a shelf that was changed behind the feed's back is found, and only its column is fetched again", async () => {
  await database.query("update stock_level set on_hand = 6 where variant = 0");
  expect(await look()).toEqual([{ feed: "location:warehouse", chunk: "stock/0" }]);
  expect(phone.held().stock).toEqual([]);
  expect(phone.held().rows.customers).toHaveLength(1);
});

test("a row that a writer forgot to stamp is found", async () => {
  await database.query(
    "insert into associate (associate_id, name, role, location_id) values (gen_random_uuid(), 'Ben', 'lead', 'downtown')",
  );
  expect(await look()).toEqual([{ feed: "store:downtown", chunk: expect.stringMatching(/^associates/) }]);
});

test("[DR1] nothing is concluded from different versions", async () => {
  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    await tx.query("select 1 from customer for update");
    await tx.query("update customer set name = 'Mrs Okafor' where customer_id = $1", [chain.customerId]);
    changes.customer(chain.customerId);
    await recordChanges(tx, changes);
  });
  expect(await look()).toEqual([]);
  await catchUp();
  expect(await look()).toEqual([]);
});

test("an order is as old as its last change: what it repeats of its client and items is not held against it", async () => {
  await database.query("update style set title = 'Another title'");
  expect(await look()).toEqual([]);
});

test("in eight hours every feed has its turn", () => {
  const feeds = Array.from({ length: 100 }, (_, index) => `location:place-${index}`);
  const at = Date.UTC(2026, 10, 23, 9);
  const turns = Array.from({ length: 8 }, (_, hour) => feedsOfTheHour(feeds, at + hour * 3_600_000));
  expect(new Set(turns.flat()).size).toBe(100);
  expect(Math.max(...turns.map((turn) => turn.length))).toBeLessThan(60);
});
