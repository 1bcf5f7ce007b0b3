import { readFileSync } from "node:fs";
import path from "node:path";
import { createChanges, recordChanges, withTx } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { TABLES, type TableName } from "@aisle/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedSmallChain } from "../testing/small-chain.ts";
import { pull } from "./pull.ts";
import { PULL } from "./pull-rows.sql.ts";

/**
 * Every table with a version is read by phones. For each: how its rows travel, and what its feed's index begins with
 * (nothing where one feed holds the whole table).
 */
const SYNCED: Readonly<Record<string, { readonly as: TableName | "stock" | "catalogue"; readonly index: readonly string[] }>> = {
  associate: { as: "associates", index: ["location_id", "version"] },
  customer_order: { as: "orders", index: ["location_id", "version"] },
  day_client: { as: "customers", index: ["associate_id", "version"] },
  location: { as: "locations", index: ["version"] },
  stock_level: { as: "stock", index: ["location_id", "version"] },
  style: { as: "catalogue", index: ["version"] },
};

const WHAT_TO_DO = "A table with a version is read by phones: docs/recipes.md, Add a synced table, names what it needs.";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 1 } }]);
});
afterAll(() => database.close());

test("[FE4] every table with a version is known here, and has an index on its feed and version", async () => {
  const tables = await database.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'version' and table_name <> 'tombstone' order by 1`,
  );
  expect(
    tables.map((row) => row.name),
    WHAT_TO_DO,
  ).toEqual(Object.keys(SYNCED));
  const indexes = await database.query<{ name: string; columns: string[] }>(
    `select t.relname as name, array_agg(a.attname::text order by k.place) as columns
     from pg_index i join pg_class t on t.oid = i.indrelid
     cross join lateral unnest(i.indkey) with ordinality as k(attnum, place)
     join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum group by t.relname, i.indexrelid`,
  );
  for (const [name, { index }] of Object.entries(SYNCED)) {
    const found = indexes.filter((each) => each.name === name).map((each) => each.columns.join());
    expect([name, found.includes(index.join())], `${name} needs an index on (${index.join(", ")})`).toEqual([name, true]);
  }
});

test("[FE4] every table of the registry has a table behind it, a column list in the pull, and a table on the phone", () => {
  const phone = readFileSync(path.resolve(import.meta.dirname, "../../../associate/src/phone-db/database.ts"), "utf8");
  const travelling = Object.entries(SYNCED).filter(([, { as }]) => Object.hasOwn(TABLES, as));
  expect(travelling.map(([, { as }]) => as).sort()).toEqual(Object.keys(TABLES).sort());
  for (const [name, { as }] of travelling) {
    expect(PULL, `PULL reads ${name} as '${as}'`).toMatch(new RegExp(`select '${as}', m\\.feed_id[\\s\\S]*?from ${name} \\w`));
    expect(phone, `the phone keeps ${as} with an index on its feed`).toMatch(new RegExp(`${as}: "\\w+, feed[,"]`));
  }
});

test("[FE4] every table of the registry has a way to leave a feed", async () => {
  const tables = Object.keys(TABLES);
  const feed = "store:downtown";
  const before = await pull(database, { scope: [feed], cursor: {}, room: 100 });
  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    // Boundary: the registry's own names.
    for (const table of tables) changes.gone(feed, table as TableName, `a row of ${table}`);
    await recordChanges(tx, changes);
  });
  const after = await pull(database, { scope: [feed], cursor: { [feed]: before.patches[0]?.to ?? 0 }, room: 100 });
  expect(after.patches[0]?.gone.map((each) => each.table).sort()).toEqual(tables.sort());
});

test("[FE4] every table that is read by version is stamped when it is touched", async () => {
  const [row] = await database.query<{ feeds: string }>("select count(*) as feeds from feed");
  expect(Number(row?.feeds)).toBeGreaterThan(3);
  for (const name of Object.keys(SYNCED)) {
    const [unstamped] = await database.query<{ count: string }>(`select count(*) as count from ${name} where version = 0`);
    expect([name, unstamped?.count]).toEqual([name, "0"]);
  }
});
