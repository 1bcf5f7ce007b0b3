import { associateFeed, locationFeed, NETWORK_FEED, storeFeed } from "@aisle/db";
import { type Location, milesBetween } from "@aisle/domain";
import type { FeedId } from "@aisle/protocol";

/** How many locations' stock a phone follows movement by movement: its own, the warehouses, then the nearest. */
export const FOLLOWED_LOCATIONS = 64;

/** The feeds a person on a phone of `locationId` may see, and so the only ones a pull ever answers. */
export function feedsOf(
  who: { readonly associateId: string; readonly locationId: string },
  locations: ReadonlyMap<string, Location>,
): FeedId[] {
  const home = locations.get(who.locationId);
  const distance = (location: Location) => {
    if (location.locationId === who.locationId) return -2;
    if (location.kind === "warehouse") return -1;
    return (home && milesBetween(home, location)) ?? Number.MAX_SAFE_INTEGER;
  };
  const followed = [...locations.values()].sort((a, b) => distance(a) - distance(b)).slice(0, FOLLOWED_LOCATIONS);
  return [
    NETWORK_FEED,
    storeFeed(who.locationId),
    associateFeed(who.associateId),
    ...followed.map((each) => locationFeed(each.locationId)),
  ];
}
