import { associateFeed, locationFeed, NETWORK_FEED, storeFeed } from "@aisle/db";
import { type Location, milesBetween } from "@aisle/domain";
import type { FeedId } from "@aisle/protocol";

/** How many locations' stock a phone follows movement by movement: its own, the warehouses, then the nearest. */
export const FOLLOWED_LOCATIONS = 64;

type Locations = ReadonlyMap<string, Location>;

/** The feeds a person on a phone of `locationId` may see, and so the only ones a pull ever answers. */
export function feedsOf(
  who: { readonly associateId: string; readonly locationId: string },
  locations: ReadonlyMap<string, Location>,
): FeedId[] {
  return [
    NETWORK_FEED,
    storeFeed(who.locationId),
    associateFeed(who.associateId),
    ...followedFrom(who.locationId, locations).map(locationFeed),
  ];
}

/** Sorted once for each place a directory is asked for: of 500 locations, every exchange would otherwise sort all. */
const followedByPlace = new WeakMap<Locations, Map<string, readonly string[]>>();

function followedFrom(locationId: string, locations: Locations): readonly string[] {
  const known = followedByPlace.get(locations) ?? new Map<string, readonly string[]>();
  followedByPlace.set(locations, known);
  const followed = known.get(locationId) ?? nearestTo(locationId, locations);
  known.set(locationId, followed);
  return followed;
}

function nearestTo(locationId: string, locations: Locations): string[] {
  const home = locations.get(locationId);
  const distanceOf = (location: Location) => {
    if (location.locationId === locationId) return -2;
    if (location.kind === "warehouse") return -1;
    return (home && milesBetween(home, location)) ?? Number.MAX_SAFE_INTEGER;
  };
  return [...locations.values()]
    .map((location) => ({ id: location.locationId, distance: distanceOf(location) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, FOLLOWED_LOCATIONS)
    .map(({ id }) => id);
}
