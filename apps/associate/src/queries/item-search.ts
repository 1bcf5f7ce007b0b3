"use client";

import type { CustomerId, Sku, StyleId } from "@aisle/domain";
import { foldOrders, isWaiting } from "@aisle/sync";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { createItemSearch, type ItemSearch, takeInSlices } from "../catalogue/item-search.ts";
import type { ShownOrder } from "./clients.ts";
import { useLive } from "./live.ts";
import { useReadyPhone } from "./phone.tsx";

const searchByCatalogue = new WeakMap<Catalogue, ItemSearch>();

/** Search over the phone's own catalogue. The function changes as parts are taken in, so that results complete themselves. */
export function useItemSearch(): ItemSearch["search"] {
  const { catalogue } = useReadyPhone();
  const search = searchByCatalogue.get(catalogue) ?? createItemSearch(catalogue);
  searchByCatalogue.set(catalogue, search);
  const version = useSyncExternalStore(search.subscribe, search.version, search.version);
  const catalogueVersion = useSyncExternalStore(catalogue.subscribe, catalogue.version, catalogue.version);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version of the catalogue is what there is to take in
  useEffect(() => takeInSlices(search), [search, catalogueVersion]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the index keeps its identity; its version says when it changed
  return useCallback((query, limit) => search.search(query, limit), [search, version]);
}

/** Every order this phone holds, newest first, with those only on this phone before them; undefined before the first read. */
export function useOrders(): readonly ShownOrder[] | undefined {
  const { database, session } = useReadyPhone();
  return useLive(`orders ${session.associate.associateId}`, async () => {
    const [orders, rows] = await Promise.all([
      database.orders.orderBy("bookedAt").reverse().toArray(),
      database.outbox.toArray(),
    ]);
    return foldOrders(
      orders,
      rows.filter((row) => row.name === "order.ship-to-home" && isWaiting(row)),
    );
  });
}

/** The order people say aloud as `10482`; undefined when this phone does not hold it. */
export function useOrderByNumber(): (number: number) => Promise<string | undefined> {
  const { database } = useReadyPhone();
  return useCallback(
    async (number) => (await database.orders.filter((order) => order.number === number).first())?.orderId,
    [database],
  );
}

export type RecentItem = { readonly styleId: StyleId; readonly sku: Sku | null };
export type Recents = { readonly items: readonly RecentItem[]; readonly clients: readonly CustomerId[] };

const RECENT_ITEMS = 6;
const RECENT_CLIENTS = 3;
const NO_RECENTS: Recents = { items: [], clients: [] };

/** What this associate looked at last on this phone, latest first. */
export function useRecents(): {
  readonly recents: Recents;
  readonly rememberItem: (item: RecentItem) => void;
  readonly rememberClient: (customerId: CustomerId) => void;
} {
  const { database, session } = useReadyPhone();
  const key = `recents ${session.associate.associateId}`;
  const recents = useLive(key, async () => readRecents((await database.settings.get(key))?.value));
  const change = useCallback(
    (edit: (before: Recents) => Recents) => {
      database
        .transaction("rw", database.settings, async () => {
          const before = readRecents((await database.settings.get(key))?.value);
          await database.settings.put({ key, value: edit(before) });
        })
        // A list of shortcuts that misses one is no reason to stop anybody.
        .catch(() => {});
    },
    [database, key],
  );
  return useMemo(
    () => ({
      recents: recents ?? NO_RECENTS,
      rememberItem: (item) =>
        change(({ items, clients }) => ({
          items: [item, ...items.filter(({ styleId }) => styleId !== item.styleId)].slice(0, RECENT_ITEMS),
          clients,
        })),
      rememberClient: (customerId) =>
        change(({ items, clients }) => ({
          items,
          clients: [customerId, ...clients.filter((each) => each !== customerId)].slice(0, RECENT_CLIENTS),
        })),
    }),
    [recents, change],
  );
}

function readRecents(value: unknown): Recents {
  const isWritten = typeof value === "object" && value !== null && "items" in value && "clients" in value;
  // Boundary: only `useRecents` writes under this key.
  return isWritten ? (value as Recents) : NO_RECENTS;
}
