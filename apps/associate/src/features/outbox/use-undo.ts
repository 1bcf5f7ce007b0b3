"use client";

import type { CommandId } from "@aisle/domain";
import { useReadyPhone } from "../../queries/phone.tsx";
import { showToast } from "../../ui/toasts.ts";

/** Takes an action back that was not sent yet, and says how it went. */
export function useUndo(id: CommandId): () => void {
  const { undo } = useReadyPhone();
  return takeBack(() => undo(id));
}

/** The same of an action with all that waits for it, such as a new client with the booking made for them. */
export function useUndoWith(id: CommandId, onBack: () => void): () => void {
  const { undoWith } = useReadyPhone();
  return takeBack(() => undoWith(id), onBack);
}

function takeBack(work: () => Promise<boolean>, onBack: () => void = () => {}): () => void {
  return () => {
    work().then(
      (isBack) => {
        showToast({ text: isBack ? "Cancelled. Nothing was sent." : "Already sent. Its answer will show here." });
        if (isBack) onBack();
      },
      () => showToast({ text: "This phone could not take it back. Close Aisle and open it again." }),
    );
  };
}
