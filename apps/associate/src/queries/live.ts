"use client";

import { useEffect, useState } from "react";
import { lastShown } from "./last-shown.ts";
import { useReadyPhone } from "./phone.tsx";

/**
 * Follows a read of the phone database, named by `key` with all that it depends on. A screen that comes back starts with what
 * it showed last, so that lists do not blink; undefined only before the first answer.
 */
export function useLive<Value>(key: string, read: () => Promise<Value>): Value | undefined {
  const { watch } = useReadyPhone();
  const [found, setFound] = useState<{ readonly key: string; readonly value: Value }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key names the read with all that it depends on
  useEffect(
    () =>
      watch(read, (value) => {
        lastShown.set(key, value);
        setFound({ key, value });
      }),
    [key, watch],
  );
  // For a moment after the key changed the answer is still the old key's. Boundary: one key names one read, and so one type.
  return found?.key === key ? found.value : (lastShown.get(key) as Value | undefined);
}
