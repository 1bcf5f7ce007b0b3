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
    for (const table of tables) await database.execute(`create unlogged table ${moment}.${table} (like public.${table})`);
  }
  for (const moment of ["public", "beginning", "backup"]) {
    // It locks a table whole when it cuts off its empty end: a wait that no story asked for.
    for (const table of tables) await database.execute(`alter table ${moment}.${table} set (autovacuum_enabled = false)`);
  }
  const copy = (from: string, to: string) =>
    database.execute(
      `begin; set local lock_timeout = 0;
       ${tables
         .map((table) => `delete from ${to}.${table};`)
         .toReversed()
         .join("\n")}
       ${tables.map((table) => `insert into ${to}.${table} overriding system value table ${from}.${table};`).join("\n")}
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

/** Every table, each after those that its foreign keys point at. */
async function readTables(database: OwnersDatabase): Promise<string[]> {
  const tables = await database.query<{ name: string; needs: string[] }>(
    `select c.relname as name, array(select distinct p.relname::text from pg_constraint k join pg_class p on p.oid = k.confrelid
       where k.conrelid = c.oid and k.contype = 'f' and p.oid <> c.oid) as needs
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration' order by 1`,
  );
  const placed: string[] = [];
  while (placed.length < tables.length) {
    const next = tables.find(({ name, needs }) => !placed.includes(name) && needs.every((each) => placed.includes(each)));
    if (!next) throw new Error("tables point at each other in a ring");
    placed.push(next.name);
  }
  return placed;
}
