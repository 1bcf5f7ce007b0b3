// Room on a full phone.
//
//   tap --> enqueue -- full --> give up the reserve --> enqueue -- full --> give up the catalogue and stock --> enqueue -- full --> "not saved"
//
// The reserve is a row of nothing, written while there was room: what it gives back holds some thousand actions. What can be
// fetched again goes after it; the outbox never.

import Dexie from "dexie";
import type { AisleDatabase } from "./database.ts";

/** Nothing was saved: the disk is full, and giving up all that can be fetched again made too little room. */
export class NoRoom extends Error {
  override readonly name = "NoRoom";
}

/** As many bytes as some thousand actions take. */
const RESERVE_BYTES = 2_000_000;
const RESERVE = "reserve";
/** The engine frees what was deleted a moment later, in ms. */
const FREED_WITHIN_MS = 250;

export function isFull(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const inner = "inner" in fault ? fault.inner : undefined;
  const { QuotaExceeded } = Dexie.errnames;
  return fault.name === QuotaExceeded || (inner instanceof Error && inner.name === QuotaExceeded);
}

/** Runs `work`; where the disk is full, makes room step by step and runs it again. Throws NoRoom when nothing is left to give up. */
export async function withRoom<Value>(
  work: () => Promise<Value>,
  giveUp: (step: (db: AisleDatabase) => Promise<void>) => Promise<void>,
): Promise<Value> {
  for (const step of [giveUpReserve, giveUpCopies]) {
    try {
      return await work();
    } catch (fault) {
      if (!isFull(fault)) throw fault;
      // A disk too full even to delete is met again by the next try of the work.
      await giveUp(step).catch(() => {});
    }
  }
  try {
    return await work();
  } catch (fault) {
    throw isFull(fault) ? new NoRoom("this phone is full", { cause: fault }) : fault;
  }
}

/** Sets room aside while there is some. A phone without is not worse off than before. */
export async function keepReserve(db: AisleDatabase): Promise<void> {
  if ((await db.settings.where("key").equals(RESERVE).count()) > 0) return;
  // Of chance: an engine may pack a row of zeros to nothing.
  const value = new Uint8Array(RESERVE_BYTES);
  for (let at = 0; at < value.length; at += 65_536) crypto.getRandomValues(value.subarray(at, at + 65_536));
  await db.settings.put({ key: RESERVE, value });
}

async function giveUpReserve(db: AisleDatabase): Promise<void> {
  await db.settings.delete(RESERVE);
  await freed();
}

async function giveUpCopies(db: AisleDatabase): Promise<void> {
  await db.transaction("rw", db.meta, db.parts, db.stock, async () => {
    const sync = await db.meta.get("sync");
    const cursor = sync?.key === "sync" ? sync.cursor : {};
    const kept = Object.fromEntries(Object.entries(cursor).filter(([feed]) => !feed.startsWith("location:")));
    await Promise.all([db.parts.clear(), db.stock.clear()]);
    if (sync?.key === "sync") await db.meta.put({ ...sync, catalogue: null, cursor: kept });
  });
  await freed();
}

function freed(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, FREED_WITHIN_MS));
}
