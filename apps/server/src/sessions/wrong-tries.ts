/** How many wrong tries a key has, and how long it then waits. */
export type TryLimit = { readonly key: string; readonly tries: number; readonly waitMs: number };

export type WrongTries = {
  /** Milliseconds the key still has to wait; 0 or less when it may try. */
  readonly waitOf: (key: string) => number;
  /** Counts a try before it is judged, so that tries made all at once count too. Returns those left; at 0 the key waits. */
  readonly count: (limit: TryLimit) => number;
  /** Takes one counted try off again: it was right. */
  readonly giveBack: (key: string) => void;
  readonly forget: (key: string) => void;
};

/** Anybody can make up a phone's id: beyond this many keys, the longest untouched is forgotten. */
const REMEMBERED = 10_000;

/** Wrong tries by key, in this process's memory. */
export function createWrongTries(now: () => number): WrongTries {
  const byKey = new Map<string, { readonly times: number; readonly until: number }>();
  const remember = (key: string, tries: { readonly times: number; readonly until: number }) => {
    byKey.delete(key);
    byKey.set(key, tries);
    const [longestUntouched] = byKey.keys();
    if (byKey.size > REMEMBERED && longestUntouched !== undefined) byKey.delete(longestUntouched);
  };
  return {
    waitOf: (key) => (byKey.get(key)?.until ?? 0) - now(),
    count: ({ key, tries, waitMs }) => {
      const times = (byKey.get(key)?.times ?? 0) + 1;
      remember(key, times >= tries ? { times: 0, until: now() + waitMs } : { times, until: 0 });
      return Math.max(0, tries - times);
    },
    giveBack: (key) => {
      const tries = byKey.get(key);
      if (tries) remember(key, { ...tries, times: Math.max(0, tries.times - 1) });
    },
    forget: (key) => void byKey.delete(key),
  };
}
