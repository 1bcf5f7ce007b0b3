// IndexedDB whose i-th operation fails, in the ways that phones report. Works on the engine's own prototypes, so on a real browser
// and on fake-indexeddb alike.

/**
 * `lost`, `invalid-state`: the connection is dead from here on, as WebKit's after its network process ended; only a new open helps.
 * `quota`: the disk is full for this one write. `abort`: the transaction is aborted. `hang`: nobody answers, and when the
 * connection ends the transaction is gone. `unheard`: the transaction commits, and nobody hears so. `silent`: so does every one
 * after it, until healed.
 */
export const FAILURES = ["lost", "invalid-state", "quota", "abort", "unheard", "hang", "silent"] as const;
export type Failure = (typeof FAILURES)[number];

export type FailingIdb = {
  /** Counts from 1 again; the operation with number `at` fails. Null: none does. */
  readonly arm: (fault: { readonly at: number; readonly failure: Failure } | null) => void;
  /** Storage answers again; what is done stays done. */
  readonly heal: () => void;
  /** Operations since it was armed. */
  readonly count: () => number;
  /** The fault has come to pass: a write is needed for a full disk, a transaction for an abort. */
  readonly hasFailed: () => boolean;
};

const OPERATIONS = {
  IDBFactory: ["open"],
  IDBDatabase: ["transaction"],
  IDBObjectStore: ["add", "put", "delete", "clear", "get", "getAll", "getAllKeys", "count", "openCursor", "openKeyCursor"],
  IDBIndex: ["get", "getAll", "getAllKeys", "count", "openCursor", "openKeyCursor"],
} as const;
const WRITES: readonly string[] = ["add", "put"];

type Work = (this: object, ...asked: unknown[]) => unknown;

/** Call once per page: it stays. */
export function installFailingIdb(): FailingIdb {
  let plan: { readonly at: number; readonly failure: Failure } | null = null;
  let count = 0;
  let hasFailed = false;
  let isHealed = false;
  let dead = new WeakMap<object, Failure>();

  const perform = (operation: string, self: object, real: () => unknown): unknown => {
    const database = databaseOf(self);
    // Still being made: that is the engine's own doing.
    if (database?.objectStoreNames.length === 0) return real();
    const ended = database && dead.get(database);
    if (ended) return fail(ended, self);
    count += 1;
    const isDue = plan?.at === count || (plan?.failure === "silent" && count > plan.at && !isHealed);
    if (!plan || !isDue) return real();
    const { failure } = plan;
    const transaction = transactionOf(self);
    switch (failure) {
      case "lost":
      case "invalid-state":
        hasFailed = true;
        if (database) dead.set(database, failure);
        return fail(failure, self);
      case "quota":
        if (!WRITES.includes(operation)) return real();
        hasFailed = true;
        throw new DOMException("the disk is full", "QuotaExceededError");
      case "abort": {
        if (!transaction) return real();
        hasFailed = true;
        const request = real();
        transaction.abort();
        return request;
      }
      case "hang":
        if (operation === "transaction") return real();
        hasFailed = true;
        if (transaction) {
          hush(transaction);
          transaction.abort();
        }
        return NO_ANSWER;
      case "unheard":
      case "silent": {
        hasFailed = true;
        if (operation === "open") return NO_ANSWER;
        const result = real();
        const committing = transaction ?? (result instanceof IDBTransaction ? result : null);
        // Dexie hangs its listeners on a new transaction in the same turn.
        if (committing) queueMicrotask(() => hush(committing));
        return result;
      }
    }
  };
  for (const [name, operations] of Object.entries(OPERATIONS)) {
    // Boundary: the engine's own classes, by their names.
    const prototype = (globalThis as unknown as Record<string, { prototype: Record<string, Work> }>)[name]?.prototype;
    for (const operation of operations) {
      const real = prototype?.[operation];
      if (!prototype || !real) continue;
      prototype[operation] = function (...asked) {
        return perform(operation, this, () => Reflect.apply(real, this, asked));
      };
    }
  }
  return {
    arm: (fault) => {
      plan = fault;
      count = 0;
      hasFailed = false;
      isHealed = false;
      dead = new WeakMap();
    },
    heal: () => {
      isHealed = true;
    },
    count: () => count,
    hasFailed: () => hasFailed,
  };
}

/** A request that nobody ever answers: whoever asked hangs listeners on it and waits. */
const NO_ANSWER = { addEventListener() {}, removeEventListener() {} };

function hush(transaction: IDBTransaction): void {
  Object.assign(transaction, { oncomplete: null, onabort: null, onerror: null });
}

function fail(failure: Failure, self: object): never {
  try {
    transactionOf(self)?.abort();
  } catch {
    // It has ended already.
  }
  if (failure === "invalid-state") throw new DOMException("The database connection is closing.", "InvalidStateError");
  throw new DOMException("Connection to Indexed Database server lost. Refresh the page to try again", "UnknownError");
}

function transactionOf(self: object): IDBTransaction | null {
  if (self instanceof IDBObjectStore) return self.transaction;
  return self instanceof IDBIndex ? self.objectStore.transaction : null;
}

function databaseOf(self: object): IDBDatabase | null {
  return self instanceof IDBDatabase ? self : (transactionOf(self)?.db ?? null);
}
