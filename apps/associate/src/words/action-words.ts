import { firstName, formatMoney } from "@aisle/domain";
import type { Refusal } from "@aisle/protocol";
import { type Names, refusalWords } from "../commands/refusal-messages.ts";
import { type ActionState, leftAtHeadOffice, lostConfirmation, type OutboxRow, orderNumberOf } from "../queries/outbox.ts";
import type { ChipTone } from "../ui/chip.tsx";
import { dayWords } from "./day-words.ts";

const CHIPS: Readonly<Record<ActionState, { readonly tone: ChipTone; readonly words: string }>> = {
  "on-this-phone": { tone: "wait", words: "On this phone" },
  sending: { tone: "wait", words: "Sending" },
  confirmed: { tone: "ok", words: "Confirmed" },
  "needs-you": { tone: "bad", words: "Needs you" },
  "sent-again": { tone: "quiet", words: "Sent again" },
  "put-aside": { tone: "quiet", words: "Put aside" },
};

/** The state of an action as a chip says it. */
export function actionChip(state: ActionState): { readonly tone: ChipTone; readonly words: string } {
  return CHIPS[state];
}

/** What words about one action need to name things, and to say when. */
export type ActionNames = Names & {
  /** `2:31`, `yesterday 2:31`, from epoch ms. */
  readonly moment: (at: number) => string;
};

/** What the client was told when it was asked for; undefined where nobody was told anything. */
export function toldWords(row: OutboxRow, { currency, place }: Pick<ActionNames, "currency" | "place">): string | undefined {
  if (row.name !== "order.ship-to-home") return undefined;
  const { quoted, lines } = row.args;
  const minor = lines.reduce((total, { sku, quantity }) => total + (quoted.prices[sku] ?? 0) * quantity, 0);
  return `At home ${dayWords(quoted.arrivesOn)}, from ${place(quoted.locationId)}, for ${formatMoney({ minor, currency })}.`;
}

/** Head office's answer in words. */
export function answerWords(row: OutboxRow, names: ActionNames): string {
  const { outcome } = row;
  if (outcome === null) {
    if (row.accepted) {
      const at = names.moment(Date.parse(row.accepted.decidedAt));
      return `Confirmed ${at}, then lost by head office in a restore. It is asked again by itself.`;
    }
    if (row.attempts === 0) return "Not sent yet.";
    return row.attempts === 1 ? "None yet." : `None yet, after ${row.attempts} tries.`;
  }
  if ("refusal" in outcome) return noWords(row, outcome.refusal, names);
  const number = orderNumberOf(row);
  if (number === null || !("arrivesOn" in outcome.result)) return "Head office has it.";
  const { arrivesOn, locationId } = outcome.result;
  return `Booked as order ${number}. ${names.place(locationId)} ships it, at home ${dayWords(arrivesOn)}.`;
}

function noWords(row: OutboxRow, refusal: Refusal, names: ActionNames): string {
  const { happened, next } = refusalWords(refusal, names);
  const lost = lostConfirmation(row);
  const before =
    lost && `Confirmed ${names.moment(Date.parse(lost.decidedAt))}, then lost by head office in a restore, and refused now.`;
  return [before, happened, next].filter(Boolean).join(" ");
}

export type Difference = { readonly what: string; readonly told: string; readonly now: string };

/** What head office did otherwise than the client was told; nothing for a plain yes or no. */
export function differences(row: OutboxRow, { place }: Pick<ActionNames, "place">): readonly Difference[] {
  const { outcome } = row;
  if (row.name !== "order.ship-to-home" || outcome?.kind !== "adjusted" || !("arrivesOn" in outcome.result)) return [];
  const { quoted } = row.args;
  const { arrivesOn, locationId } = outcome.result;
  return [
    { what: "At home", told: dayWords(quoted.arrivesOn), now: dayWords(arrivesOn) },
    { what: "From", told: place(quoted.locationId), now: place(locationId) },
  ].filter(({ told, now }) => told !== now);
}

/** What the person holding the phone may safely do now. */
export function safeWords(
  action: { readonly row: OutboxRow; readonly state: ActionState; readonly isStuck: boolean },
  { moment }: Pick<ActionNames, "moment">,
): string {
  const { row, state, isStuck } = action;
  const { attempts, label } = row;
  const client = label.customerName ? firstName(label.customerName) : "the client";
  const none = noneWords(row);
  switch (state) {
    case "on-this-phone":
    case "sending":
      if (isStuck) {
        return `Tried ${attempts} times since ${moment(row.sentAt ?? Date.parse(row.issuedAt))}, and nobody answered. It is safe here. Aisle tries again about once a minute while it is open: try another Wi-Fi or cellular. Don't enter it again.`;
      }
      if (attempts > 0)
        return "It may have arrived without its answer. It goes again by itself and is done once. Don't enter it again.";
      return "It is safe here and goes by itself. You can close Aisle, or hand the phone on.";
    case "confirmed":
      return "Nothing is left to do.";
    case "needs-you":
      if (row.outcome?.kind === "adjusted") return `It is booked. Tell ${client} what changed.`;
      if (lostConfirmation(row)) return `It was done once and is not any more. Tell ${client}, then choose.`;
      return `${none}. It stays here until you choose.`;
    case "sent-again":
      return `${none}. The one sent in its place counts.`;
    case "put-aside":
      return `${none}. Nothing is left to do.`;
  }
}

/** What there is of a refused action: `Nothing was booked`, unless head office has it from before, or may have. */
export function noneWords(row: OutboxRow): string {
  const isBooking = row.name === "order.ship-to-home";
  switch (leftAtHeadOffice(row)) {
    case "nothing":
      return isBooking ? "Nothing was booked" : "Nothing was changed";
    case "the-thing":
      return "Head office has it already";
    case "unknown":
      return "It may have been done already: look at the client's page";
  }
}
