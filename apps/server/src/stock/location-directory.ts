import type { Querying } from "@aisle/db";
import { type Location, SECOND } from "@aisle/domain";

const FRESH_MS = 5 * SECOND;

/** All locations, read again at most every few seconds: their coordinates and hours change by the month, not the minute. */
export function createLocationDirectory(database: Querying, now: () => number): () => Promise<ReadonlyMap<string, Location>> {
  let known: { readonly at: number; readonly locations: Promise<ReadonlyMap<string, Location>> } | null = null;
  return () => {
    if (known && now() - known.at < FRESH_MS) return known.locations;
    const locations = readLocations(database);
    known = { at: now(), locations };
    locations.catch(() => {
      known = null;
    });
    return locations;
  };
}

async function readLocations(database: Querying): Promise<ReadonlyMap<string, Location>> {
  const rows = await database.query<Location>(
    `select location_id as "locationId", name, kind, latitude, longitude, time_zone as "timeZone", hours, phone, address
     from location where is_active order by location_id`,
  );
  return new Map(rows.map((row) => [row.locationId, row]));
}
