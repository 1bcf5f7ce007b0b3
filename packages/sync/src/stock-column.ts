import type { LocationId } from "@aisle/domain";
import type { StockChange, StockPart } from "@aisle/protocol";

/** 16 bits hold what almost every location has; one shelf of 40,000 screws makes its column wider. */
export type Units = Int16Array<ArrayBuffer> | Int32Array<ArrayBuffer>;

export type Incoming = { readonly ordinal: number; readonly units: number; readonly on: string };

/** One location's stock, packed: index = variant ordinal. */
export type StockColumn = {
  readonly locationId: LocationId;
  /** The version of feed `location:<id>` these figures are at. */
  readonly version: number;
  /** Head office's clock when a figure last changed, ISO 8601. */
  readonly asOf: string;
  readonly available: Units;
  readonly promisable: Units;
  readonly incoming: readonly Incoming[];
};

/** Whether a fetched column is ahead of what the phone has followed by changes meanwhile. */
export function isNewer(state: { readonly cursor: Readonly<Record<string, number>> }, part: StockPart): boolean {
  return part.version > (state.cursor[`location:${part.locationId}`] ?? -1);
}

export function packStock(part: StockPart): StockColumn {
  return {
    locationId: part.locationId,
    version: part.version,
    asOf: part.asOf,
    available: pack(part.available),
    promisable: pack(part.promisable),
    incoming: part.incoming.map(([ordinal, units, on]) => ({ ordinal, units, on })),
  };
}

/** The column with `changes` made, as a copy: whoever reads the old one keeps a whole picture. */
export function patchStock(
  column: StockColumn,
  change: { readonly changes: readonly StockChange[]; readonly version: number; readonly asOf: string },
): StockColumn {
  const { changes, version, asOf } = change;
  if (changes.length === 0) return { ...column, version };
  const incoming = new Map(column.incoming.map((each) => [each.ordinal, each]));
  for (const [ordinal, , , units, on] of changes) {
    if (units > 0) incoming.set(ordinal, { ordinal, units, on });
    else incoming.delete(ordinal);
  }
  return {
    ...column,
    version,
    asOf,
    available: patchUnits(
      column.available,
      changes.map(([ordinal, available]) => [ordinal, available]),
    ),
    promisable: patchUnits(
      column.promisable,
      changes.map(([ordinal, , promisable]) => [ordinal, promisable]),
    ),
    incoming: [...incoming.values()],
  };
}

/** The column as changes: every variant that is here, promisable or on its way. */
export function stockChanges({ available, promisable, incoming }: StockColumn): StockChange[] {
  const due = new Map(incoming.map((each) => [each.ordinal, each]));
  const ordinals = new Set(due.keys());
  for (const [ordinal, units] of available.entries()) if (units !== 0 || promisable[ordinal] !== 0) ordinals.add(ordinal);
  return [...ordinals]
    .sort((a, b) => a - b)
    .map((ordinal) => {
      const { units = 0, on = "" } = due.get(ordinal) ?? {};
      return [ordinal, available[ordinal] ?? 0, promisable[ordinal] ?? 0, units, units > 0 ? on : ""];
    });
}

const INT16_MIN = -32_768;
const INT16_MAX = 32_767;

function pack(values: readonly number[]): Units {
  return values.every(fits) ? Int16Array.from(values) : Int32Array.from(values);
}

function patchUnits(units: Units, changes: readonly (readonly [ordinal: number, value: number])[]): Units {
  const length = changes.reduce((longest, [ordinal]) => Math.max(longest, ordinal + 1), units.length);
  const isNarrow = units instanceof Int16Array && changes.every(([, value]) => fits(value));
  const patched = isNarrow ? new Int16Array(length) : new Int32Array(length);
  patched.set(units);
  for (const [ordinal, value] of changes) patched[ordinal] = value;
  return patched;
}

function fits(value: number): boolean {
  return value >= INT16_MIN && value <= INT16_MAX;
}
