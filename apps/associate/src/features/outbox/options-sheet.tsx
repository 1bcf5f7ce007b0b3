"use client";

import { addressLine, firstName } from "@aisle/domain";
import type { NextStep } from "../../commands/next-steps.ts";
import { useClient } from "../../queries/clients.ts";
import type { OutboxRow } from "../../queries/outbox.ts";
import { clientPath, orderPath } from "../../routes.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import type { Decision } from "./use-decision.ts";

type OptionsSheetProps = {
  readonly row: OutboxRow;
  readonly steps: readonly NextStep[];
  readonly decision: Decision;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
};

/** Every way on after a refusal, best first; giving up comes last. */
export function OptionsSheet({ row, steps, decision, isOpen, onClose, onDiscard }: OptionsSheetProps) {
  const client = useClient(row.args.customerId);
  const smsHref = client?.consent.text && client.phone !== "" ? `sms:${client.phone}` : undefined;
  return (
    <Sheet
      isOpen={isOpen}
      onClose={onClose}
      title="Options"
      sub={row.label.title}
      foot={
        <>
          {client && smsHref !== undefined && (
            <ButtonLink look="ghost" href={smsHref}>
              Text {firstName(client.name)}
            </ButtonLink>
          )}
          <Button look="plain" onPress={onDiscard}>
            Discard
          </Button>
        </>
      }
    >
      <List>
        {steps.map((step) => (
          <ListRow
            key={step.words}
            title={step.words}
            sub={step.kind === "go" ? undefined : step.note}
            onPress={() => {
              onClose();
              decision.act(step);
            }}
          />
        ))}
        {row.name === "order.ship-to-home" && (
          <ListRow title="See the order" sub={addressLine(row.args.address)} href={orderPath(row.args.orderId)} />
        )}
        {client && smsHref === undefined && (
          <ListRow
            title={`Tell ${firstName(client.name)}`}
            sub="No messages, please: tell them here or call."
            href={clientPath(client.customerId)}
          />
        )}
      </List>
    </Sheet>
  );
}
