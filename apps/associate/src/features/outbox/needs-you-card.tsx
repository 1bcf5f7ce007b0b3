"use client";

import { addressLine, firstName, missingFromAddress } from "@aisle/domain";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type NextStep, nextSteps } from "../../commands/next-steps.ts";
import { refusalWords } from "../../commands/refusal-messages.ts";
import { useClient } from "../../queries/clients.ts";
import type { OutboxRow } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useIsAway } from "../../queries/promise.ts";
import { clientPath, findPath, orderPath } from "../../routes.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { showToast } from "../../ui/toasts.ts";
import { useNames } from "./use-names.ts";

/** One refusal: what happened, what it means, the best next step first. */
export function NeedsYouCard({ row }: { readonly row: OutboxRow }) {
  const { act, cancel, isBusy, isLost } = useDecision(row);
  const [isChoosing, setIsChoosing] = useState(false);
  const { names, context } = useNames(row);
  const client = useClient(row.args.customerId);
  const addressNow = client?.addresses.find((address) => missingFromAddress(address).length === 0);
  const steps = nextSteps(row, { ...context, addressNow });
  const [best, ...others] = steps;
  const { outcome } = row;
  if (outcome?.kind !== "refused" && outcome?.kind !== "failed") return null;
  const { happened, next } = refusalWords(outcome.refusal, names);
  const messageHref = client?.consent.text && client.phone !== "" ? `sms:${client.phone}` : undefined;
  const isBooking = row.name === "order.ship-to-home";
  const hasOptions = others.length > 0 || isBooking;
  return (
    <>
      <Card
        tone="bad"
        title={row.label.title}
        actions={
          <>
            {best && (
              <Button size="row" isBusy={isBusy} onPress={() => act(best)}>
                {best.words}
              </Button>
            )}
            {hasOptions && (
              <Button size="row" look="ghost" onPress={() => setIsChoosing(true)}>
                Options
              </Button>
            )}
            <Button size="row" look={best ? "plain" : "filled"} isBusy={isBusy} onPress={cancel}>
              {isBooking || best ? "Cancel" : "Got it"}
            </Button>
          </>
        }
      >
        {[happened, next].filter(Boolean).join(" ")}
        {isLost && " This phone could not save that. Close Aisle, open it again, and choose once more."}
      </Card>
      <Sheet isOpen={isChoosing} onClose={() => setIsChoosing(false)} title="Options" sub={row.label.title}>
        <List>
          {steps.map((step) => (
            <ListRow
              key={step.words}
              title={step.words}
              sub={step.kind === "ask" ? step.note : undefined}
              onPress={() => {
                setIsChoosing(false);
                act(step);
              }}
            />
          ))}
          {isBooking && <ListRow title="See the order" sub={addressLine(row.args.address)} href={orderPath(row.args.orderId)} />}
          {client && messageHref === undefined && (
            <ListRow
              title={`Tell ${firstName(client.name)}`}
              sub="No messages, please: tell them here or call."
              href={clientPath(client.customerId)}
            />
          )}
        </List>
        {client && messageHref !== undefined && <MessageLink href={messageHref} name={client.name} />}
      </Sheet>
    </>
  );
}

function MessageLink({ href, name }: { readonly href: string; readonly name: string }) {
  return (
    <Button look="ghost" onPress={() => window.location.assign(href)}>
      Tell {firstName(name)}
    </Button>
  );
}

/** Does what a person decided, once: the new command is saved before the old one is put aside, so a killed app loses neither. */
function useDecision(row: OutboxRow) {
  const { issue, acknowledge } = useReadyPhone();
  const isAway = useIsAway();
  const router = useRouter();
  const [state, setState] = useState<"open" | "busy" | "lost">("open");
  const settle = (work: () => Promise<string>) => {
    if (state === "busy") return;
    setState("busy");
    work().then(
      (text) => showToast({ text }),
      () => setState("lost"),
    );
  };
  return {
    isBusy: state === "busy",
    isLost: state === "lost",
    act: (step: NextStep) => {
      if (step.kind === "go") {
        router.push(step.to === "client" ? clientPath(row.args.customerId) : findPath({ query: step.query ?? "" }));
        return;
      }
      settle(async () => {
        await issue(step.asked);
        await acknowledge(row.id);
        return isAway ? "Saved on this phone. Booked when there's signal." : step.said;
      });
    },
    cancel: () =>
      settle(async () => {
        await acknowledge(row.id);
        return "Cancelled. Nothing was booked.";
      }),
  };
}
