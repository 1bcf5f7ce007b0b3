import type { Tx } from "@aisle/db";
import type { Staged } from "./staged-rows.ts";

/** Rows on their way into temporary tables: `add` is cheap, `flush` writes what has gathered. */
export type Stage = {
  add<Table extends keyof Staged>(table: Table, row: Staged[Table]): void;
  readonly isFull: boolean;
  flush(): Promise<void>;
};

const ROWS_AT_ONCE = 2000;

const PLACE = "row int not null, line int not null";
const TABLES: Readonly<Record<keyof Staged, string>> = {
  import_style: `${PLACE}, style_id text not null, title text, brand text, category text, department text, description text,
    tags jsonb, image text, currency text, option_names jsonb, is_active boolean, is_provisional boolean not null`,
  import_variant: `${PLACE}, style_id text not null, sku text not null, gtin14 text, option_values jsonb not null,
    price_dot int, price_comma int, price_text text not null, is_active boolean, is_provisional boolean not null`,
  import_link: `${PLACE}, style_id text not null, sku text not null, option_values jsonb not null`,
  import_stock: `${PLACE}, location text not null, sku text not null, on_hand int not null, unavailable int, safety int,
    as_of timestamptz, is_stocked boolean not null, incoming int, due_on date`,
  import_location: `${PLACE}, location_id text not null, name text not null, kind text, latitude double precision,
    longitude double precision, time_zone text, hours jsonb, phone text, address text, is_active boolean`,
  import_customer: `${PLACE}, external_id text not null, name text not null, phone text, email text, home text not null,
    since int, wears jsonb, consent_text boolean, consent_email boolean, consent_call boolean, address jsonb`,
};

/** Makes the temporary tables, which vanish with the transaction. */
export async function createStage(tx: Tx): Promise<Stage> {
  const tables = Object.entries(TABLES) as [keyof Staged, string][];
  const waiting = new Map<keyof Staged, unknown[]>(tables.map(([table]) => [table, []]));
  for (const [table, columns] of tables) await tx.execute(`create temp table ${table} (${columns}) on commit drop`);
  let isFull = false;
  return {
    add(table, row) {
      const rows = waiting.get(table);
      rows?.push(row);
      isFull ||= (rows?.length ?? 0) >= ROWS_AT_ONCE;
    },
    get isFull() {
      return isFull;
    },
    async flush() {
      for (const [table, rows] of waiting) {
        if (rows.length === 0) continue;
        await tx.execute(
          `insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`,
          [JSON.stringify(rows)],
          `stage-${table}`,
        );
        rows.length = 0;
      }
      isFull = false;
    },
  };
}
