import { associateFeed, createChanges, recordChanges, type Tx, withTx } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { DAY } from "@aisle/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pull } from "../sync/pull.ts";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { leaveDayOf, OPENED_KEPT, putInDay, tidyDays } from "./day-writer.ts";

const NOW = Date.now();
let database: TestDatabase;
let chain: SmallChain;

beforeEach(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, []);
});
afterEach(() => database.close());

async function addClients(count: number, home = "downtown"): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId());
  await database.query(
    "insert into customer (customer_id, name, home_location_id, since) select id, 'A client', $2, 2020 from unnest($1::uuid[]) as id",
    [ids, home],
  );
  return ids;
}

const change = (work: (tx: Tx, changes: ReturnType<typeof createChanges>) => Promise<void>) =>
  withTx(database, {}, async (tx) => {
    const changes = createChanges();
    await work(tx, changes);
    await recordChanges(tx, changes);
  });

const open = (customerIds: readonly string[], until: number) =>
  change((tx, changes) => {
    const entry = { associateId: chain.associateId, customerIds, why: "opened", until: new Date(until) } as const;
    return putInDay(tx, changes, entry);
  });

async function days(): Promise<string[]> {
  const rows = await database.query<{ customer_id: string }>("select customer_id from day_client where associate_id = $1", [
    chain.associateId,
  ]);
  return rows.map((row) => row.customer_id);
}

test("a client who was opened is in the day for its time, then leaves the phone", async () => {
  const [client = ""] = await addClients(1);
  await open([client], NOW + DAY);
  expect(await tidyDays(database, NOW)).toEqual({ left: 0, entered: 0 });
  expect(await days()).toContain(client);
  expect(await tidyDays(database, NOW + 2 * DAY)).toEqual({ left: 1, entered: 0 });
  expect(await days()).toEqual([chain.customerId]);
  const { patches } = await pull(database, { scope: [associateFeed(chain.associateId)], cursor: {}, room: 100 });
  expect(patches[0]?.gone).toEqual([{ table: "customers", key: client }]);
  expect(patches[0]?.rows.customers?.map((each) => each.customerId)).toEqual([chain.customerId]);
});

test("opening again lengthens the stay and is no news; what keeps a client longer wins", async () => {
  await open([chain.customerId], NOW + DAY);
  const rows = await database.query("select why, until from day_client");
  expect(rows).toEqual([{ why: "mine", until: null }]);
  const [client = ""] = await addClients(1);
  await open([client], NOW + DAY);
  const head = () => database.query("select head from feed where feed_id = $1", [associateFeed(chain.associateId)]);
  const before = await head();
  await open([client], NOW + 3 * DAY);
  expect(await head()).toEqual(before);
  expect(await tidyDays(database, NOW + 2 * DAY)).toEqual({ left: 0, entered: 0 });
});

test(`of opened clients the last ${OPENED_KEPT} are kept`, async () => {
  const clients = await addClients(OPENED_KEPT + 30);
  for (const [index, client] of clients.entries()) await open([client], NOW + DAY + index);
  expect(await tidyDays(database, NOW)).toEqual({ left: 30, entered: 0 });
  expect((await days()).sort()).toEqual([chain.customerId, ...clients.slice(30)].sort());
});

test("a day holds clients of its person's own store only, and of a person who left none", async () => {
  await database.query("update customer set home_location_id = 'airport'");
  expect(await tidyDays(database, NOW)).toEqual({ left: 1, entered: 0 });
  await database.query("update customer set home_location_id = 'downtown'");
  expect(await tidyDays(database, NOW)).toEqual({ left: 0, entered: 1 });
  expect(await days()).toEqual([chain.customerId]);
  await database.query("update associate set is_active = false");
  await change((tx, changes) => leaveDayOf(tx, changes, chain.associateId));
  expect(await days()).toEqual([]);
});

test("a client given to a colleague leaves the one day and comes into the other", async () => {
  const colleague = newId();
  await database.query(
    "insert into associate (associate_id, name, role, location_id) values ($1, 'Ben', 'associate', 'downtown')",
    [colleague],
  );
  await database.query("update customer set associate_id = $1", [colleague]);
  expect(await tidyDays(database, NOW)).toEqual({ left: 1, entered: 1 });
  expect(await database.query("select associate_id from day_client")).toEqual([{ associate_id: colleague }]);
});

test("a stay that is lengthened while the job looks is not cut off", async () => {
  const [client = ""] = await addClients(1);
  await open([client], NOW - DAY);
  await Promise.all([open([client], NOW + DAY), tidyDays(database, NOW)]);
  await open([client], NOW + DAY);
  await tidyDays(database, NOW);
  expect(await days()).toContain(client);
});
