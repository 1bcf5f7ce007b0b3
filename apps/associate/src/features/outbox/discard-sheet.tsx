"use client";

import { firstName } from "@aisle/domain";
import { type OutboxRow, REMEMBERED_DAYS } from "../../queries/outbox.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { noneWords } from "../../words/action-words.ts";
import css from "./outbox.module.css";
import type { Decision } from "./use-decision.ts";

type DiscardSheetProps = {
  readonly row: OutboxRow;
  readonly decision: Decision;
  readonly isOpen: boolean;
  readonly onClose: () => void;
};

/** Asked before something the client was promised is given up. */
export function DiscardSheet({ row, decision, isOpen, onClose }: DiscardSheetProps) {
  const isBooking = row.name === "order.ship-to-home";
  const client = row.label.customerName ? firstName(row.label.customerName) : "the client";
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title={isBooking ? "Discard this booking?" : "Discard this?"}
      sub={row.label.title}
      foot={
        <>
          <Button
            look="danger"
            isBusy={decision.isBusy}
            onPress={() => {
              onClose();
              decision.close(`Discarded. ${noneWords(row)}.`);
            }}
          >
            Discard
          </Button>
          <Button look="plain" onPress={onClose}>
            Keep it here
          </Button>
        </>
      }
    >
      <p className={css.words}>
        {noneWords(row)}. {isBooking && `Tell ${client}. `}
        The record stays in this outbox for {REMEMBERED_DAYS} days.
      </p>
    </Sheet>
  );
}
