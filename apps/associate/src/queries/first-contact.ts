"use client";

import { useSyncExternalStore } from "react";
import { useLive } from "./live.ts";
import { useCatalogueVersion, useReadyPhone, useSyncStatus } from "./phone.tsx";

/** How far a new phone has come, in real counts: what rests on it, of what head office said there is. */
export type Arrivals = {
  readonly places: number;
  readonly colleagues: number;
  readonly clients: number;
  readonly hasAllRows: boolean;
  /** Items in the catalogue; `of` is 0 while not known. */
  readonly items: { readonly done: number; readonly of: number };
  readonly isCatalogueWhole: boolean;
  /** Stores and warehouses whose stock is here. */
  readonly stock: { readonly done: number; readonly of: number };
  readonly bytes: { readonly done: number; readonly of: number };
  readonly isPaused: boolean;
};

export function useArrivals(): Arrivals {
  const { database, catalogue } = useReadyPhone();
  const { phase, firstContact } = useSyncStatus();
  useCatalogueVersion();
  const counts = useSyncExternalStore(catalogue.subscribe, catalogue.counts, catalogue.counts);
  const rows = useLive("arrivals", async () => {
    const [places, colleagues, clients, stock, sync] = await Promise.all([
      database.locations.count(),
      database.associates.count(),
      database.sealed.where("table").equals("customers").count(),
      database.stock.count(),
      database.meta.get("sync"),
    ]);
    return { places, colleagues, clients, stock, isCatalogueWhole: sync?.key === "sync" && sync.catalogue !== null };
  });
  const { catalogue: parts, stock } = firstContact;
  return {
    places: rows?.places ?? 0,
    colleagues: rows?.colleagues ?? 0,
    clients: rows?.clients ?? 0,
    hasAllRows: firstContact.rows.isComplete,
    items: { done: counts.styles, of: parts.styles },
    isCatalogueWhole: rows?.isCatalogueWhole ?? false,
    // What came in an earlier run of the app rests here already and is not fetched again.
    stock: { done: rows?.stock ?? 0, of: Math.max(stock.of, rows?.places ?? 0) },
    bytes: { done: parts.bytes + stock.bytes, of: parts.bytesOf + stock.bytesOf },
    isPaused: phase === "offline" || phase === "head-office-down",
  };
}
