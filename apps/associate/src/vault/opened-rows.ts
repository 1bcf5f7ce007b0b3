import { type RowOf, TABLES } from "@aisle/protocol";
import type { AisleDatabase } from "../phone-db/database.ts";
import { openRow, type RowKeys, type SealedRow, type SealedTable } from "../phone-db/sealed-rows.ts";

/**
 * Clients and orders as whoever holds the phone may read them; nothing while it is locked. Opened rows are kept in memory until
 * `forget`, so that a screen that reads again opens only what is new. To be called in a live read before anything else is awaited.
 */
export type OpenedRows = {
  readonly all: <Table extends SealedTable>(table: Table) => Promise<readonly RowOf<Table>[]>;
  readonly get: <Table extends SealedTable>(table: Table, key: string) => Promise<RowOf<Table> | undefined>;
  readonly forget: () => void;
};

export function createOpenedRows(deps: {
  readonly database: AisleDatabase;
  readonly keys: RowKeys;
  /** Told of rows that do not open under the key they should: they are of no use here, and head office has them. */
  readonly onUnreadable: (rows: readonly SealedRow[]) => void;
}): OpenedRows {
  const { database, keys, onUnreadable } = deps;
  let opened = new Map<string, unknown>();

  /** `whole`: `rows` are all there are of that table, so what else is kept of it goes. */
  const open = async <Table extends SealedTable>(rows: readonly SealedRow[], whole?: Table): Promise<RowOf<Table>[]> => {
    const before = opened;
    const next = whole ? new Map([...before].filter(([name]) => !name.startsWith(`${whole}|`))) : before;
    const bad: SealedRow[] = [];
    const found = await Promise.all(
      rows.map(async (row) => {
        const key = keys.keyOf(row.feed);
        // Another person's, or nobody's while the phone is locked.
        if (!key) return [];
        const name = `${row.table}|${row.key}|${row.version}|${row.iv}`;
        try {
          // Boundary: what is kept under a row's name is that row.
          const value = (before.get(name) ?? (await openRow<Table>(key, row))) as RowOf<Table>;
          next.set(name, value);
          return [value];
        } catch {
          bad.push(row);
          return [];
        }
      }),
    );
    // Locked meanwhile: what was just opened is not kept.
    if (opened === before) opened = next;
    if (bad.length > 0) onUnreadable(bad);
    return found.flat();
  };

  return {
    all: async <Table extends SealedTable>(table: Table) => {
      const rows = await database.sealed.where("table").equals(table).toArray();
      return once(table, await open<Table>(rows, table));
    },
    get: async <Table extends SealedTable>(table: Table, key: string) => {
      const rows = await database.sealed.where("[table+key]").equals([table, key]).toArray();
      return (await open<Table>(rows))[0];
    },
    forget: () => {
      opened = new Map();
    },
  };
}

/** A row that came by two feeds is one row. */
function once<Table extends SealedTable>(table: Table, rows: readonly RowOf<Table>[]): readonly RowOf<Table>[] {
  // Boundary: the registry names a property of the row, which TypeScript cannot follow through a generic name.
  const idOf = (row: RowOf<Table>) => String((row as unknown as Record<string, unknown>)[TABLES[table].key]);
  return [...new Map(rows.map((row) => [idOf(row), row])).values()];
}
