import type { Probe } from "./scale-snapshot.ts";

export type Way = "ours" | "rows" | "floor" | "warm";

/** One measurement, as it goes to the page in its address. `database` names what it fills or, when warm, what it opens. */
export type LoadRun = { readonly way: Way; readonly database: string; readonly probe: Probe };

/** Milliseconds. */
export type LoadFigures = {
  /** From the start of the work (warm: from the start of the navigation) until items were found by their words. */
  readonly found: number;
  /** ... and the first SKU was looked up too. */
  readonly searchable: number;
  /** Until everything was on the disk; absent where the way keeps nothing. */
  readonly durable?: number;
};

/** What the page posts at the end of a run. */
export type LoadReport = { readonly figures: LoadFigures } | { readonly fault: string };
