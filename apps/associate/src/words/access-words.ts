import type { AccessReason, ConsentState } from "@aisle/domain";
import type { NotDone } from "../session/client-desk.ts";

export const REASON_WORDS: Readonly<Record<AccessReason, string>> = {
  "client-is-here": "The client is here",
  appointment: "An appointment",
  "order-question": "A question about an order",
  complaint: "A complaint",
  "manager-asked": "A manager asked me to",
};

/** Why it was not done, and what to do. */
export const NOT_DONE_WORDS: Readonly<Record<Exclude<NotDone, "prove">, string>> = {
  unreachable: "This needs head office, and there is no signal to it now. Try again when there is.",
  "not-yours": "Your sign-in is not allowed to do this here. Ask a manager.",
};

const DATE = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", year: "numeric" });

const WAY_WORDS: Readonly<Record<string, string>> = {
  "in-store": "said in the store",
  "on-the-phone": "said on the phone",
  "signed-form": "signed on a form",
  import: "as the retailer's own list says",
  "brought-over": "from before answers were written down",
};

/** `yes, said in the store, Nov 23, 2026`. */
export function consentWords(said: ConsentState | undefined): string {
  if (!said) return "not asked yet";
  return [said.isGiven ? "yes" : "no", WAY_WORDS[said.proof.how] ?? "", DATE.format(Date.parse(said.at))]
    .filter(Boolean)
    .join(", ");
}
