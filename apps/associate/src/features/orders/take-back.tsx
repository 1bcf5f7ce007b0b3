"use client";

import { useRouter } from "next/navigation";
import type { Booking } from "../../queries/orders.ts";
import { useOutbox } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { routes } from "../../routes.ts";
import { Button } from "../../ui/button.tsx";
import { showToast } from "../../ui/toasts.ts";
import css from "./orders.module.css";

/** Undo for a booking that has not left this phone yet. */
export function TakeBack({ row }: Pick<Booking, "row">) {
  const { undo } = useReadyPhone();
  const router = useRouter();
  const waiting = useOutbox()?.waiting.find((each) => each.row.id === row?.id);
  if (!row || !waiting?.canUndo) return null;
  const takeBack = () => {
    undo(row.id).then(
      (isBack) => {
        showToast({ text: isBack ? "Cancelled. Nothing was sent." : "Already sent. Its answer will show here." });
        if (isBack) router.replace(routes.today);
      },
      () => showToast({ text: "This phone could not take it back. Close Aisle and open it again." }),
    );
  };
  return (
    <div className={css.message}>
      <Button look="ghost" onPress={takeBack}>
        Undo this booking
      </Button>
    </div>
  );
}
