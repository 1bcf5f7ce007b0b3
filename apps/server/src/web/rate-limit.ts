// How often somebody may ask: a bucket of tokens per key, which fills at a steady rate and is paid from by each request.
//
// In memory, per process: several servers together allow as many times as much. That bounds what one sender costs a process,
// which is what this is for; wrong PINs and codes are counted in the database, where every process sees them.

export type Rate = {
  /** Requests at once, after a quiet while. */
  readonly burst: number;
  /** Requests a second in the long run. */
  readonly perSecond: number;
};

export type RateLimits = { readonly address: Rate; readonly phone: Rate; readonly person: Rate };

/**
 * A shop of 200 phones behind one address fetches a catalogue of 100 parts each in the morning: 20,000 requests within
 * minutes. A phone alone exchanges twice a minute, and some ten times in a row when it catches up.
 */
export const RATE_LIMITS: RateLimits = {
  address: { burst: 20_000, perSecond: 200 },
  phone: { burst: 600, perSecond: 20 },
  person: { burst: 600, perSecond: 20 },
};

export type RateLimiter = {
  /** Takes one token: 0, or after how many ms there is one again. */
  readonly take: (key: string) => number;
  /** Keys held; never more than `maxKeys`. */
  readonly size: () => number;
};

/** Strangers may come from any number of addresses: the one quietest for longest is forgotten first. */
const MAX_KEYS = 50_000;

export function createRateLimiter(rate: Rate, now: () => number, maxKeys = MAX_KEYS): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return {
    take: (key) => {
      const at = now();
      const held = buckets.get(key);
      // A clock set back fills nothing and empties nothing.
      const passed = held ? Math.max(0, at - held.at) / 1000 : 0;
      const tokens = held ? Math.min(rate.burst, held.tokens + passed * rate.perSecond) : rate.burst;
      const left = tokens >= 1 ? tokens - 1 : tokens;
      // Put in anew, so that the map's order is the order of last use.
      buckets.delete(key);
      buckets.set(key, { tokens: left, at });
      if (buckets.size > maxKeys) forgetFirst(buckets);
      return tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / rate.perSecond) * 1000);
    },
    size: () => buckets.size,
  };
}

function forgetFirst(buckets: Map<string, unknown>): void {
  for (const key of buckets.keys()) {
    buckets.delete(key);
    return;
  }
}
