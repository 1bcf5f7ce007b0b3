// Every table, whoever adds it: nothing without a context, and nobody is above the walls.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createDatabase, type Tx, type TxContext, withTx } from "../client.ts";
import { migrate } from "../migrate.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { WALLS } from "./policies.ts";
import { refuseUnbound } from "./raise-walls.ts";

let database: TestDatabase;
let tables: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  tables = (
    await database.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public' order by 1")
  ).map(({ name }) => name);
  await withTx(database, {}, fillEveryTable);
});
afterAll(() => database.close());

/** One row in each table, whatever its columns: made up by type, with foreign keys not looked at. */
async function fillEveryTable(tx: Tx): Promise<void> {
  const columns = await tx.query<{ table_name: string; column_name: string; data_type: string }>(
    `select table_name, column_name, data_type from information_schema.columns
     where table_schema = 'public' and is_generated = 'NEVER' and identity_generation is null`,
  );
  const madeUp: Record<string, string> = {
    uuid: "gen_random_uuid()",
    text: "'x'",
    integer: "0",
    bigint: "0",
    boolean: "true",
    jsonb: "'{}'",
    bytea: "'x'",
    date: "now()",
    "double precision": "0",
    "timestamp with time zone": "now()",
  };
  for (const { name } of await tx.query<{ name: string }>(
    "select conrelid::regclass::text || ' drop constraint ' || quote_ident(conname) as name from pg_constraint where contype = 'f'",
  )) {
    await tx.execute(`alter table ${name}`);
  }
  for (const [table, own] of Map.groupBy(columns, (column) => column.table_name)) {
    if (table === "migration") continue;
    const names = own.map((column) => column.column_name).join(", ");
    const values = own.map((column) => madeUp[column.data_type] ?? `no value for ${column.data_type}`).join(", ");
    await tx.execute(`insert into ${table} (${names}) values (${values})`);
  }
}

const count = (tx: Tx, table: string) => tx.query<{ rows: number }>(`select count(*)::int as rows from ${table}`);

/** What came of each table: how many rows were seen, or that Postgres refused. */
async function onEveryTable(
  work: (tx: Tx, table: string) => Promise<unknown>,
  role = "aisle_app",
): Promise<Record<string, string>> {
  const came: Record<string, string> = {};
  for (const table of tables) {
    came[table] = await withTx(database, {}, async (tx) => {
      await tx.execute(`set local role ${role}`);
      return JSON.stringify(await work(tx, table));
    }).catch((fault: unknown) => (fault instanceof Error ? fault.message.replace(/"?\b(table|relation) .*/, "...") : "?"));
  }
  return came;
}

describe("every table", () => {
  test("has forced row-level security and a policy", async () => {
    const open = await database.query(
      `select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not (relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = c.oid))`,
    );
    expect(open).toEqual([]);
  });

  test("is in the one source of the walls", () => {
    expect(Object.keys(WALLS).sort()).toEqual(tables);
  });

  test("has a row in it here, and shows none without a context", async () => {
    for (const table of tables) expect((await withTx(database, {}, (tx) => count(tx, table)))[0]?.rows, table).toBeGreaterThan(0);
    const seen = await onEveryTable(count);
    const granted = tables.filter((table) => WALLS[table]?.see);
    expect(Object.fromEntries(granted.map((table) => [table, seen[table]]))).toEqual(
      Object.fromEntries(granted.map((table) => [table, '[{"rows":0}]'])),
    );
    expect(tables.filter((table) => !WALLS[table]?.see && !seen[table]?.startsWith("permission denied"))).toEqual([]);
  });

  test("takes no row, changes none and loses none without a context", async () => {
    const added = await onEveryTable((tx, table) => tx.execute(`insert into ${table} default values`));
    for (const table of tables) {
      expect(added[table], `insert into ${table}`).toMatch(/permission denied|row-level security/);
    }
    const removed = await onEveryTable((tx, table) => tx.execute(`delete from ${table}`));
    for (const table of tables) expect(removed[table], `delete from ${table}`).toMatch(/^0$|permission denied/);
    const changed = await onEveryTable(async (tx, table) => {
      const [column] = await tx.query<{ name: string }>(
        `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped
         and has_column_privilege($1::regclass, attname, 'update') and attgenerated = '' and attidentity = '' limit 1`,
        [table],
      );
      return column ? tx.execute(`update ${table} set ${column.name} = ${column.name}`) : "permission denied";
    });
    for (const table of tables) expect(changed[table], `update ${table}`).toMatch(/^0$|permission denied/);
  });

  test("shows even its owner nothing who does not say so", async () => {
    const url = new URL(database.url);
    await using plain = createDatabase(url.href);
    const rows = await withTx(plain, {}, async (tx) => {
      await tx.execute("set local app.owner = ''");
      return Promise.all(tables.map((table) => count(tx, table)));
    });
    expect(rows.flat().map((row) => row.rows)).toEqual(tables.map(() => 0));
  });

  test("cannot be emptied, altered or dropped by head office", async () => {
    for (const statement of ["truncate", "drop table", "alter table"]) {
      const rest = statement === "alter table" ? " disable row level security" : "";
      const came = await onEveryTable((tx, table) => tx.execute(`${statement} ${table}${rest}`));
      for (const table of tables) expect(came[table], `${statement} ${table}`).toMatch(/permission denied|must be owner/);
    }
  });
});

test("what is only ever added to is neither changed nor removed, whoever asks", async () => {
  for (const table of ["access_log", "consent_event", "security_event", "stock_movement", "erasure"]) {
    for (const statement of [
      `delete from ${table}`,
      `update ${table} set ${table === "stock_movement" ? "document" : table === "erasure" ? "asked_by" : "device_id"} = null`,
    ]) {
      await expect(database.server.as({ system: "office" }).execute(statement)).rejects.toThrow("permission denied");
    }
  }
});

test("only the office and the door see without being somebody, and each no more than its own", async () => {
  const door = database.server.as({ system: "door" });
  for (const table of ["customer", "customer_order", "access_log", "stock_level", "command_outcome"]) {
    expect(await door.query(`select 1 from ${table}`), table).toEqual([]);
  }
  for (const table of ["session", "associate", "device", "passkey", "wrong_try", "location"]) {
    expect(await door.query(`select 1 from ${table}`), table).toHaveLength(1);
  }
  expect(await database.server.as({ system: "office" }).query("select 1 from customer")).toHaveLength(1);
});

test("a context is refused that names nobody, before anything is sent", async () => {
  expect(() => database.server.as({})).toThrow("names nobody");
  await expect(withTx(database.server, {}, async () => undefined)).rejects.toThrow("names nobody");
});

test("a context ends with its statement, and a connection carries none into the next", async () => {
  const server = (await createTestDatabase({ max: 1 })) as TestDatabase;
  await server.server.as({ system: "office" }).query("select 1");
  const settings =
    "select coalesce(nullif(current_setting('app.may', true), ''), '-') as may, current_setting('app.associate_id', true) as me";
  const other = randomUUID();
  expect(await server.server.as({ associateId: other, may: ["see-store"] }).query(settings)).toEqual([
    { may: '{"see-store"}', me: other },
  ]);
  const client = await server.server.pool.connect();
  const { rows } = await client.query(settings);
  client.release();
  expect(rows).toEqual([{ may: "-", me: "" }]);
  await server.close();
});

test("a statement whose context Postgres refuses does not run", async () => {
  const feed = `feed of ${randomUUID()}`;
  const bad = database.as({ associateId: "a\0b", system: "office" });
  await expect(bad.execute("insert into feed (feed_id) values ($1)", [feed])).rejects.toThrow("invalid byte sequence");
  expect(await database.query("select 1 from feed where feed_id = $1", [feed])).toEqual([]);
  await expect(bad.query("select 1 as one", [], "a named one")).rejects.toThrow("invalid byte sequence");
  expect(await database.as({ system: "office" }).query("select 1 as one", [], "a named one")).toEqual([{ one: 1 }]);
});

test("what is sent behind a BEGIN that fails is neither seen nor written", async () => {
  const feed = `feed of ${randomUUID()}`;
  // Boundary: a level that does not exist is what makes BEGIN fail.
  const context = { system: "office", isolation: "no such level" } as unknown as TxContext;
  const seen: unknown[] = [];
  const work = withTx(database.server, context, async (tx) => {
    seen.push(await tx.query("select 1 from feed"));
    await tx.execute("insert into feed (feed_id) values ($1)", [feed]);
  });
  await expect(work).rejects.toThrow("syntax error");
  expect(seen).toEqual([[]]);
  expect(await database.query("select 1 from feed where feed_id = $1", [feed])).toEqual([]);
});

test("locations with any letters in their ids are told apart from everywhere", async () => {
  const ids = ["*", 'a"b', "a\\b", "a,b", "{*}", "", "Zürich 東京", "null"];
  await database.execute("insert into security_event (kind, location_id) select 'reach', id from unnest($1::text[]) as id", [
    ids,
  ]);
  for (const id of ids) {
    const seen = await database.server
      .as({ associateId: randomUUID(), may: ["see-access-log"], reach: [id] })
      .query<{ id: string }>("select location_id as id from security_event where kind = 'reach'");
    expect(seen).toEqual([{ id }]);
  }
});

describe("raising the walls", () => {
  const owned = async () => createTestDatabase();

  test("is done again where a policy or a grant is missing, or one too many is there, and else not at all", async () => {
    await using own = await owned();
    const holes = [
      "drop policy see on customer",
      "alter table customer disable row level security",
      "alter table customer no force row level security",
      "create policy hole on customer using (true)",
      "grant truncate on customer to aisle_app",
      "revoke select on customer from aisle_app",
    ];
    const stands = () =>
      own.query(
        `select polname, pg_get_expr(polqual, polrelid) as rule, relrowsecurity, relforcerowsecurity, relacl::text
         from pg_policy p join pg_class c on c.oid = polrelid order by relname, polname`,
      );
    const before = await stands();
    const noted = () => own.query("select xmin::text from pg_class where relname = 'customer'");
    for (const hole of holes) {
      await own.execute(hole);
      expect(await stands(), hole).not.toEqual(before);
      await migrate(own);
      expect(await stands(), hole).toEqual(before);
    }
    const last = await noted();
    await migrate(own);
    expect(await noted()).toEqual(last);
  });

  test("closes a table that nobody has thought of", async () => {
    await using own = await owned();
    await own.execute("create table afterthought (text text)");
    await own.execute("insert into afterthought values ('x')");
    await own.execute("grant select on afterthought to public");
    await migrate(own);
    await expect(own.server.as({ system: "office" }).query("select * from afterthought")).rejects.toThrow("permission denied");
    expect(await own.query("select * from afterthought")).toHaveLength(1);
  });
});

test("head office does not serve as somebody whom no policy binds", async () => {
  await expect(refuseUnbound(database.server)).resolves.toBeUndefined();
  await expect(refuseUnbound(database)).rejects.toThrow(/would serve as aisle, whom row-level security does not bind/);
});
