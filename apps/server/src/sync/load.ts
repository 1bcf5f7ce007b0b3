// How much head office takes on. What it cannot do soon it refuses at once and cheaply, before any work: a phone that waits
// its turn outside costs nothing, one that waits inside holds memory and a place in the database's line.
//
//   an exchange comes --- room? ---> in: work, then leave      room for pulls ends first, for pushes later:
//                          no -----> try later, with jitter    what a phone was asked to do comes before what it wants to know

import { MAX_PUSH } from "@aisle/protocol";

export type Entry =
  | { readonly kind: "in"; readonly leave: () => void }
  /** For how long the phone is asked to wait. */
  | { readonly kind: "full"; readonly afterMs: number };

export type Load = {
  readonly enter: (what: "push" | "pull") => Entry;
  /** What phones are asked to do from now on. */
  readonly next: () => { readonly pollMs: number; readonly pushMax: number };
};

export type LoadDeps = {
  /** Connections the pool may open. */
  readonly connections: number;
  /** Statements and transactions waiting for one. */
  readonly waiting: () => number;
  /** How late timers fire: what every request waits besides its own work. */
  readonly delayMs: () => number;
  readonly random: () => number;
};

const PULLS_PER_CONNECTION = 8;
const PUSHES_PER_CONNECTION = 16;
const LATE_FOR_PULLS_MS = 1_000;
const LATE_FOR_PUSHES_MS = 3_000;
const POLL_MS = 30_000;
/** At the limit phones poll this much more rarely. */
const RAREST = 4;
const FEWEST_PUSHED = 10;
const PULL_AGAIN_MS = 4_000;
const PUSH_AGAIN_MS = 1_000;

export function createLoad({ connections, waiting, delayMs, random }: LoadDeps): Load {
  let inside = 0;
  const limits = {
    pull: { inside: connections * PULLS_PER_CONNECTION, delayMs: LATE_FOR_PULLS_MS, againMs: PULL_AGAIN_MS },
    push: { inside: connections * PUSHES_PER_CONNECTION, delayMs: LATE_FOR_PUSHES_MS, againMs: PUSH_AGAIN_MS },
  };
  return {
    enter: (what) => {
      const { againMs, ...limit } = limits[what];
      const isFull = inside >= limit.inside || waiting() >= limit.inside || delayMs() >= limit.delayMs;
      if (isFull) return { kind: "full", afterMs: Math.round(againMs * (0.5 + random())) };
      inside++;
      let isGone = false;
      const leave = () => {
        if (!isGone) inside--;
        isGone = true;
      };
      return { kind: "in", leave };
    },
    next: () => {
      const { pull } = limits;
      const pressure = Math.min(1, Math.max(inside / pull.inside, waiting() / pull.inside, delayMs() / pull.delayMs));
      return {
        pollMs: Math.round(POLL_MS * (1 + (RAREST - 1) * pressure ** 2)),
        pushMax: Math.round(MAX_PUSH - (MAX_PUSH - FEWEST_PUSHED) * pressure ** 2),
      };
    },
  };
}
