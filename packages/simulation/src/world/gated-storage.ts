import type { SyncStorage } from "@aisle/sync";
import type { StorageFate } from "../story.ts";

/** Storage said no, as IndexedDB does. */
export class StorageFault extends Error {
  override readonly name = "StorageFault";
}

/** An await that waits for its turn. `run` brings its fate and ends it. */
export type Turn<Fate> = { readonly what: string; readonly run: (fate: Fate) => Promise<void> };

/**
 * Every call on `plain` becomes a turn, taken when the story says so. A call is one transaction: it is done or it is not,
 * whatever its caller hears; with "done-killed" its caller never hears, and `kill` is called.
 */
export function gateStorage(
  plain: SyncStorage,
  gate: {
    readonly wait: (turn: Turn<StorageFate>) => void;
    readonly kill: () => void;
    /** After each transaction that was done. */
    readonly done: (call: string) => void;
  },
): SyncStorage {
  const gated =
    (call: string, work: (...args: never[]) => Promise<unknown>) =>
    (...args: never[]) =>
      new Promise((resolve, reject) => {
        const run = async (fate: StorageFate) => {
          if (fate === "aborted" || fate === "quota") {
            reject(new StorageFault(fate));
            return;
          }
          // Not awaited: a broken variant may need another turn for its second transaction.
          work(...args).then((answer) => {
            gate.done(call);
            if (fate === "done-killed") gate.kill();
            else if (fate === "done-unheard") reject(new StorageFault(fate));
            else resolve(answer);
          }, reject);
        };
        gate.wait({ what: call, run });
      });
  // Boundary: the same calls with the same shapes, each a turn later.
  return Object.fromEntries(Object.entries(plain).map(([call, work]) => [call, gated(call, work)])) as unknown as SyncStorage;
}
