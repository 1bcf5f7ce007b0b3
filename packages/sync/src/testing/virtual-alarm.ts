import type { Alarm } from "../ports.ts";

export type VirtualAlarm = Alarm & {
  /** Lets `ms` pass: sleepers wake in order, and everything they cause happens before the next one wakes. */
  readonly advance: (ms: number) => Promise<void>;
  /** Lets everything happen that needs no time. */
  readonly settle: () => Promise<void>;
};

type Sleeper = { readonly at: number; readonly wake: () => void };

/**
 * Time that moves only when told to. Starts at 2026-11-23 09:00 UTC.
 * `nextTurn` must let pending work go on: promises alone by default; where real storage or sockets take part, a turn of theirs.
 */
export function createVirtualAlarm(
  options: { readonly start?: number; readonly nextTurn?: () => Promise<void> } = {},
): VirtualAlarm {
  const { start = Date.UTC(2026, 10, 23, 9), nextTurn = promisesOnly } = options;
  let now = start;
  const sleepers = new Set<Sleeper>();
  const settle = async () => {
    for (let turn = 0; turn < 50; turn++) await nextTurn();
  };
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal.aborted) {
          resolve();
          return;
        }
        const wake = () => {
          sleepers.delete(sleeper);
          signal.removeEventListener("abort", wake);
          resolve();
        };
        const sleeper: Sleeper = { at: now + ms, wake };
        sleepers.add(sleeper);
        signal.addEventListener("abort", wake, { once: true });
      }),
    settle,
    advance: async (ms) => {
      const until = now + ms;
      await settle();
      for (;;) {
        const next = [...sleepers].filter((each) => each.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        now = Math.max(now, next.at);
        next.wake();
        await settle();
      }
      now = until;
    },
  };
}

async function promisesOnly(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}
