"use client";

import { firstName } from "@aisle/domain";
import { useClient } from "../../queries/clients.ts";
import { type OutboxRow, orderNumberOf } from "../../queries/outbox.ts";
import { actionPath } from "../../routes.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { differences } from "../../words/action-words.ts";
import { DifferenceTable } from "./difference-table.tsx";
import { useDecision } from "./use-decision.ts";
import { useNames } from "./use-names.ts";

/** Booked, but otherwise than the client was told: somebody must tell them before it counts as done. */
export function ChangedCard({ row, isFirst }: { readonly row: OutboxRow; readonly isFirst: boolean }) {
  const decision = useDecision(row);
  const { names } = useNames(row);
  const client = useClient(row.args.customerId);
  const name = client ? firstName(client.name) : "The client";
  const smsHref = client?.consent.text && client.phone !== "" ? `sms:${client.phone}` : undefined;
  const filled = isFirst ? "filled" : "ghost";
  return (
    <Card
      tone="bad"
      title={row.label.title}
      href={actionPath(row.id)}
      actions={
        <>
          {smsHref !== undefined && (
            <ButtonLink size="row" look={filled} href={smsHref}>
              Text {name}
            </ButtonLink>
          )}
          <Button
            size="row"
            look={smsHref === undefined ? filled : "ghost"}
            isBusy={decision.isBusy}
            onPress={() => decision.close(`${name} knows. Order ${orderNumberOf(row)} stands.`)}
          >
            {name} knows
          </Button>
        </>
      }
    >
      Booked as order {orderNumberOf(row)}, but not as {name} was told.
      <DifferenceTable differences={differences(row, names)} />
    </Card>
  );
}
