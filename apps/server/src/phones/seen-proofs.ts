import { createHash } from "node:crypto";
import { PROOF_WINDOW_MS } from "@aisle/protocol";

export type SeenProofs = {
  /** Whether this signed text comes for the first time; from then on it does not. */
  readonly isFirst: (text: string) => boolean;
};

/** A proof is good from one window before now to one after: what is remembered for two is remembered long enough. */
const REMEMBER_MS = 2 * PROOF_WINDOW_MS;

/**
 * What was signed and taken lately, in this process's memory: two lists, of which the older is forgotten as a whole. A second
 * head office process has a list of its own, and takes a copy once more; what a copy can do there is nothing new (PU2).
 */
export function createSeenProofs(now: () => number): SeenProofs {
  let fresh = new Set<string>();
  let older = new Set<string>();
  let since = now();
  return {
    isFirst: (text) => {
      if (Math.abs(now() - since) > REMEMBER_MS) [older, fresh, since] = [fresh, new Set(), now()];
      const name = createHash("sha256").update(text).digest("base64url").slice(0, 22);
      if (fresh.has(name) || older.has(name)) return false;
      fresh.add(name);
      return true;
    },
  };
}
