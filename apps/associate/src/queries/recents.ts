"use client";

import type { CustomerId, Sku, StyleId } from "@aisle/domain";
import { useCallback, useMemo } from "react";
import { useLive } from "./live.ts";
import { useReadyPhone } from "./phone.tsx";

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
