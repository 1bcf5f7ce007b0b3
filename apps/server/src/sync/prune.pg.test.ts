import { createChanges, recordChanges, withTx } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { DAY } from "@aisle/domain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { prune } from "./prune.ts";
import { pull } from "./pull.ts";
import { mayBeForgotten } from "./retention.ts";

let database: TestDatabase;
let chain: SmallChain;
const NOW = Date.now();

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 1 } }]);
  await database.execute("insert into database_life (one) values (1)");
});
afterAll(() => database.close());

/** A client leaves downtown; returns the version at which the tombstone stands. */
async function leave(daysAgo: number): Promise<number> {
  const id = newId();
  const head = await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    changes.gone("store:downtown", "customers", id);
    return (await recordChanges(tx, changes)).get("store:downtown");
  });
  await database.query("update tombstone set at = to_timestamp($2::float8 / 1000) where key = $1", [id, NOW - daysAgo * DAY]);
  return head ?? 0;
}

const read = (version: number) => pull(database, { scope: ["store:downtown"], cursor: { "store:downtown": version }, room: 100 });

test("[RE1] [PL6] old tombstones go and the floor rises with them: a phone below it starts over, one at it reads on", async () => {
  const [first, second, young] = [await leave(100), await leave(95), await leave(5)];
  expect(await prune(database, { now: NOW })).toMatchObject({ tombstones: 2 });
  expect((await read(first)).tooOld).toEqual(["store:downtown"]);
  const readsOn = await read(second);
  expect(readsOn.tooOld).toEqual([]);
  expect(readsOn.patches[0]?.gone).toHaveLength(1);
  expect(readsOn.patches[0]?.to).toBe(young);
  expect((await read(0)).tooOld).toEqual([]);
});

test("[RE2] an old answer goes only when the phone holds it; a failed one and a carried one stay", async () => {
  const { deviceId } = await chain.addPhone();
  const answer = (seq: number, kind: string, daysAgo: number) =>
    database.query(
      `insert into command_outcome (command_id, device_id, seq, name, command_version, args_hash, kind, outcome, associate_id, issued_at, decided_at)
       values ($1, $2, $3, 'customer.create', 1, '', $4, '{}', $5, now(), to_timestamp($6::float8 / 1000))`,
      [newId(), deviceId, seq, kind, chain.associateId, NOW - daysAgo * DAY],
    );
  await answer(1, "applied", 200);
  await answer(2, "failed", 200);
  await answer(3, "refused", 200);
  await answer(4, "applied", 100);
  await answer(5, "applied", 200);
  await database.query("update device set outcomes_kept = 4 where device_id = $1", [deviceId]);
  expect(await prune(database, { now: NOW })).toMatchObject({ outcomes: 2 });
  const rows = await database.query<{ seq: string }>("select seq from command_outcome where device_id = $1 order by seq", [
    deviceId,
  ]);
  expect(rows.map((row) => Number(row.seq))).toEqual([2, 4, 5]);
});

test("how often a command has thrown is forgotten when nobody can send it any more", async () => {
  const fault =
    "insert into command_fault (command_id, last_incident, last_at) values ($1, 'abc', to_timestamp($2::float8 / 1000))";
  await database.query(fault, [newId(), NOW - 200 * DAY]);
  await database.query(fault, [newId(), NOW - 100 * DAY]);
  expect(await prune(database, { now: NOW })).toMatchObject({ faults: 1 });
  expect(await prune(database, { now: NOW })).toMatchObject({ faults: 0 });
});

test("one process at a time forgets; another finds it taken and leaves it", async () => {
  const other = await withTx(database, {}, async (tx) => {
    await tx.query("select 1 from database_life for no key update");
    return prune(database, { now: NOW });
  });
  expect(other).toBeNull();
});

test("a writer and the forgetting of the same feed never wait for each other in a circle", async () => {
  const work = Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? prune(database, { now: NOW }) : leave(200)));
  await expect(Promise.all(work)).resolves.toHaveLength(30);
});

test("a command's age is read from its id, and only where the id says one", () => {
  const old = "018f0000-0000-7000-8000-000000000000";
  expect(mayBeForgotten(old, { now: NOW, addedAt: 0 })).toBe(true);
  expect(mayBeForgotten(newId(), { now: NOW, addedAt: 0 })).toBe(false);
  expect(mayBeForgotten("018f0000-0000-4000-8000-000000000000", { now: NOW, addedAt: 0 })).toBe(false);
  expect(mayBeForgotten(old, { now: NOW, addedAt: NOW - 1 }), "made before the phone was: its clock was wrong").toBe(false);
});

test("[FE7] an order that is done and old leaves the phones and stays at head office; an open one stays everywhere", async () => {
  const orderOf = (state: string, daysAgo: number) =>
    database.query<{ id: string }>(
      `insert into customer_order (order_id, number, customer_id, location_id, associate_id, state, channel, method, currency, total_minor, booked_at)
       values ($1, nextval('order_number'), $2, 'downtown', $3, $4, 'in-store', 'standard', 'USD', 100, $5) returning order_id as id`,
      [newId(), chain.customerId, chain.associateId, state, new Date(NOW - daysAgo * DAY)],
    );
  const orders = (await Promise.all([orderOf("delivered", 100), orderOf("delivered", 80), orderOf("packed", 100)])).flat();
  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    for (const { id } of orders) changes.order(id, "downtown");
    await recordChanges(tx, changes);
  });
  const before = (await read(0)).patches[0];
  expect(before?.rows.orders).toHaveLength(3);
  expect(await prune(database, { now: NOW })).toMatchObject({ orders: 1 });
  const after = (await read(before?.to ?? 0)).patches[0];
  expect(after?.gone).toEqual([{ table: "orders", key: orders[0]?.id }]);
  expect((await read(0)).patches[0]?.rows.orders).toHaveLength(2);
  expect(await prune(database, { now: NOW })).toMatchObject({ orders: 0 });
});
