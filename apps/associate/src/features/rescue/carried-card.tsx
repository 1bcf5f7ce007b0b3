"use client";

import type { RescuedForAPerson } from "@aisle/protocol";
import { type Names, refusalWords } from "../../commands/refusal-messages.ts";
import type { CarriedPackage } from "../../queries/rescue.ts";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Trail, type TrailStep } from "../../ui/trail.tsx";
import css from "./rescue.module.css";
import { refusedWords, takenInWords } from "./rescue-words.ts";
import type { Moment } from "./use-rescue-names.ts";

type CarriedCardProps = {
  readonly carried: CarriedPackage;
  readonly moment: Moment;
  readonly namesOf: (open: RescuedForAPerson) => Names;
  readonly onSeen: () => void;
};

/** One package on its way over this phone: how far it is, and what became of what was in it. */
export function CarriedCard({ carried, moment, namesOf, onSeen }: CarriedCardProps) {
  const { answer, isSeen, madeAt } = carried.package;
  const needsAPerson = answer !== null && !isSeen;
  const gotIt = needsAPerson && (
    <Button size="row" onPress={onSeen}>
      Got it
    </Button>
  );
  return (
    <div className={css.carried}>
      <Card
        tone={needsAPerson ? "bad" : "quiet"}
        title={`Saved on the other phone at ${moment(madeAt)}`}
        {...(gotIt && { actions: gotIt })}
      >
        {answer?.kind !== "refused" && <Trail steps={trailOf(carried)} />}
        {answer?.kind === "refused" && <Refused code={answer.code} />}
        {answer?.kind === "taken-in" && (
          <>
            <p>{takenInWords(answer)}</p>
            {answer.unreadable > 0 && <p>{answer.unreadable} could not be read. Keep the other phone, and call support.</p>}
            {answer.needsYou.map((each) => (
              <NeedsYou key={each.id} open={each} moment={moment} names={namesOf(each)} />
            ))}
          </>
        )}
        {answer === null && carried.state === "on-this-phone" && (
          <p>Safe on this phone. It goes as soon as there's signal; the other phone is no longer needed for it.</p>
        )}
      </Card>
    </div>
  );
}

function Refused({ code }: { readonly code: Parameters<typeof refusedWords>[0] }) {
  const { title, words } = refusedWords(code);
  return (
    <p>
      <b>{title}</b> {words}
    </p>
  );
}

type NeedsYouProps = { readonly open: RescuedForAPerson; readonly moment: Moment; readonly names: Names };

function NeedsYou({ open, moment, names }: NeedsYouProps) {
  const { outcome, name, by, customer, sku, issuedAt } = open;
  const what = WHAT[name] ?? "Action";
  const who = [
    sku !== null && `of ${names.item(sku)}`,
    customer && `for ${customer}`,
    by && `by ${by}`,
    `at ${moment(Date.parse(issuedAt))}`,
  ];
  const said =
    "refusal" in outcome
      ? refusalWords(outcome.refusal, names)
      : { happened: "Done, but it arrives later than the client was told.", next: "Tell them." };
  return (
    <p className={css.open}>
      <b>{[what, ...who].filter(Boolean).join(" ")}.</b> {[said.happened, said.next].filter(Boolean).join(" ")}
    </p>
  );
}

const WHAT: Readonly<Record<string, string>> = {
  "order.ship-to-home": "Booking",
  "customer.create": "New client",
  "customer.add-note": "Note",
  "customer.set-consent": "Yes or no",
  "customer.save-address": "Address",
};

function trailOf({ state, package: { answer } }: CarriedPackage): readonly TrailStep[] {
  const isOpen = answer?.kind === "taken-in" && answer.needsYou.length > 0;
  if (state === "answered") {
    const last: TrailStep = isOpen ? { label: "Needs you", state: "bad" } : { label: "Confirmed", state: "done" };
    return [{ label: "On this phone", state: "done" }, { label: "Sent", state: "done" }, last];
  }
  return [
    { label: "On this phone", state: "done" },
    { label: "Sending", state: state === "sending" ? "now" : "ahead" },
    { label: "Confirmed", state: "ahead" },
  ];
}
