import { createHash } from "node:crypto";
import type { Outcome } from "@aisle/protocol";
import type { MemoryStorage } from "@aisle/sync";

/** What a phone holds at the end, for the judge: its outbox, and the digest of each thing it copied from head office. */
export type PhoneReport = {
  readonly number: number;
  readonly outbox: readonly { readonly id: string; readonly seq: number | null; readonly outcome: Outcome | null }[];
  readonly copies: Copies;
};

/** A digest per table, and of every location's stock. */
export type Copies = Readonly<Record<string, string>>;

export function reportOf(number: number, storage: MemoryStorage): PhoneReport {
  const { outbox } = storage.held();
  return {
    number,
    outbox: outbox.map(({ id, seq, outcome }) => ({ id, seq, outcome })),
    copies: copiesOf(storage),
  };
}

export function copiesOf(storage: MemoryStorage): Copies {
  const { rows, stock } = storage.held();
  const columns = stock.map(({ locationId, version, available, promisable, incoming }) => [
    locationId,
    // A column's age is when this phone heard of it, so it is no part of what it holds.
    {
      version,
      available: [...available],
      promisable: [...promisable],
      incoming: incoming.toSorted((a, b) => a.ordinal - b.ordinal),
    },
  ]);
  const tables = Object.entries(rows).map(([name, table]) => [name, digest(table.map((row) => JSON.stringify(row)).sort())]);
  return Object.fromEntries([...tables, ["stock", digest(columns.map((column) => JSON.stringify(column)).sort())]]);
}

function digest(lines: readonly string[]): string {
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}
