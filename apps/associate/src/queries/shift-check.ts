"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useLive } from "./live.ts";
import { useOutboxCounts } from "./outbox.ts";
import { type PhoneCheck, useReadyPhone } from "./phone.tsx";

export type { PhoneCheck } from "./phone.tsx";

/** `asking` while head office is asked; `unreachable` without signal; `sign-in` where it wants the PIN first. */
export type ShiftCheck =
  | { readonly state: "asking" | "unreachable" | "sign-in" }
  | { readonly state: "checked"; readonly check: PhoneCheck };

/** Compares this phone with head office while `isOn`, and again whenever something was sent. */
export function useShiftCheck({ isOn }: { readonly isOn: boolean }): ShiftCheck & { readonly again: () => void } {
  const { check } = useReadyPhone();
  const { unsent } = useOutboxCounts();
  const [shown, setShown] = useState<ShiftCheck>({ state: "asking" });
  const latest = useRef(0);
  const ask = useCallback(() => {
    latest.current += 1;
    const mine = latest.current;
    const show = (next: ShiftCheck) => {
      // A slow answer must not take the place of a newer one.
      if (latest.current === mine) setShown(next);
    };
    check().then(
      (found) => show(typeof found === "string" ? { state: found } : { state: "checked", check: found }),
      () => show({ state: "unreachable" }),
    );
  }, [check]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is still unsent is what the comparison is about
  useEffect(() => {
    if (isOn) ask();
  }, [isOn, unsent, ask]);
  return {
    ...shown,
    again: () => {
      setShown({ state: "asking" });
      ask();
    },
  };
}

export type LastCheck = Pick<PhoneCheck, "at" | "actions" | "has">;

/** How the last comparison on this phone ended; null when there was none. */
export function useLastCheck(): LastCheck | null {
  const { database } = useReadyPhone();
  return (
    useLive("last check", async () => {
      const row = await database.settings.get("last-check");
      // Boundary: written by `check` of this phone only.
      return (row?.value as LastCheck | undefined) ?? null;
    }) ?? null
  );
}
