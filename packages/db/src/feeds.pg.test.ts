import { afterAll, beforeAll, expect, test } from "vitest";
import { withTx } from "./client.ts";
import { type Changes, createChanges, recordChanges, storeFeed } from "./feeds.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let database: TestDatabase;
const ANA = "00000000-0000-7000-8000-000000000001";
const BEN = "00000000-0000-7000-8000-000000000002";
const MAYA = "00000000-0000-7000-8000-00000000000a";

beforeAll(async () => {
  database = await createTestDatabase();
  for (const place of ["airport", "downtown"]) {
    await database.query("insert into location (location_id, name, kind) values ($1, $1, 'store')", [place]);
  }
  await database.query(
    "insert into associate (associate_id, name, role, location_id) values ($1, 'Maya', 'associate', 'downtown')",
    [MAYA],
  );
  for (const customer of [ANA, BEN]) {
    await database.query(
      "insert into customer (customer_id, name, home_location_id, since) values ($1, 'A client', 'downtown', 2020)",
      [customer],
    );
  }
  await write((changes) => changes.customer(BEN, "downtown"));
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

async function moveAna(from: string, to: string): Promise<void> {
  const tell = (changes: Changes) => {
    changes.customer(ANA, to);
    changes.gone(storeFeed(from), "customers", ANA);
  };
  await write(tell, "update customer set home_location_id = $2 where customer_id = $1", [ANA, to]);
}

async function tombstones(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    "select feed_id || ' ' || table_name || ' ' || right(key, 1) as name from tombstone order by 1",
  );
  return rows.map((row) => row.name);
}

test("[FE3] a client who moves leaves a tombstone behind, and takes it away on coming back", async () => {
  await moveAna("downtown", "airport");
  expect(await tombstones()).toEqual(["store:downtown customers 1"]);
  await moveAna("airport", "downtown");
  expect(await tombstones()).toEqual(["store:airport customers 1"]);
  await moveAna("downtown", "airport");
  expect(await tombstones()).toEqual(["store:downtown customers 1"]);
});

test("a tombstone stays while other rows of its feed change, and the row's own changes elsewhere", async () => {
  await write((changes) => {
    changes.customer(ANA, "airport");
    changes.customer(BEN, "downtown");
  });
  expect(await tombstones()).toEqual(["store:downtown customers 1"]);
});

test("a person who left and a location that closed leave tombstones by being touched, and none once they are back", async () => {
  await write((changes) => changes.associate(MAYA, "downtown"), "update associate set is_active = false");
  await write((changes) => changes.location("airport"), "update location set is_active = false where location_id = 'airport'");
  expect(await tombstones()).toEqual(["network locations t", "store:downtown associates a", "store:downtown customers 1"]);
  await write((changes) => changes.associate(MAYA, "downtown"), "update associate set is_active = true");
  await write((changes) => changes.location("airport"), "update location set is_active = true where location_id = 'airport'");
  expect(await tombstones()).toEqual(["store:downtown customers 1"]);
});

test("[FE2] a transaction is one version in each feed it touched, and one that rolls back leaves no gap", async () => {
  const before = await headOf("store:downtown");
  await write((changes) => {
    changes.customer(BEN, "downtown");
    changes.associate(MAYA, "downtown");
  });
  const failing = withTx(database, {}, async (tx) => {
    const changes = createChanges();
    changes.customer(BEN, "downtown");
    await recordChanges(tx, changes);
    throw new Error("changed its mind");
  });
  await expect(failing).rejects.toThrow("changed its mind");
  await write((changes) => changes.customer(BEN, "downtown"));
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
