"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import type { NextStep } from "../../commands/next-steps.ts";
import type { OutboxRow } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useIsAway } from "../../queries/promise.ts";
import { actionPath, clientPath, findPath } from "../../routes.ts";
import { showToast } from "../../ui/toasts.ts";

export type Decision = {
  readonly isBusy: boolean;
  /** The phone's storage did not take it; nothing was decided. */
  readonly isLost: boolean;
  readonly act: (step: NextStep) => void;
  /** Seen and dealt with, without asking for anything: the record stays. */
  readonly close: (said: string) => void;
};

/** Does what a person decided about a refusal, once, however often it is pressed. */
export function useDecision(row: OutboxRow): Decision {
  const { issue, acknowledge } = useReadyPhone();
  const isAway = useIsAway();
  const router = useRouter();
  const isRunning = useRef(false);
  const [state, setState] = useState<"open" | "busy" | "lost">("open");
  const settle = (work: () => Promise<string>) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setState("busy");
    work().then(
      (text) => showToast({ text }),
      () => {
        isRunning.current = false;
        setState("lost");
      },
    );
  };
  return {
    isBusy: state === "busy",
    isLost: state === "lost",
    act: (step) => {
      switch (step.kind) {
        case "edit":
          return router.push(actionPath(row.id, { edit: "open" }));
        case "go":
          return router.push(step.to === "client" ? clientPath(row.args.customerId) : findPath({ query: step.query ?? "" }));
        case "ask":
          return settle(async () => {
            await issue(step.asked);
            return isAway ? "Saved on this phone. Booked when there's signal." : step.said;
          });
      }
    },
    close: (said) =>
      settle(async () => {
        await acknowledge(row.id);
        return said;
      }),
  };
}
