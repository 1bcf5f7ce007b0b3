import type { Tx } from "../client.ts";

/** SQL types of a table's columns, in the order rows give their values. */
export type Columns = Readonly<
  Record<string, "text" | "integer" | "bigint" | "boolean" | "uuid" | "double precision" | "date" | "timestamptz" | "jsonb">
>;

/** Rows per statement: large enough to forget the round trips, small enough for Postgres to plan at ease. */
const BATCH = 20_000;

/**
 * Inserts rows column by column, one array parameter each: about ten times faster than one placeholder per value, and without
 * its limit of 65,535. A `jsonb` value is any JSON value; the others are what pg takes for their type.
 */
export async function insertRows(
  tx: Tx,
  target: { table: string; columns: Columns; rows: readonly (readonly unknown[])[] },
): Promise<void> {
  const { table, columns, rows } = target;
  const names = Object.keys(columns);
  const types = Object.values(columns);
  const text = `insert into ${table} (${names.join(", ")}) select * from unnest(${types.map((type, at) => `$${at + 1}::${type}[]`).join(", ")})`;
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH);
    const values = types.map((type, at) =>
      batch.map((row) => (type === "jsonb" && row[at] !== null ? JSON.stringify(row[at]) : row[at])),
    );
    await tx.execute(text, values);
  }
}
