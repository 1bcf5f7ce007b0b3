import type { Scan } from "@aisle/domain";
import type { Point, View } from "./views.ts";

/** One code found in one view. Position and size are in the picture's own pixels. */
export type Sighting = {
  readonly view: View;
  readonly scan: Scan;
  /** Square codes mend their own misreads; bars do not, and their one check digit passes a misread in ten. */
  readonly kind: "square" | "bars";
  readonly centre: Point;
  /** The longest side. */
  readonly size: number;
};

/** How many views must read the same before bars are believed. */
const VIEWS_THAT_AGREE = 2;

/** What a sighting says, so that two of them can agree: the item's number, or else the text. */
export function meaningOf(scan: Scan): string {
  return scan.kind === "gtin" ? `gtin ${scan.gtin14}` : `text ${scan.text}`;
}

/**
 * Picks what may be believed, one sighting for each code. Bars count when two views read the same, and when no other
 * reading of the same spot was seen as often. A wrong read costs a customer the wrong item; no read costs a second.
 */
export function believed(sightings: readonly Sighting[]): Sighting[] {
  const byMeaning = Map.groupBy(sightings, ({ scan }) => meaningOf(scan));
  const readings = Array.from(byMeaning.values(), (same) => ({ same, votes: new Set(same.map(({ view }) => view)).size }));
  return readings.flatMap(({ same, votes }) => {
    const first = same[0];
    if (first === undefined) return [];
    if (first.kind === "square") return [first];
    const rivals = readings.filter((other) => other.same !== same && other.same.some((one) => areInOneSpot(one, first)));
    return votes >= VIEWS_THAT_AGREE && rivals.every((rival) => rival.votes < votes) ? [first] : [];
  });
}

/** Whether some bars were seen that are not believed yet: another view may settle them. */
export function isUnsettled(sightings: readonly Sighting[]): boolean {
  const settled = believed(sightings);
  if (settled.length === 0) return true;
  return sightings.some((one) => one.kind === "bars" && !settled.some((other) => isSameSpotOrMeaning(one, other)));
}

function isSameSpotOrMeaning(one: Sighting, other: Sighting): boolean {
  return meaningOf(one.scan) === meaningOf(other.scan) || areInOneSpot(one, other);
}

function areInOneSpot(one: Sighting, other: Sighting): boolean {
  if (one.kind !== other.kind) return false;
  return Math.hypot(one.centre.x - other.centre.x, one.centre.y - other.centre.y) < Math.max(one.size, other.size) / 2;
}
