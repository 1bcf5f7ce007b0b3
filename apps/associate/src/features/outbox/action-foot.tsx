"use client";

import { firstName } from "@aisle/domain";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { NextStep } from "../../commands/next-steps.ts";
import { useClient } from "../../queries/clients.ts";
import { type Action, leftAtHeadOffice, type OutboxRow, REMEMBERED_DAYS } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { actionPath, routes } from "../../routes.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { DiscardSheet } from "./discard-sheet.tsx";
import { OptionsSheet } from "./options-sheet.tsx";
import css from "./outbox.module.css";
import { type Decision, useDecision } from "./use-decision.ts";
import { useUndoWith } from "./use-undo.ts";

/** Booked otherwise than said: tell the client, then say that they know. */
function ToldButtons({ row, decision }: { readonly row: OutboxRow; readonly decision: Decision }) {
  const client = useClient(row.args.customerId);
  const name = client ? firstName(client.name) : "The client";
  const smsHref = client?.consent.text && client.phone !== "" ? `sms:${client.phone}` : undefined;
  return (
    <div className={css.pair}>
      {smsHref !== undefined && <ButtonLink href={smsHref}>Text {name}</ButtonLink>}
      <Button
        look={smsHref === undefined ? "filled" : "ghost"}
        isBusy={decision.isBusy}
        onPress={() => decision.close(`${name} knows. The order stands.`)}
      >
        {name} knows
      </Button>
    </div>
  );
}

type ActionFootProps = { readonly action: Action; readonly steps: readonly NextStep[] };

/** The one thing to do next about an action, and the way to the others; nothing where nothing is left to do. */
export function ActionFoot({ action, steps }: ActionFootProps) {
  const { row, state, undoes } = action;
  const router = useRouter();
  const { sendNow } = useReadyPhone();
  const undo = useUndoWith(row.id, () => router.replace(routes.outbox));
  switch (state) {
    case "on-this-phone":
      return (
        <div className={css.pair}>
          <Button onPress={() => void sendNow()}>Send now</Button>
          {undoes > 0 && (
            <Button look="ghost" onPress={undo}>
              {undoes === 1 ? "Undo" : `Undo all ${undoes}`}
            </Button>
          )}
        </div>
      );
    case "needs-you":
      return <Choices action={action} steps={steps} />;
    case "put-aside":
      return (
        <Button look="ghost" onPress={() => router.replace(actionPath(row.id, { edit: "open" }))}>
          Edit and send again
        </Button>
      );
    case "sending":
    case "confirmed":
    case "sent-again":
      return null;
  }
}

function Choices({ action: { row }, steps }: ActionFootProps) {
  const decision = useDecision(row);
  const [open, setOpen] = useState<"options" | "discard">();
  const close = () => setOpen(undefined);
  const [best] = steps;
  if (row.outcome?.kind === "adjusted") return <ToldButtons row={row} decision={decision} />;
  if (!best) {
    return (
      <>
        <Button
          isBusy={decision.isBusy}
          onPress={() =>
            leftAtHeadOffice(row) === "the-thing"
              ? decision.close(`Put aside. It stays in this outbox for ${REMEMBERED_DAYS} days.`)
              : setOpen("discard")
          }
        >
          {leftAtHeadOffice(row) === "the-thing" ? "Got it" : "Discard"}
        </Button>
        <DiscardSheet row={row} decision={decision} isOpen={open === "discard"} onClose={close} />
      </>
    );
  }
  return (
    <>
      <div className={css.pair}>
        <Button isBusy={decision.isBusy} onPress={() => decision.act(best)}>
          {best.words}
        </Button>
        <Button look="ghost" onPress={() => setOpen("options")}>
          Options
        </Button>
      </div>
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
