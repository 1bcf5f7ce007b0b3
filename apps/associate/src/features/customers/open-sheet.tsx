"use client";

import { ACCESS_REASONS, type AccessReason, type CustomerId } from "@aisle/domain";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useReadyPhone } from "../../queries/phone.tsx";
import { clientPath } from "../../routes.ts";
import { openClient } from "../../session/client-desk.ts";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { NOT_DONE_WORDS, REASON_WORDS } from "../../words/access-words.ts";
import css from "./client-screen.module.css";
import { ProveSheet } from "./prove-sheet.tsx";

/** Opens clients this phone does not hold: a tap, and for a VIP a reason and a fresh proof. */
export function useOpenClient() {
  const router = useRouter();
  const { sendNow } = useReadyPhone();
  const [asking, setAsking] = useState<{
    readonly customerId: CustomerId;
    readonly reason: AccessReason | null;
    readonly step: "reason" | "prove";
  }>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const open = async (customerId: CustomerId, reason: AccessReason | null = null) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    const answer = await openClient(customerId, reason);
    setBusy(false);
    if (typeof answer === "string") return setProblem(answer === "prove" ? undefined : NOT_DONE_WORDS[answer]);
    if (answer.kind === "reason-needed") return setAsking({ customerId, reason: null, step: "reason" });
    if (answer.kind === "proof-needed") return setAsking({ customerId, reason, step: "prove" });
    setAsking(undefined);
    if (answer.kind !== "opened") return setProblem(answer.kind === "too-many" ? TOO_MANY : GONE);
    // The next exchange brings them.
    await sendNow();
    router.push(clientPath(customerId));
  };
  const sheets = (
    <>
      <Sheet
        isOpen={asking?.step === "reason"}
        onClose={() => setAsking(undefined)}
        title="Why do you open this profile?"
        sub="This client asked for more privacy. Your manager sees that you looked, and why."
      >
        <List label="Reasons">
          {ACCESS_REASONS.map((reason) => (
            <ListRow key={reason} title={REASON_WORDS[reason]} onPress={() => asking && void open(asking.customerId, reason)} />
          ))}
        </List>
        {problem !== undefined && <p className={css.quiet}>{problem}</p>}
      </Sheet>
      <ProveSheet
        isOpen={asking?.step === "prove"}
        why="Opening this profile asks for a fresh proof."
        onClose={() => setAsking(undefined)}
        onProven={() => asking && void open(asking.customerId, asking.reason)}
      />
    </>
  );
  return { open, sheets, problem, isBusy };
}

const TOO_MANY = "You opened many clients in a short time, so this stops for ten minutes. Your manager was told.";
const GONE = "Head office has no such client in this store any more.";
