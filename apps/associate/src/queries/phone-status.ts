"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { clockTime } from "../ui/clock-words.ts";
import { useLive } from "./live.ts";
import { useHasNetwork } from "./network.ts";
import { useOutboxCounts } from "./outbox.ts";
import { useReadyPhone, useSyncStatus } from "./phone.tsx";
import { useNow } from "./promise.ts";
import { useCarriedCounts } from "./rescue.ts";
import { type StatusWords, statusWords } from "./status.ts";

/** Less free room than this, in bytes, is said to the person before a booking meets it. */
const LOW_BYTES = 200 * 1024 * 1024;

/** The state of this phone, in words for the status line and the outbox. */
export function usePhoneStatus(): StatusWords {
  const { door, session } = useReadyPhone();
  const sync = useSyncStatus();
  const { unsent, needsYou } = useOutboxCounts();
  // What came of another phone's actions is told on the phone that brought them in.
  const { needsYou: carried } = useCarriedCounts();
  const isTrusted = useSyncExternalStore(door.subscribe, door.isTrusted, yes);
  const now = useNow();
  const { timeZone } = session.location;
  return statusWords({
    sync,
    unsent,
    needsYou: needsYou + carried,
    stockAsOf: useHeardAt(),
    now,
    isOnline: useHasNetwork(),
    isStorageLost: !isTrusted,
    isStorageLow: useIsStorageLow(),
    clock: (at) => clockTime({ at, timeZone }),
  });
}

/** When this phone last held everything it follows, by head office's clock in epoch ms; null before the first contact. */
export function useHeardAt(): number | null {
  const { database } = useReadyPhone();
  const heardAt = useLive("heard at", async () => {
    const row = await database.meta.get("sync");
    return row?.key === "sync" ? row.heardAt : null;
  });
  return heardAt === null || heardAt === undefined ? null : Date.parse(heardAt);
}

/**
 * When head office last answered at all, by its own clock in epoch ms: an answer that brought nothing new, or asked for patience,
 * was heard too. Null before the first.
 */
export function useLastHeard(): number | null {
  const { lastHeardAt, serverClockOffsetMs } = useSyncStatus();
  const heldAt = useHeardAt();
  const answeredAt = lastHeardAt === null ? null : lastHeardAt + serverClockOffsetMs;
  return heldAt === null || answeredAt === null ? (heldAt ?? answeredAt) : Math.max(heldAt, answeredAt);
}

export type Storage = {
  readonly usedBytes: number | null;
  readonly quotaBytes: number | null;
  readonly isPersistent: boolean | null;
};

export type HeldStock = { readonly styles: number; readonly variants: number; readonly places: number };

/** What rests on this phone, not how far it is read into memory yet; undefined before the first read. */
export function useStock(): HeldStock | undefined {
  const { database } = useReadyPhone();
  return useLive("held stock", async () => {
    const [sync, places] = await Promise.all([database.meta.get("sync"), database.stock.count()]);
    const catalogue = sync?.key === "sync" ? sync.catalogue : null;
    return { styles: catalogue?.styles ?? 0, variants: catalogue?.variants ?? 0, places };
  });
}

/** How much room this app takes of what the browser gives it, and whether the browser promised to keep it. */
export function useStorage(): Storage | undefined {
  const [storage, setStorage] = useState<Storage>();
  useEffect(() => {
    let isHere = true;
    readStorage().then(
      (found) => isHere && setStorage(found),
      // A browser that does not say leaves the line out.
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, []);
  return storage;
}

async function readStorage(): Promise<Storage> {
  const [estimate, isPersistent] = await Promise.all([navigator.storage?.estimate?.(), navigator.storage?.persisted?.()]);
  return { usedBytes: estimate?.usage ?? null, quotaBytes: estimate?.quota ?? null, isPersistent: isPersistent ?? null };
}

function useIsStorageLow(): boolean {
  const storage = useStorage();
  return storage?.quotaBytes != null && storage.usedBytes !== null && storage.quotaBytes - storage.usedBytes < LOW_BYTES;
}

function yes(): boolean {
  return true;
}
