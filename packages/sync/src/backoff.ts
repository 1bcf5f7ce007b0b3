const FIRST_MS = 1000;
const LONGEST_MS = 60_000;

/**
 * How long to wait after `failures` failures in a row: anything between 0 and a ceiling that doubles up to a minute.
 * Full jitter, so that a store's phones do not come back as one wave (Brooker, "Exponential Backoff And Jitter", 2015).
 */
export function backoff(failures: number, random: () => number): number {
  return Math.round(random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 30)));
}

/** `ms`, a fifth more or less, so that phones which woke together drift apart. */
export function jitter(ms: number, random: () => number): number {
  return Math.round(ms * (0.8 + 0.4 * random()));
}
