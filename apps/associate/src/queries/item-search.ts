"use client";

import { foldOrders, isWaiting } from "@aisle/sync";
import { useCallback, useEffect, useSyncExternalStore } from "react";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { createItemSearch, type ItemSearch, takeInSlices } from "../catalogue/item-search.ts";
import type { ShownOrder } from "./clients.ts";
import { useLive } from "./live.ts";
import { newestFirst } from "./orders.ts";
import { readOutbox } from "./outbox.ts";
import { useReadyPhone } from "./phone.tsx";

const searchByCatalogue = new WeakMap<Catalogue, ItemSearch>();

function searchOf(catalogue: Catalogue): ItemSearch {
  const search = searchByCatalogue.get(catalogue) ?? createItemSearch(catalogue);
  searchByCatalogue.set(catalogue, search);
  return search;
}

/** Search over the phone's own catalogue. The function changes as parts are taken in, so that results complete themselves. */
export function useItemSearch(): ItemSearch["search"] {
  const { catalogue } = useReadyPhone();
  const search = searchOf(catalogue);
  const version = useSyncExternalStore(search.subscribe, search.version, search.version);
  const catalogueVersion = useSyncExternalStore(catalogue.subscribe, catalogue.version, catalogue.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the catalogue is what there is to take in
  useEffect(() => takeInSlices(search), [search, catalogueVersion]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the index keeps its identity; its version says when it changed
  return useCallback((query, limit) => search.search(query, limit), [search, version]);
}

/**
 * True when everything in the catalogue can be found by now. Until then "no match" would be a guess: after opening, the phone
 * reads for a moment, and on its first day the catalogue is still coming.
 */
export function useIsCatalogueWhole(): boolean {
  const { catalogue, database } = useReadyPhone();
  const search = searchOf(catalogue);
  const found = useSyncExternalStore(search.subscribe, search.styles, search.styles);
  const held = useLive("catalogue held", async () => {
    const row = await database.meta.get("sync");
    return row?.key === "sync" ? row.catalogue : null;
  });
  return held != null && found >= held.styles;
}

/** Every order this phone holds, newest first, with those only on this phone before them; undefined before the first read. */
export function useOrders(): readonly ShownOrder[] | undefined {
  const { database, rows: opened, commands, session } = useReadyPhone();
  return useLive(`orders ${session.associate.associateId}`, async () => {
    const [orders, rows] = await Promise.all([opened.all("orders"), readOutbox(database, commands)]);
    return foldOrders(
      newestFirst(orders),
      rows.filter((row) => row.name === "order.ship-to-home" && isWaiting(row)),
    );
  });
}
