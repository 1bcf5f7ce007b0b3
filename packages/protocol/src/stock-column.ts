import type { LocationId } from "@aisle/domain";

/**
 * One location's stock for the whole chain, packed: index = variant ordinal.
 * A variant the location never stocked is 0. The screen says how old it is from `asOf`.
 */
export type StockPart = {
  readonly locationId: LocationId;
  /** The version of feed `location:<id>` these figures are at. */
  readonly version: number;
  /** ISO 8601, head office's clock. */
  readonly asOf: string;
  /** Units on the shelf that nobody has been promised. */
  readonly available: readonly number[];
  /** ATP: `available` less safety. */
  readonly promisable: readonly number[];
  /** What is on its way here: variant ordinal, units, `YYYY-MM-DD`. */
  readonly incoming: readonly (readonly [ordinal: number, units: number, on: string])[];
};

/** One variant's new state in a location: ordinal, available, promisable, incoming units, incoming day or "". */
export type StockChange = readonly [ordinal: number, available: number, promisable: number, incoming: number, on: string];
