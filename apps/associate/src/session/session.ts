import type { Associate, DeviceId, Location, LocationId } from "@aisle/domain";

/** Who holds this phone now, and for which store. Kept on the phone, so that a shift goes on without signal. */
export type Session = {
  readonly associate: Associate;
  /** The store signed in to. A stand-in with its name only until its row has come. */
  readonly location: Location;
  readonly deviceId: DeviceId;
};

/** What the phone keeps of a shift. */
export type Shift = {
  readonly associate: Associate;
  readonly store: StoreName;
};

export type StoreName = { readonly locationId: LocationId; readonly name: string };

/** The store's own row once it has come, else its name on a place nobody knows more about. */
export function locationOf(store: StoreName, locations: ReadonlyMap<string, Location>): Location {
  return (
    locations.get(store.locationId) ?? {
      ...store,
      kind: "store",
      latitude: null,
      longitude: null,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      hours: [],
      phone: "",
      address: "",
    }
  );
}
