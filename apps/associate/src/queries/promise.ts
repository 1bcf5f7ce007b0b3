"use client";

import {
  chooseSource,
  type DeliveryMethod,
  type Location,
  type LocationId,
  MINUTE,
  type OrderId,
  promiseDate,
  type SourcingChoice,
  type Variant,
} from "@aisle/domain";
import { type PromisedHere, promisedHere, type RestingRow, type SyncStatus } from "@aisle/sync";
import { useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { StockBook } from "../catalogue/stock-book.ts";
import { useLive } from "./live.ts";
import { useHasNetwork } from "./network.ts";
import { useCatalogueVersion, useReadyPhone } from "./phone.tsx";

/** One variant in one place, less what this phone has promised from there and head office has not answered for. */
export type Place = {
  readonly location: Location;
  /** May be below zero: the record then misses a movement. */
  readonly available: number;
  readonly promisable: number;
  readonly incoming: { readonly units: number; readonly on: string } | null;
  /** When the figures were true, epoch ms by head office's clock. */
  readonly asOf: number;
};

/** What there is to say about one variant: here now, to be shipped, or nowhere. */
export type Shelf = {
  /** Null while the phone holds no figures of this store. */
  readonly here: Place | null;
  readonly state: "here" | "ship" | "none";
  /** The day it would be at the client's home by standard delivery, `YYYY-MM-DD`; null when nobody may ship it. */
  readonly arrivesOn: string | null;
  /** Every place the phone holds figures of. */
  readonly places: readonly Place[];
  /** The oldest of the figures above, epoch ms; null without any. */
  readonly asOf: number | null;
};

export type ShelfContext = {
  readonly stock: Pick<StockBook, "level">;
  readonly locations: ReadonlyMap<string, Location>;
  readonly home: LocationId;
  readonly promised: PromisedHere;
  /** The day a parcel sent now from each place arrives, by location id. */
  readonly arrivals: ReadonlyMap<string, string>;
};

/** Reads what the phone knows of one variant everywhere. The places are in no order. */
export function shelfOf(variant: Pick<Variant, "sku" | "ordinal">, context: ShelfContext): Shelf {
  const places: Place[] = [];
  let asOf: number | null = null;
  let arrivesOn: string | null = null;
  for (const location of context.locations.values()) {
    const level = context.stock.level(location.locationId, variant.ordinal);
    if (!level) continue;
    const promised = context.promised.units(location.locationId, variant.sku);
    const at = Date.parse(level.asOf);
    const place: Place = {
      location,
      available: level.available - promised,
      promisable: level.promisable - promised,
      incoming: level.incoming,
      asOf: at,
    };
    places.push(place);
    if (asOf === null || at < asOf) asOf = at;
    const arrives = context.arrivals.get(location.locationId);
    if (arrives !== undefined && mayShip(place) && (arrivesOn === null || arrives < arrivesOn)) arrivesOn = arrives;
  }
  const here = places.find(({ location }) => location.locationId === context.home) ?? null;
  const isHere = here !== null && here.available > 0;
  return { here, state: isHere ? "here" : arrivesOn === null ? "none" : "ship", arrivesOn, places, asOf };
}

/** The rule of `chooseSource` for one unit: anything a warehouse has, and of a store anything but its last one. */
function mayShip({ location, promisable }: Place): boolean {
  return promisable >= (location.kind === "store" ? 2 : 1);
}

/** Who would ship one unit now, and every other place with the reason it was left. */
export function quoteFrom(
  places: readonly Place[],
  asked: {
    readonly destination: Location;
    readonly method: DeliveryMethod;
    readonly from: LocationId | null;
    readonly now: number;
  },
): SourcingChoice {
  const { destination, method, from, now } = asked;
  const candidates = places.map(({ location, promisable }) => ({ location, available: promisable }));
  return chooseSource({ candidates, destination, quantity: 1, method, now, askedFor: from });
}

/** Head office's time, epoch ms: renders again every half minute, which is as often as an age in words changes. */
export function useNow(): number {
  const { status } = useReadyPhone();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), MINUTE / 2);
    return () => clearInterval(timer);
  }, []);
  return Date.now() + status.current().serverClockOffsetMs;
}

/** Whether what is saved now has to wait for signal. */
export function useIsAway(): boolean {
  const { status } = useReadyPhone();
  const hasNetwork = useHasNetwork();
  const isUnheard = useSyncExternalStore(
    status.subscribe,
    () => isAway(status.current()),
    () => false,
  );
  return isUnheard || !hasNetwork;
}

function isAway({ phase }: SyncStatus): boolean {
  return phase === "offline" || phase === "head-office-down";
}

/** Reads any variant's shelf. The function changes when the catalogue, the stock, what this phone promised or the minute does. */
export function useShelves(): (variant: Pick<Variant, "sku" | "ordinal">) => Shelf {
  const { session, stock, locations } = useReadyPhone();
  const version = useCatalogueVersion();
  const promised = usePromisedHere();
  const minute = Math.floor(useNow() / MINUTE);
  const { location } = session;
  const arrivals = useMemo(() => {
    const to = { destination: location, method: "standard", now: minute * MINUTE } as const;
    return new Map([...locations.values()].map((source) => [source.locationId as string, promiseDate({ source, ...to })]));
  }, [locations, location, minute]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stock book keeps its identity; its version says when it changed
  return useMemo(() => {
    const context = { stock, locations, home: location.locationId, promised, arrivals };
    return (variant) => shelfOf(variant, context);
  }, [stock, locations, location, promised, arrivals, version]);
}

const NOTHING_PROMISED: PromisedHere = promisedHere([]);

function usePromisedHere(): PromisedHere {
  const waiting = useWaiting();
  return useMemo(() => (waiting ? promisedHere(waiting) : NOTHING_PROMISED), [waiting]);
}

/** Whether this booking is only on this phone yet: false once it was taken back, and once head office has answered. */
export function useIsOnThisPhone(orderId: OrderId | undefined): boolean {
  const { database, commands } = useReadyPhone();
  const waiting =
    useLive("my waiting", async () => commands.read(await database.outbox.where("outcomeAt").equals(0).toArray())) ?? [];
  return waiting.some((row) => row.name === "order.ship-to-home" && row.args.orderId === orderId);
}

function useWaiting(): readonly RestingRow[] | undefined {
  const { database } = useReadyPhone();
  return useLive("waiting", () => database.outbox.where("outcomeAt").equals(0).toArray());
}
