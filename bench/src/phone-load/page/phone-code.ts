// What the bench takes from apps/associate, by shape: the app is a package nobody may import from, so load-server.ts bundles
// its source files in and hands them over here. A shape that no longer fits ends the run with its own fault.

import type { Alarm, Broadcast, SyncStorage } from "@aisle/sync";
import type Dexie from "dexie";

type Subscribe = (listener: () => void) => () => void;

export type PhoneCatalogue = { readonly counts: () => { readonly styles: number }; readonly subscribe: Subscribe };

export type PhoneStock = {
  readonly level: (locationId: string, ordinal: number) => object | undefined;
  readonly subscribe: Subscribe;
};

export type PhoneSearch = {
  readonly search: (
    query: string,
    limit: number,
  ) => {
    readonly hits: readonly {
      readonly style: { readonly styleId: string };
      readonly variant: { readonly sku: string; readonly ordinal: number } | undefined;
    }[];
  };
  readonly subscribe: Subscribe;
};

/** A connection to the phone's database that mends itself: whatever `openDoor` gives, `createDexieStorage` takes. */
type Door = { readonly isTrusted: () => boolean };

export type FreshParts = { readonly watch: (storage: SyncStorage) => SyncStorage };

export type PhoneCode = {
  readonly AisleDatabase: new (name: string) => Dexie;
  readonly openDoor: (database: Dexie) => Door;
  readonly createDexieStorage: (door: Door) => SyncStorage;
  readonly createHttpBroadcast: (options: { readonly url: string }) => Broadcast;
  readonly pageAlarm: Alarm;
  readonly createCatalogue: () => PhoneCatalogue;
  readonly createStockBook: () => PhoneStock;
  readonly createFreshParts: () => FreshParts;
  readonly loadCatalogue: (deps: {
    readonly database: Dexie;
    readonly catalogue: PhoneCatalogue;
    readonly stock: PhoneStock;
    readonly followers: readonly never[];
    readonly fresh: FreshParts;
    readonly report: (fault: unknown) => void;
  }) => unknown;
  readonly createItemSearch: (catalogue: PhoneCatalogue) => PhoneSearch;
  readonly takeInSlices: (search: PhoneSearch) => () => void;
};
