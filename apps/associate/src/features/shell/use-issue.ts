"use client";

import { useCallback } from "react";
import { hasNetwork } from "../../queries/network.ts";
import { type Asked, type Issued, useReadyPhone } from "../../queries/phone.tsx";
import { showToast } from "../../ui/toasts.ts";

/** What a toast says about a command just saved: where there is signal, and where there is none. Without `offline`, one text serves both. */
export type Said = { readonly online: string; readonly offline?: string };

const UNDONE = "Cancelled. Nothing was sent.";
const TOO_LATE = "Already sent. The outbox says how it went.";

/** Issues a command; with `said` it confirms in a toast that can take the command back while it is still on this phone. */
export function useIssue(): (asked: Asked, said?: Said) => Promise<Issued> {
  const { issue, undo, status } = useReadyPhone();
  return useCallback(
    async (asked, said) => {
      const issued = await issue(asked);
      if (!issued.ok || !said) return issued;
      const { phase } = status.current();
      const isAway = !hasNetwork() || phase === "offline" || phase === "head-office-down" || phase === "signed-out";
      showToast({
        text: isAway ? (said.offline ?? said.online) : said.online,
        undo: () => {
          undo(issued.id).then(
            (isBack) => showToast({ text: isBack ? UNDONE : TOO_LATE }),
            () => showToast({ text: TOO_LATE }),
          );
        },
      });
      return issued;
    },
    [issue, undo, status],
  );
}
