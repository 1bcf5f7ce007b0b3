import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import { createTestDatabase, type TestDatabase } from "./testing/index.ts";

let database: TestDatabase;
const folder = mkdtempSync(path.join(os.tmpdir(), "aisle-migrations-"));

const hats = ["0000_hats", "create table hat (id int);--> statement-breakpoint\ninsert into hat values (1);"] as const;
const coats = ["0001_coats", "create table coat (id int);"] as const;

function write(...migrations: (readonly [tag: string, text: string])[]): void {
  mkdirSync(path.join(folder, "meta"), { recursive: true });
  writeFileSync(path.join(folder, "meta/_journal.json"), JSON.stringify({ entries: migrations.map(([tag]) => ({ tag })) }));
  for (const [tag, text] of migrations) writeFileSync(path.join(folder, `${tag}.sql`), text);
}

beforeEach(async () => {
  database = await createTestDatabase();
  await database.execute("delete from migration");
});
afterEach(() => database.close());
afterAll(() => rmSync(folder, { recursive: true }));

test("applies what is missing, in order, and says what", async () => {
  write(hats);
  expect(await migrate(database, folder)).toEqual(["0000_hats"]);
  write(hats, coats);
  expect(await migrate(database, folder)).toEqual(["0001_coats"]);
  expect(await migrate(database, folder)).toEqual([]);
  expect(await database.query("select id from hat")).toEqual([{ id: 1 }]);
});

test("applies each migration once when several servers start together", async () => {
  write(hats, coats);
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database, folder)));
  expect(applied.flat().sort()).toEqual(["0000_hats", "0001_coats"]);
});

test("leaves the database as it was when a migration fails", async () => {
  write(hats, ["0001_broken", "create table coat (id nonsense);"]);
  await expect(migrate(database, folder)).rejects.toThrow("nonsense");
  expect(await database.query("select tag from migration")).toEqual([]);
  expect(await database.query("select to_regclass('hat') as found")).toEqual([{ found: null }]);
});

test("refuses a database that a newer version has opened", async () => {
  write(hats, coats);
  await migrate(database, folder);
  write(hats);
  await expect(migrate(database, folder)).rejects.toMatchObject({ kind: "newer-database" });
});

test("refuses a migration that was edited after it was applied, but not its line endings", async () => {
  write(hats);
  await migrate(database, folder);
  write([hats[0], hats[1].replaceAll("\n", "\r\n")]);
  expect(await migrate(database, folder)).toEqual([]);
  write([hats[0], "create table hat (id bigint);"]);
  await expect(migrate(database, folder)).rejects.toMatchObject({ kind: "changed-migration" });
});
