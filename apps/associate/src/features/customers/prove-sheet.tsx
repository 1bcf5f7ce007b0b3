"use client";

import { firstName } from "@aisle/domain";
import { useState } from "react";
import { useReadyPhone } from "../../queries/phone.tsx";
import { proveByPin } from "../../session/client-desk.ts";
import { PinPad } from "../../ui/pin-pad.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { NOT_DONE_WORDS } from "../../words/access-words.ts";

/** "Is it really you?", before what is asked for is done. */
export function ProveSheet({
  isOpen,
  why,
  onClose,
  onProven,
}: {
  readonly isOpen: boolean;
  readonly why: string;
  readonly onClose: () => void;
  readonly onProven: () => void;
}) {
  const { session } = useReadyPhone();
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const prove = async (digits: string) => {
    setBusy(true);
    const answer = await proveByPin(digits);
    setBusy(false);
    setPin("");
    if (typeof answer === "string") return setProblem(answer === "prove" ? undefined : NOT_DONE_WORDS[answer]);
    if (answer.kind === "right") {
      setProblem(undefined);
      onProven();
    } else setProblem(answer.kind === "other-way" ? OTHER_WAY : WRONG);
  };
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title="Is it really you?" sub={why}>
      <PinPad
        label={`${firstName(session.associate.name)}, enter your PIN`}
        value={pin}
        onChange={setPin}
        onComplete={(digits) => void prove(digits)}
        length={6}
        isBusy={isBusy}
        {...(problem === undefined ? {} : { problem })}
      />
    </Sheet>
  );
}

const WRONG = "That PIN is not right. Try once more, slowly.";
const OTHER_WAY = "Here a PIN is not enough for this. Sign out and in again, then do it within five minutes.";
