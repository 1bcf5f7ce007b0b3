// One door to IndexedDB, because on iPhones its connection dies while the page lives.
//
//   call --> work --> answer
//              |
//              +-- dead connection, or no answer in time --> close, reopen, once more (at most 3 times)
//                                                              |
//                                                              +-- still dead --> latch: this storage cannot be trusted
//                                                                                   |
//   probe (app shown; every few seconds while latched) -- reopen, write, answered --+--> trusted again
//
// WebKit ends the network process in the background and then answers every call on the old handle with
// "Connection to Indexed Database server lost"; only a new `indexedDB.open()` in the page mends it. So the work is run again
// on a reopened connection: it must be harmless to run twice, which every call in dexie-storage.ts is.

import Dexie from "dexie";
import type { AisleDatabase } from "./database.ts";
import { isFull } from "./room.ts";

/** A booking or a look takes milliseconds; after this long the connection is dead, and a person is waiting. */
export const CALL_DEADLINE_MS = 5000;
/** A first contact writes tens of thousands of rows in one transaction on a slow phone. */
export const BULK_DEADLINE_MS = 60_000;
/** One row read when the app comes to the front: a person has not yet tapped anything. */
export const PROBE_DEADLINE_MS = 2000;
const TRIES = 3;

/** Storage does not answer: nothing new may be called saved until it does. */
export class StorageNotTrusted extends Error {
  override readonly name = "StorageNotTrusted";
}

/** The call took longer than storage may take. */
class NoAnswerInTime extends Error {
  override readonly name = "NoAnswerInTime";
}

/**
 * `not-answering`: the connection is dead and could not be opened again; a probe may lift it. `blocked`: another tab holds the
 * database in an older shape. `replaced`: a newer app in another tab has taken the database over; this page must be opened again.
 */
export type StorageTrouble = "not-answering" | "blocked" | "replaced";

export type DatabaseDoor = {
  /** Runs `work`, which must be harmless to run twice. */
  readonly call: <Value>(work: (db: AisleDatabase) => PromiseLike<Value>) => Promise<Value>;
  /** The same for work that may take long. */
  readonly bulk: <Value>(work: (db: AisleDatabase) => PromiseLike<Value>) => Promise<Value>;
  /** Looks whether storage answers and opens it anew where not; lifts the latch once a write was answered. Never rejects. */
  readonly probe: () => Promise<void>;
  readonly trouble: () => StorageTrouble | null;
  /** False while nothing may be called saved. */
  readonly isTrusted: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
};

export function openDoor(
  db: AisleDatabase,
  options: { readonly deadlineMs?: number; readonly bulkDeadlineMs?: number } = {},
): DatabaseDoor {
  const { deadlineMs = CALL_DEADLINE_MS, bulkDeadlineMs = BULK_DEADLINE_MS } = options;
  const listeners = new Set<() => void>();
  let trouble: StorageTrouble | null = null;
  let isBlocked = false;
  const change = (to: StorageTrouble | null) => {
    if (trouble === to || trouble === "replaced") return;
    trouble = to;
    for (const listener of listeners) listener();
  };
  db.on("blocked", () => {
    isBlocked = true;
  });
  db.on("versionchange", (event) => {
    // A newer shape: opened again at the next call, this page would write rows of its old one into the new tables.
    const isReplaced = event.newVersion !== null && event.newVersion > 0;
    if (isReplaced) change("replaced");
    // Taken away by the browser or a person: the next call opens a new one.
    db.close({ disableAutoOpen: isReplaced });
    return false;
  });

  const callWithin = async <Value>(ms: number, work: (db: AisleDatabase) => PromiseLike<Value>): Promise<Value> => {
    for (let tries = 1; ; tries++) {
      if (trouble === "replaced") throw new StorageNotTrusted("a newer app has taken this phone's database over");
      try {
        return await inTime(() => work(db), ms);
      } catch (fault) {
        if (!isDeadConnection(fault)) throw fault;
        if (tries === TRIES) {
          change(isBlocked ? "blocked" : "not-answering");
          throw new StorageNotTrusted("this phone's storage does not answer", { cause: fault });
        }
        await reopen(db, deadlineMs);
      }
    }
  };

  const probe = async () => {
    if (trouble === "replaced") return;
    const limit = Math.min(deadlineMs, PROBE_DEADLINE_MS);
    const isAlive = () =>
      inTime(() => db.meta.get("device"), limit).then(
        () => true,
        () => false,
      );
    if (!trouble && (await isAlive())) return;
    await reopen(db, deadlineMs);
    try {
      // Reads can come from what was read before; what a person taps is written.
      await callWithin(limit, () => db.settings.put({ key: PROBED, value: Date.now() }));
    } catch {
      // Latched by the call itself, or a full disk, which the next tap hears of.
      return;
    }
    isBlocked = false;
    change(null);
  };

  return {
    call: (work) => callWithin(deadlineMs, work),
    bulk: (work) => callWithin(bulkDeadlineMs, work),
    probe,
    trouble: () => trouble,
    isTrusted: () => trouble === null,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const PROBED = "probed";

async function reopen(db: AisleDatabase, deadlineMs: number): Promise<void> {
  // Twice: the first call gives up an opening that hangs, which would be waited for again for ever; the second lets Dexie open anew.
  db.close({ disableAutoOpen: true });
  db.close({ disableAutoOpen: false });
  try {
    await inTime(() => db.open(), deadlineMs);
  } catch (fault) {
    // The next try meets the same fault on its own call, and counts it.
    if (!isDeadConnection(fault)) throw fault;
  }
}

async function inTime<Value>(work: () => PromiseLike<Value>, deadlineMs: number): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswerInTime(`no answer from storage within ${deadlineMs} ms`)), deadlineMs);
  });
  try {
    return await Promise.race([work(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

// Names, never messages: messages differ between engines and versions.
const DEAD = new Set<string>([
  Dexie.errnames.Unknown,
  Dexie.errnames.InvalidState,
  Dexie.errnames.DatabaseClosed,
  Dexie.errnames.Abort,
  Dexie.errnames.OpenFailed,
  Dexie.errnames.TransactionInactive,
  "NoAnswerInTime",
]);

function isDeadConnection(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  // A full disk also comes as an abort; opening again does not mend it, and the person must hear of it at once.
  if (isFull(fault)) return false;
  const inner = "inner" in fault ? fault.inner : undefined;
  return DEAD.has(fault.name) || (inner instanceof Error && DEAD.has(inner.name));
}
