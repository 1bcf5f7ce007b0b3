import type { Alarm } from "@aisle/sync";

/** The world's time, and everybody who sleeps in it. Nothing moves but by `until`. */
export type WorldClock = {
  readonly now: () => number;
  /** A phone's own alarm; its clock may be wrong by `offset`, which is read anew each time. */
  readonly alarmFor: (owner: object, offset: () => number) => Alarm;
  /** When `owner`'s next sleeper wakes, or anybody's without one; null when nobody sleeps. */
  readonly nextWake: (owner?: object) => number | null;
  /** Lets time pass until `at`: sleepers wake in order, and `settle` runs after each. */
  readonly until: (at: number, settle: () => Promise<void>) => Promise<void>;
  /** Its sleepers never wake: the tab is dead. */
  readonly forget: (owner: object) => void;
};

type Sleeper = { readonly at: number; readonly owner: object; readonly wake: () => void };

export const BEGINNING = Date.UTC(2026, 10, 23, 17);

export function createWorldClock(): WorldClock {
  let now = BEGINNING;
  let sleepers: Sleeper[] = [];
  const first = (owner?: object) => {
    let earliest: Sleeper | null = null;
    for (const each of sleepers) {
      if (owner && each.owner !== owner) continue;
      if (!earliest || each.at < earliest.at) earliest = each;
    }
    return earliest;
  };
  return {
    now: () => now,
    alarmFor: (owner, offset) => ({
      now: () => now + offset(),
      sleep: (ms, signal) =>
        new Promise((resolve) => {
          if (signal.aborted) {
            resolve();
            return;
          }
          const wake = () => {
            sleepers = sleepers.filter((each) => each !== sleeper);
            signal.removeEventListener("abort", wake);
            resolve();
          };
          const sleeper: Sleeper = { at: now + Math.max(0, ms), owner, wake };
          sleepers.push(sleeper);
          signal.addEventListener("abort", wake, { once: true });
        }),
    }),
    nextWake: (owner) => first(owner)?.at ?? null,
    until: async (at, settle) => {
      for (let next = first(); next && next.at <= at; next = first()) {
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = Math.max(now, at);
    },
    forget: (owner) => {
      sleepers = sleepers.filter((each) => each.owner !== owner);
    },
  };
}

/** Lets every promise go on that waits for nothing outside: one turn of the event loop runs them all to their end. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
