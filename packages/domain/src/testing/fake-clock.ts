import type { Clock } from "../clock.ts";

export type FakeClock = Clock & { readonly advance: (ms: number) => void };

/** A clock that moves only when told to. Starts at 2026-11-23 09:00 UTC unless told otherwise. */
export function createFakeClock(start = Date.UTC(2026, 10, 23, 9)): FakeClock {
  let now = start;
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
  };
}
