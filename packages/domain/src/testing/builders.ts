import type { Address } from "../customers/customer.ts";
import type { LocationId, Sku } from "../ids.ts";
import type { Location, WeekHours } from "../locations.ts";

const TEN_TO_EIGHT: WeekHours = Array.from({ length: 7 }, () => ({ opens: 10 * 60, closes: 20 * 60 }));

/** A store in San Francisco unless said otherwise. */
export function aStore(id: string, facts: Partial<Location> = {}): Location {
  return {
    locationId: aLocationId(id),
    name: id,
    kind: "store",
    latitude: 37.788,
    longitude: -122.407,
    timeZone: "America/Los_Angeles",
    hours: TEN_TO_EIGHT,
    phone: "",
    address: "",
    ...facts,
  };
}

/** The warehouse in Reno, 190 miles from San Francisco: three working days on the road. */
export function aWarehouse(id: string, facts: Partial<Location> = {}): Location {
  return aStore(id, { kind: "warehouse", latitude: 39.53, longitude: -119.81, ...facts });
}

export function anAddress(facts: Partial<Address> = {}): Address {
  return { line1: "1200 Bay St", line2: "", city: "San Francisco", region: "CA", postalCode: "94123", country: "US", ...facts };
}

// Boundary of the two below: ids are branded by parsing, which a test does not need.
export const aLocationId = (id: string): LocationId => id as LocationId;
export const aSku = (sku: string): Sku => sku as Sku;
