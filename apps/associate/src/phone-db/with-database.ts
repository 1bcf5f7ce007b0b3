// One door to IndexedDB, because on iPhones its connection dies while the page lives.
//
//   call --> work --> answer
//              |
//              +-- dead connection, or no answer in time --> close, reopen, once more (at most 3 times)
//                                                              |
//                                                              +-- still dead --> latch: this storage cannot be trusted
//
// WebKit ends the network process in the background and then answers every call on the old handle with
// "Connection to Indexed Database server lost"; only a new `indexedDB.open()` in the page mends it. So the work is run again
// on a reopened connection: it must be harmless to run twice, which every call in dexie-storage.ts is.

import Dexie from "dexie";
import type { AisleDatabase } from "./database.ts";

/** A booking or a look takes milliseconds; after this long the connection is dead, and a person is waiting. */
export const CALL_DEADLINE_MS = 5000;
/** A first contact writes tens of thousands of rows in one transaction on a slow phone. */
export const BULK_DEADLINE_MS = 60_000;
const TRIES = 3;

/** Storage failed for good: nothing new may be called saved until the app was opened again. */
export class StorageNotTrusted extends Error {
  override readonly name = "StorageNotTrusted";
}

/** The call took longer than storage may take. */
class NoAnswerInTime extends Error {
  override readonly name = "NoAnswerInTime";
}

export type DatabaseDoor = {
  /** Runs `work`, which must be harmless to run twice. */
  readonly call: <Value>(work: (db: AisleDatabase) => PromiseLike<Value>) => Promise<Value>;
  /** The same for work that may take long. */
  readonly bulk: <Value>(work: (db: AisleDatabase) => PromiseLike<Value>) => Promise<Value>;
  /** False once storage failed for good. */
  readonly isTrusted: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
};

export function openDoor(db: AisleDatabase, options: { readonly deadlineMs?: number } = {}): DatabaseDoor {
  const { deadlineMs = CALL_DEADLINE_MS } = options;
  const listeners = new Set<() => void>();
  let isTrusted = true;
  const latch = () => {
    isTrusted = false;
    for (const listener of listeners) listener();
  };
  const callWithin = async <Value>(ms: number, work: (db: AisleDatabase) => PromiseLike<Value>): Promise<Value> => {
    for (let tries = 1; ; tries++) {
      try {
        return await inTime(() => work(db), ms);
      } catch (fault) {
        if (!isDeadConnection(fault)) throw fault;
        if (tries === TRIES) {
          latch();
          throw new StorageNotTrusted("this phone's storage does not answer", { cause: fault });
        }
        await reopen(db, deadlineMs);
      }
    }
  };
  return {
    call: (work) => callWithin(deadlineMs, work),
    bulk: (work) => callWithin(BULK_DEADLINE_MS, work),
    isTrusted: () => isTrusted,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function reopen(db: AisleDatabase, deadlineMs: number): Promise<void> {
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
  const inner = "inner" in fault ? fault.inner : undefined;
  if (fault.name === Dexie.errnames.QuotaExceeded || (inner instanceof Error && inner.name === Dexie.errnames.QuotaExceeded)) {
    return false;
  }
  return DEAD.has(fault.name) || (inner instanceof Error && DEAD.has(inner.name));
}
