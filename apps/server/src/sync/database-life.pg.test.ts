import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { TEST_PRICES } from "../testing/test-head-office.ts";
import { createBroadcast } from "./broadcast.ts";
import { beginEpoch, readEpoch } from "./database-life.ts";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());

test("[SO2] a database keeps its epoch over starts, and has a new one on another cluster or timeline, once", async () => {
  const [first, together] = await Promise.all([readEpoch(database), readEpoch(database)]);
  expect(together).toBe(first);
  const [life] = await database.query<{ cluster: string }>("select cluster from database_life");
  expect(life?.cluster).toMatch(/^\d+\/[0-9A-F]{8}$/);

  await database.query("update database_life set cluster = '7300000000000000000/00000001'");
  const promoted = await readEpoch(database);
  expect(promoted).not.toBe(first);
  expect(await readEpoch(database)).toBe(promoted);
});

test("[SO2] a person may begin a new epoch after putting a data folder back", async () => {
  const before = await readEpoch(database);
  const begun = await beginEpoch(database);
  expect(begun).not.toBe(before);
  expect(await readEpoch(database)).toBe(begun);
});

test("[SO2] stock and catalogue are served under the epoch of the database as it is now", async () => {
  await using database = await createTestDatabase();
  const broadcast = createBroadcast({ database, now: Date.now, prices: TEST_PRICES });
  const first = await readEpoch(database);
  expect((await broadcast.manifest()).epoch).toBe(first);
  const second = await beginEpoch(database);
  expect(second).not.toBe(first);
  expect((await broadcast.manifest()).epoch).toBe(second);
});

test("[SO2] no order of a new epoch gets a number that may have been said in the one before", async () => {
  await using database = await createTestDatabase();
  await readEpoch(database);
  const next = async () =>
    (await database.query<{ number: number }>("select nextval('order_number')::int as number"))[0]?.number ?? 0;
  const before = await next();
  await readEpoch(database);
  expect(await next()).toBe(before + 1);
  await beginEpoch(database);
  const told = await next();
  expect(told).toBeGreaterThan(before + 5_000);
  await database.execute("update database_life set cluster = 'another cluster'");
  await readEpoch(database);
  expect(await next()).toBeGreaterThan(told + 5_000);
});
