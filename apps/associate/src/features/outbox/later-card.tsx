"use client";

import { firstName } from "@aisle/domain";
import { useClient } from "../../queries/clients.ts";
import { type OutboxRow, orderNumberOf } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { dayWords } from "../../words/day-words.ts";

/** Booked, but for a later day than the customer was told: somebody must tell them before it counts as done. */
export function LaterCard({ row }: { readonly row: OutboxRow }) {
  const { acknowledge } = useReadyPhone();
  const client = useClient(row.args.customerId);
  const { outcome } = row;
  if (outcome?.kind !== "adjusted" || row.name !== "order.ship-to-home") return null;
  const { result } = outcome;
  const arrives = "arrivesOn" in result && typeof result.arrivesOn === "string" ? dayWords(result.arrivesOn) : "later";
  const name = client ? firstName(client.name) : "the client";
  const textHref = client?.consent.text && client.phone !== "" ? `sms:${client.phone}` : undefined;
  return (
    <Card
      tone="bad"
      title={row.label.title}
      actions={
        <>
          {textHref !== undefined && (
            <Button size="row" onPress={() => window.location.assign(textHref)}>
              Text {name}
            </Button>
          )}
          <Button size="row" look={textHref === undefined ? "filled" : "ghost"} onPress={() => void acknowledge(row.id)}>
            {name} knows
          </Button>
        </>
      }
    >
      Booked as order {orderNumberOf(row)}, but it arrives {arrives}, not {dayWords(row.args.quoted.arrivesOn)}. Tell {name}.
    </Card>
  );
}
