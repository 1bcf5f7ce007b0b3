"use client";

import type { AssociateId } from "@aisle/domain";
import { useEffect, useState } from "react";
import type { OpenedPhone, SignInOutcome, StoreName, Team } from "../../queries/phone.tsx";
import { pinProblemWords } from "./pin-words.ts";

type Asked = { readonly store: StoreName; readonly associateId: AssociateId };

/** A PIN being entered, what head office or this phone said of the last one, and how long to wait. */
export function usePin({
  phone: { signIn },
  asked,
  onDone,
  onStartShift,
}: {
  readonly phone: Pick<OpenedPhone, "signIn">;
  readonly asked: Asked | undefined;
  readonly onDone: (() => void) | undefined;
  /** The PIN is right, and a shift has to be begun before it opens anything. */
  readonly onStartShift: (begun: { readonly way: Team["way"]; readonly pin: string }) => void;
}) {
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isTrying, setIsTrying] = useState(false);
  const [waitsUntil, setWaitsUntil] = useState(0);
  useEffect(() => {
    if (waitsUntil === 0) return;
    const over = setTimeout(
      () => {
        setWaitsUntil(0);
        setProblem(undefined);
      },
      Math.max(0, waitsUntil - Date.now()),
    );
    return () => clearTimeout(over);
  }, [waitsUntil]);

  const tell = (outcome: SignInOutcome, digits: string) => {
    if (outcome.kind === "signed-in") {
      onDone?.();
      return;
    }
    setPin("");
    if (outcome.kind === "start-shift") {
      onStartShift({ way: outcome.way, pin: digits });
      return;
    }
    setProblem(pinProblemWords(outcome));
    if (outcome.kind === "wait") setWaitsUntil(Date.now() + outcome.seconds * 1000);
  };
  const complete = (digits: string) => {
    if (!asked) return;
    setIsTrying(true);
    signIn({ ...asked, pin: digits })
      .then(
        (outcome) => tell(outcome, digits),
        () => {
          setPin("");
          setProblem("This phone's storage stopped answering. Close Aisle and open it again.");
        },
      )
      .finally(() => setIsTrying(false));
  };
  return {
    pin,
    setPin: (digits: string) => {
      setPin(digits);
      if (digits !== "" && waitsUntil === 0) setProblem(undefined);
    },
    /** Somebody else stands there now: what was said was not for them. */
    startOver: () => {
      setPin("");
      setProblem(undefined);
      setWaitsUntil(0);
    },
    problem,
    isBusy: isTrying || waitsUntil > 0,
    complete,
  };
}
