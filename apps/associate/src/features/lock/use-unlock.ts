"use client";

import type { AssociateId } from "@aisle/domain";
import { useEffect, useState } from "react";
import type { LockedPhone, SignInOutcome, Unlocked } from "../../queries/phone.tsx";
import { unlockWords } from "./lock-words.ts";

export type Unlocking = {
  readonly pin: string;
  readonly setPin: (digits: string) => void;
  readonly problem: string | undefined;
  readonly isBusy: boolean;
  /** Why this phone cannot let them in by itself, and head office was not there to do it. */
  readonly dark: "lease" | "clock" | null;
  readonly complete: (pin: string) => void;
};

/** A PIN on the lock screen: judged by this phone, and where it may not, by head office. */
export function useUnlock(phone: LockedPhone, associateId: AssociateId): Unlocking {
  const { enter, signIn, shift } = phone;
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<string>();
  const [dark, setDark] = useState<"lease" | "clock" | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [waitMs, setWaitMs] = useState(0);
  useEffect(() => {
    if (waitMs === 0) return;
    const over = setTimeout(() => {
      setWaitMs(0);
      setProblem(undefined);
    }, waitMs);
    return () => clearTimeout(over);
  }, [waitMs]);

  const tell = (outcome: Unlocked) => {
    if (outcome.kind === "unlocked") return;
    setPin("");
    setProblem(unlockWords(outcome));
    if (outcome.kind === "wait") setWaitMs(outcome.seconds * 1000);
    if (outcome.kind === "dark") setDark(outcome.why);
  };
  const ask = async (digits: string): Promise<void> => {
    const here = await enter({ associateId, pin: digits });
    if (here.kind !== "dark" && here.kind !== "shut") return tell(here);
    const there = await signIn({ store: shift.store, pin: digits, associateId });
    tell(asUnlocked(there, here));
  };
  const complete = (digits: string) => {
    setIsBusy(true);
    ask(digits)
      .catch(() => {
        setPin("");
        setProblem("This phone's storage stopped answering. Close Aisle and open it again.");
      })
      .finally(() => setIsBusy(false));
  };
  return {
    pin,
    setPin: (digits) => {
      setPin(digits);
      if (digits !== "" && waitMs === 0) setProblem(undefined);
    },
    problem,
    isBusy,
    dark,
    complete,
  };
}

/** Head office's answer in the words of the lock; without it, this phone's own stands. */
function asUnlocked(there: SignInOutcome, here: Unlocked): Unlocked {
  if (there.kind === "wrong-pin" || there.kind === "wait") return there;
  // Signed in: the screen is gone by the time this is said.
  return here;
}
