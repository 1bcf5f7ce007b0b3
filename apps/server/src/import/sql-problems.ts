import type { Tx } from "@aisle/db";
import type { ProblemCode } from "./problem-codes.ts";
import type { Effect, Problems } from "./problems.ts";

/** What an import works with while it compares staged rows with the database. */
export type Writing = {
  readonly tx: Tx;
  readonly problems: Problems;
  /** The heading under which this file has a column, for reports. */
  readonly heading: (key: string) => string;
};

type Found = { row: number; line: number; value: string | null; other: string | null };

const ROWS_AT_ONCE = 1000;

/**
 * Reports every row of `query`, which gives `row`, `line`, `value` and `other` (what the reason or the fix names).
 * Read in pieces: a file may be wrong from end to end.
 */
export async function reportFound(
  { tx, problems, heading }: Writing,
  query: string,
  said: {
    readonly code: ProblemCode;
    readonly column: string;
    readonly effect: Effect;
    readonly reason: (found: Found) => string;
    readonly fix: (found: Found) => string;
  },
  values: readonly unknown[] = [],
): Promise<void> {
  await tx.execute(`declare found no scroll cursor for ${query}`, values);
  for (;;) {
    const rows = await tx.query<Found>(`fetch ${ROWS_AT_ONCE} from found`);
    for (const found of rows) {
      problems.add({
        code: said.code,
        row: found.row,
        line: found.line,
        column: heading(said.column),
        value: found.value ?? "",
        reason: said.reason(found),
        fix: said.fix(found),
        effect: said.effect,
      });
    }
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await tx.execute("close found");
}

/** One number from a query that gives one row. */
export async function countOf(tx: Tx, query: string, values: readonly unknown[] = []): Promise<number> {
  const rows = await tx.query<{ count: string }>(query, values);
  return Number(rows[0]?.count ?? 0);
}
