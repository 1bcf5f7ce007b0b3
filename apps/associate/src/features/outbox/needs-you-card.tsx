"use client";

import { useState } from "react";
import { leftAtHeadOffice, type OutboxRow, REMEMBERED_DAYS } from "../../queries/outbox.ts";
import { actionPath } from "../../routes.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { answerWords } from "../../words/action-words.ts";
import { DiscardSheet } from "./discard-sheet.tsx";
import { OptionsSheet } from "./options-sheet.tsx";
import { useDecision } from "./use-decision.ts";
import { useNames } from "./use-names.ts";
import { useSteps } from "./use-steps.ts";

type NeedsYouCardProps = {
  readonly row: OutboxRow;
  /** Of several cards only the first has the screen's filled button. */
  readonly isFirst: boolean;
};

/** One refusal: what happened, what it means, the best next step first. */
export function NeedsYouCard({ row, isFirst }: NeedsYouCardProps) {
  const decision = useDecision(row);
  const [open, setOpen] = useState<"options" | "discard">();
  const { names } = useNames(row);
  const steps = useSteps(row);
  const [best] = steps;
  const close = () => setOpen(undefined);
  return (
    <>
      <Card
        tone="bad"
        title={row.label.title}
        href={actionPath(row.id)}
        actions={
          best ? (
            <>
              <Button size="row" look={isFirst ? "filled" : "ghost"} isBusy={decision.isBusy} onPress={() => decision.act(best)}>
                {best.words}
              </Button>
              <Button size="row" look="ghost" onPress={() => setOpen("options")}>
                Options
              </Button>
            </>
          ) : (
            <Button
              size="row"
              look={isFirst ? "filled" : "ghost"}
              isBusy={decision.isBusy}
              onPress={() =>
                leftAtHeadOffice(row) === "the-thing"
                  ? decision.close(`Put aside. It stays in this outbox for ${REMEMBERED_DAYS} days.`)
                  : setOpen("discard")
              }
            >
              {leftAtHeadOffice(row) === "the-thing" ? "Got it" : "Discard"}
            </Button>
          )
        }
      >
        {answerWords(row, names)}
        {decision.isLost && " This phone could not save that. Close Aisle, open it again, and choose once more."}
      </Card>
      <OptionsSheet
        row={row}
        steps={steps}
        decision={decision}
        isOpen={open === "options"}
        onClose={close}
        onDiscard={() => setOpen("discard")}
      />
      <DiscardSheet row={row} decision={decision} isOpen={open === "discard"} onClose={close} />
    </>
  );
}
