"use client";

import { useCallback, useEffect, useState } from "react";
import { type PhoneOfStore, phoneDesk, type ShownCode, UNREACHABLE } from "../session/head-office.ts";

export { type PhoneDeposits, type PhoneOfStore, phoneDesk, type ShownCode, UNREACHABLE } from "../session/head-office.ts";

export type StorePhones =
  | { readonly state: "asking" | "needs-signal" }
  | { readonly state: "here"; readonly phones: readonly PhoneOfStore[] };

/** The phones this person looks after, as head office has them now; `again` asks anew. */
export function useStorePhones(): StorePhones & { readonly again: () => void } {
  const [shown, setShown] = useState<StorePhones>({ state: "asking" });
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time it is asked anew
  useEffect(() => {
    let isHere = true;
    phoneDesk.list().then(
      (phones) => isHere && setShown(phones === UNREACHABLE ? { state: "needs-signal" } : { state: "here", phones }),
      () => isHere && setShown({ state: "needs-signal" }),
    );
    return () => {
      isHere = false;
    };
  }, [asked]);
  const again = useCallback(() => setAsked((count) => count + 1), []);
  return { ...shown, again };
}

const LOOK_EVERY_MS = 3000;

/** Which phone came in by this code; null while none did. */
export function useCodeUse(shown: ShownCode | null): string | null {
  const [usedBy, setUsedBy] = useState<string | null>(null);
  const code = shown?.code;
  useEffect(() => {
    setUsedBy(null);
    if (code === undefined) return;
    let isHere = true;
    const timer = setInterval(() => {
      phoneDesk.codeUse(code).then(
        (use) => isHere && use !== UNREACHABLE && setUsedBy(use.usedBy),
        () => {},
      );
    }, LOOK_EVERY_MS);
    return () => {
      isHere = false;
      clearInterval(timer);
    };
  }, [code]);
  return usedBy;
}
