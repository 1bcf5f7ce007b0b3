import type { Manifest } from "@aisle/protocol";

export type Phase = "idle" | "sending" | "waiting" | "offline" | "head-office-down" | "signed-out" | "update-needed";

/** How far one download is. `bytes` are as sent, compressed; `of` is 0 while not known. */
export type Progress = { readonly done: number; readonly of: number; readonly bytes: number; readonly bytesOf: number };

/** What a new phone has fetched so far, in real counts. Kept at its end state once everything is there. */
export type FirstContact = {
  /** Parts of the catalogue, with the items and variants in it. */
  readonly catalogue: Progress & { readonly styles: number; readonly variants: number };
  /** Locations whose stock was fetched. */
  readonly stock: Progress;
  /** Rows of stores, colleagues, clients and orders; `isComplete` once the phone has caught up. */
  readonly rows: { readonly done: number; readonly isComplete: boolean };
};

export type SyncStatus = {
  readonly phase: Phase;
  /** Commands on their way this moment: what the screens call "Sending". */
  readonly inFlight: readonly string[];
  readonly waitingCount: number;
  /** This phone's clock at the last answer, epoch ms; null before the first. */
  readonly lastHeardAt: number | null;
  /** Head office's clock less this phone's. */
  readonly serverClockOffsetMs: number;
  /** Exchanges that failed since the last one that did not. */
  readonly failures: number;
  readonly firstContact: FirstContact;
};

const NOTHING: Progress = { done: 0, of: 0, bytes: 0, bytesOf: 0 };

export const FIRST_STATUS: SyncStatus = {
  phase: "idle",
  inFlight: [],
  waitingCount: 0,
  lastHeardAt: null,
  serverClockOffsetMs: 0,
  failures: 0,
  firstContact: {
    catalogue: { ...NOTHING, styles: 0, variants: 0 },
    stock: NOTHING,
    rows: { done: 0, isComplete: false },
  },
};

/** A value that tells its listeners when it changes; `current` is stable between changes, as React wants it. */
export type Observable<Value> = {
  readonly current: () => Value;
  readonly subscribe: (listener: () => void) => () => void;
};

export type Observed<Value> = Observable<Value> & { readonly change: (part: Partial<Value>) => void };

export function createObserved<Value extends object>(first: Value): Observed<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    current: () => value,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change: (part) => {
      value = { ...value, ...part };
      for (const listener of listeners) listener();
    },
  };
}

/** What there is to fetch of a catalogue, before any of it came. */
export function catalogueProgress(manifest: Manifest): FirstContact["catalogue"] {
  const { parts, styles, variants } = manifest.catalogue;
  return { done: 0, of: parts.length, bytes: 0, bytesOf: parts.reduce((sum, part) => sum + part.bytes, 0), styles, variants };
}
