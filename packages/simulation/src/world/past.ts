import type { OwnersDatabase } from "@aisle/db";

/** Copies of every table, to go back to: what a restored backup is to head office. */
export type Past = {
  readonly keep: (moment: Moment) => Promise<void>;
  readonly goBack: (moment: Moment) => Promise<void>;
};

/** `beginning`: before any story. `backup`: the last backup of this story. */
export type Moment = "beginning" | "backup";

/** Rows are copied, not tables: some 20 tables with a few rows each go back in a few milliseconds. */
export async function createPast(database: OwnersDatabase): Promise<Past> {
  const tables = await readTables(database);
  for (const moment of ["beginning", "backup"]) {
    await database.execute(`create schema ${moment}`);
    for (const { name } of tables)
      await database.execute(`create unlogged table ${moment}.${name} (like public.${name} including generated)`);
  }
  for (const moment of ["public", "beginning", "backup"]) {
    // It locks a table whole when it cuts off its empty end: a wait that no story asked for.
    for (const { name } of tables) await database.execute(`alter table ${moment}.${name} set (autovacuum_enabled = false)`);
  }
  const copy = (from: string, to: string) =>
    database.execute(
      `begin; set local lock_timeout = 0;
       ${tables
         .map(({ name }) => `delete from ${to}.${name};`)
         .toReversed()
         .join("\n")}
       ${tables
         .map(
           ({ name, columns }) =>
             `insert into ${to}.${name} (${columns}) overriding system value select ${columns} from ${from}.${name};`,
         )
         .join("\n")}
       commit`,
    );
  return {
    keep: async (moment) => {
      await copy("public", moment);
    },
    goBack: async (moment) => {
      await copy(moment, "public");
      if (moment === "beginning") await database.execute("select setval('order_number', 10001, false)");
    },
  };
}

/** `columns`: those that are written, as a list for SQL. */
type Table = { readonly name: string; readonly columns: string };

/** Every table, each after those that its foreign keys point at. */
async function readTables(database: OwnersDatabase): Promise<readonly Table[]> {
  const tables = await database.query<Table & { needs: string[] }>(
    `select c.relname as name, (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
       where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns, array(select distinct p.relname::text from pg_constraint k join pg_class p on p.oid = k.confrelid
       where k.conrelid = c.oid and k.contype = 'f' and p.oid <> c.oid) as needs
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration' order by 1`,
  );
  const placed: Table[] = [];
  const isPlaced = (name: string) => placed.some((table) => table.name === name);
  while (placed.length < tables.length) {
    const next = tables.find(({ name, needs }) => !isPlaced(name) && needs.every(isPlaced));
    if (!next) throw new Error("tables point at each other in a ring");
    placed.push(next);
  }
  return placed;
}
