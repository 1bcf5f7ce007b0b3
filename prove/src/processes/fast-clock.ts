import type { Alarm } from "@aisle/sync";

/** A phone's clock: off by `skewMs`, and running `speed` times faster, so that a 20 second deadline ends a run in less. */
export function createFastClock(about: { readonly startedAt: number; readonly skewMs: number; readonly speed: number }): Alarm {
  const { startedAt, skewMs, speed } = about;
  return {
    now: () => Math.round(startedAt + skewMs + (Date.now() - startedAt) * speed),
    sleep: (ms, signal) => untilOver(ms / speed, signal),
  };
}

/** Resolves after `ms`, or as soon as the signal aborts. */
export function untilOver(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, Math.min(ms, 2 ** 31 - 1));
    signal?.addEventListener("abort", end);
  });
}
