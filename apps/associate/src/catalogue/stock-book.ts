import type { LocationId } from "@aisle/domain";
import type { StockColumn } from "@aisle/sync";

/** What the phone knows of one variant in one location. */
export type KnownLevel = {
  /** Units on the shelf that nobody has been promised. Below zero: the record misses a movement. */
  readonly available: number;
  /** Units that may be promised to somebody elsewhere. */
  readonly promisable: number;
  readonly incoming: { readonly units: number; readonly on: string } | null;
  /** When these figures were true, by head office's clock, ISO 8601. */
  readonly asOf: string;
};

/** Every location's stock that the phone holds, in memory. */
export type StockBook = {
  /** Adds columns, or replaces those of their locations. */
  readonly setColumns: (columns: readonly StockColumn[]) => void;
  readonly removeColumn: (locationId: string) => void;
  /** Undefined where the phone holds no figures of the location: not known, which is not zero. */
  readonly level: (locationId: LocationId | string, ordinal: number) => KnownLevel | undefined;
  readonly locations: () => readonly LocationId[];
  /** Head office said at this time (ISO 8601) that nothing else has changed: every column is as fresh as that. */
  readonly setHeardAt: (heardAt: string | null) => void;
  /** Called after any change. Returns how to stop listening. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Grows with every change: a snapshot for React. */
  readonly version: () => number;
};

export function createStockBook(): StockBook {
  const columns = new Map<string, OpenColumn>();
  const listeners = new Set<() => void>();
  let heardAt = "";
  let version = 0;
  const changed = () => {
    version++;
    for (const listener of listeners) listener();
  };
  return {
    setColumns: (added) => {
      if (added.length === 0) return;
      for (const column of added) {
        columns.set(column.locationId, { column, incoming: new Map(column.incoming.map((each) => [each.ordinal, each])) });
      }
      changed();
    },
    removeColumn: (locationId) => {
      if (columns.delete(locationId)) changed();
    },
    level: (locationId, ordinal) => {
      const open = columns.get(locationId);
      if (!open) return undefined;
      const { column, incoming } = open;
      const coming = incoming.get(ordinal);
      return {
        // Past the column's end: a variant younger than the figures, which this location has never had.
        available: column.available[ordinal] ?? 0,
        promisable: column.promisable[ordinal] ?? 0,
        incoming: coming ? { units: coming.units, on: coming.on } : null,
        asOf: column.asOf > heardAt ? column.asOf : heardAt,
      };
    },
    locations: () => [...columns.values()].map(({ column }) => column.locationId),
    setHeardAt: (at) => {
      if (at === null || at === heardAt) return;
      heardAt = at;
      changed();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

type OpenColumn = { readonly column: StockColumn; readonly incoming: ReadonlyMap<number, StockColumn["incoming"][number]> };
