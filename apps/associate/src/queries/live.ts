"use client";

import { useLiveQuery } from "dexie-react-hooks";

const lastShown = new Map<string, unknown>();

/**
 * Follows a read of the phone database, named by `key` with all that it depends on. A screen that comes back starts with what
 * it showed last, so that lists do not blink; undefined only before the first answer.
 */
export function useLive<Value>(key: string, read: () => Promise<Value>): Value | undefined {
  // Boundary: one key names one read, and so one type.
  const shown = lastShown.get(key) as Value | undefined;
  const found = useLiveQuery(
    async () => {
      const value = await read();
      lastShown.set(key, value);
      return { key, value };
    },
    [key],
    undefined,
  );
  // For a moment after the key changed the answer is still the old key's.
  return found?.key === key ? found.value : shown;
}
