import { afterAll, beforeAll, expect, test } from "vitest";
import { withTx } from "./client.ts";
import { associateFeed, type Changes, createChanges, recordChanges, storeFeed } from "./feeds.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let database: TestDatabase;
const ANA = "00000000-0000-7000-8000-000000000001";
const BEN = "00000000-0000-7000-8000-000000000002";
const MAYA = "00000000-0000-7000-8000-00000000000a";
const SAM = "00000000-0000-7000-8000-00000000000b";

beforeAll(async () => {
  database = await createTestDatabase();
  for (const place of ["airport", "downtown"]) {
    await database.query("insert into location (location_id, name, kind) values ($1, $1, 'store')", [place]);
  }
  for (const person of [MAYA, SAM]) {
    await database.query(
      "insert into associate (associate_id, name, role, location_id) values ($1, 'Maya', 'associate', 'downtown')",
      [person],
    );
  }
  for (const customer of [ANA, BEN]) {
    await database.query(
      "insert into customer (customer_id, name, home_location_id, since) values ($1, 'A client', 'downtown', 2020)",
      [customer],
    );
  }
  await enter(MAYA, BEN);
});
afterAll(() => database.close());

/** One transaction: what the statement does, then what changed. */
async function write(tell: (changes: Changes) => void, sql?: string, values: unknown[] = []): Promise<void> {
  await withTx(database, {}, async (tx) => {
    if (sql) await tx.query(sql, values);
    const changes = createChanges();
    tell(changes);
    await recordChanges(tx, changes);
  });
}

const enter = (person: string, client: string) =>
  write(
    (changes) => changes.day(person, client),
    "insert into day_client (associate_id, customer_id, why) values ($1, $2, 'mine')",
    [person, client],
  );

const leave = (person: string, client: string) =>
  write((changes) => changes.day(person, client), "delete from day_client where associate_id = $1 and customer_id = $2", [
    person,
    client,
  ]);

async function tombstones(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    "select regexp_replace(feed_id, ':0.*(.)$', ':\\1') || ' ' || table_name || ' ' || right(key, 1) as name from tombstone order by 1",
  );
  return rows.map((row) => row.name);
}

test("[FE3] a client who goes from one day to another leaves a tombstone behind, and takes it away on coming back", async () => {
  await enter(MAYA, ANA);
  await leave(MAYA, ANA);
  await enter(SAM, ANA);
  expect(await tombstones()).toEqual(["associate:a customers 1"]);
  await leave(SAM, ANA);
  await enter(MAYA, ANA);
  expect(await tombstones()).toEqual(["associate:b customers 1"]);
  await leave(MAYA, ANA);
  await enter(SAM, ANA);
  expect(await tombstones()).toEqual(["associate:a customers 1"]);
});

test("[FE6] a client's change is one version in the feed of everybody whose day holds them, and in nobody else's", async () => {
  await enter(SAM, BEN);
  const [maya, sam] = [await headOf(associateFeed(MAYA)), await headOf(associateFeed(SAM))];
  await write((changes) => changes.customer(BEN));
  await write((changes) => changes.customer(ANA));
  expect([await headOf(associateFeed(MAYA)), await headOf(associateFeed(SAM))]).toEqual([maya + 1, sam + 2]);
  const rows = await database.query<{ row: string }>(
    "select right(associate_id::text, 1) || right(customer_id::text, 1) || ' ' || version as row from day_client order by 1",
  );
  expect(rows.map(({ row }) => row)).toEqual([`a2 ${maya + 1}`, `b1 ${sam + 2}`, `b2 ${sam + 1}`]);
  await leave(SAM, BEN);
  await write(() => {}, "delete from tombstone where feed_id = $1", [associateFeed(SAM)]);
});

test("[FE6] whoever changes a client and whoever puts them into a day wait for each other, so no change is missed", async () => {
  const changed = Promise.withResolvers<void>();
  const mayCommit = Promise.withResolvers<void>();
  const change = withTx(database, {}, async (tx) => {
    const changes = createChanges();
    await tx.query("select 1 from customer where customer_id = $1 for update", [BEN]);
    await tx.query("update customer set name = 'Ben Okafor' where customer_id = $1", [BEN]);
    changes.customer(BEN);
    await recordChanges(tx, changes);
    changed.resolve();
    await mayCommit.promise;
  });
  await changed.promise;
  let isIn = false;
  const entering = enter(SAM, BEN).then(() => {
    isIn = true;
  });
  await database.query("select pg_sleep(0.05)");
  expect(isIn).toBe(false);
  mayCommit.resolve();
  await Promise.all([change, entering]);
  await leave(SAM, BEN);
  await write(() => {}, "delete from tombstone where feed_id = $1 and key = $2", [associateFeed(SAM), BEN]);
});

test("a tombstone stays while other rows of its feed change, and the row's own changes elsewhere", async () => {
  await write((changes) => {
    changes.customer(ANA);
    changes.customer(BEN);
  });
  expect(await tombstones()).toEqual(["associate:a customers 1"]);
});

test("a person who left and a location that closed leave tombstones by being touched, and none once they are back", async () => {
  await write(
    (changes) => changes.associate(MAYA, "downtown"),
    "update associate set is_active = false where associate_id = $1",
    [MAYA],
  );
  await write((changes) => changes.location("airport"), "update location set is_active = false where location_id = 'airport'");
  expect(await tombstones()).toEqual(["associate:a customers 1", "network locations t", "store:downtown associates a"]);
  await write((changes) => changes.associate(MAYA, "downtown"), "update associate set is_active = true where associate_id = $1", [
    MAYA,
  ]);
  await write((changes) => changes.location("airport"), "update location set is_active = true where location_id = 'airport'");
  expect(await tombstones()).toEqual(["associate:a customers 1"]);
});

test("[FE2] a transaction is one version in each feed it touched, and one that rolls back leaves no gap", async () => {
  const before = await headOf("store:downtown");
  await write((changes) => {
    changes.associate(SAM, "downtown");
    changes.associate(MAYA, "downtown");
  });
  const failing = withTx(database, {}, async (tx) => {
    const changes = createChanges();
    changes.associate(SAM, "downtown");
    await recordChanges(tx, changes);
    throw new Error("changed its mind");
  });
  await expect(failing).rejects.toThrow("changed its mind");
  await write((changes) => changes.associate(SAM, "downtown"));
  expect((await headOf("store:downtown")) - before).toBe(2);
});

test("[FE1] two transactions that touch the same feeds in opposite order never wait for each other in a circle", async () => {
  const both = ["downtown", "airport"];
  const rounds = Array.from({ length: 20 }, (_, index) =>
    write((changes) => {
      for (const place of index % 2 === 0 ? both : both.toReversed()) changes.touched.feeds.add(storeFeed(place));
    }),
  );
  await expect(Promise.all(rounds)).resolves.toHaveLength(20);
});

async function headOf(feed: string): Promise<number> {
  const [row] = await database.query<{ head: string }>("select head from feed where feed_id = $1", [feed]);
  return Number(row?.head);
}
