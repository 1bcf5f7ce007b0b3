"use client";

import type { AssociateId } from "@aisle/domain";
import { useState } from "react";
import type { Team } from "../../queries/phone.tsx";
import { type StartOutcome, startByPasskey, visitProvider } from "../../session/proofs.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";

type StartShiftProps = {
  readonly associateId: AssociateId;
  readonly way: Team["way"];
  readonly onStarted: () => void;
};

/** The first thing in a shift where a PIN is not enough: a passkey, or the shop's identity provider. */
export function StartShift({ associateId, way, onStarted }: StartShiftProps) {
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const tell = (outcome: StartOutcome) => (outcome.kind === "started" ? onStarted() : setProblem(startProblemWords(outcome)));
  const begin = async () => {
    if (way === "passkey") return tell(await startByPasskey(associateId));
    if (!(await visitProvider())) tell({ kind: "needs-signal" });
  };
  return (
    <>
      {problem && <Banner>{problem}</Banner>}
      <Button
        isOff={isBusy}
        onPress={() => {
          setProblem(undefined);
          setIsBusy(true);
          void begin().finally(() => setIsBusy(false));
        }}
      >
        {way === "passkey" ? "Start your shift with a passkey" : "Start your shift with your work account"}
      </Button>
    </>
  );
}

export function startProblemWords({ kind }: Exclude<StartOutcome, { readonly kind: "started" }>): string {
  switch (kind) {
    case "not-proven":
      return "That didn't prove who you are. Try again, or ask a manager for a new link.";
    case "not-here":
      return "You don't work at this store. A phone of your own store lets you in.";
    case "needs-signal":
      return "No signal. Starting a shift needs it; after that your PIN is enough.";
  }
}
