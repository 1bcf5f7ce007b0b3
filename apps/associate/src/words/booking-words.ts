import type { Booking, BookingState } from "../queries/orders.ts";
import type { ChipTone } from "../ui/chip.tsx";
import { dayWords } from "./day-words.ts";
import { variantNameWords } from "./option-words.ts";

const CHIPS: Readonly<Record<BookingState, { readonly tone: ChipTone; readonly words: string }>> = {
  "on-this-phone": { tone: "wait", words: "On this phone" },
  sending: { tone: "wait", words: "Sending" },
  "needs-you": { tone: "bad", words: "Needs you" },
  "set-aside": { tone: "quiet", words: "Not booked" },
  confirmed: { tone: "ok", words: "Confirmed" },
  packed: { tone: "ok", words: "Packed" },
  "on-its-way": { tone: "ok", words: "On its way" },
  delivered: { tone: "quiet", words: "Delivered" },
  cancelled: { tone: "quiet", words: "Cancelled" },
};

/** The state of a booking as a chip says it. */
export function stateChip(state: BookingState): { readonly tone: ChipTone; readonly words: string } {
  return CHIPS[state];
}

/** `Merino Trench Coat, Camel, M`, and how many more there are. */
export function itemsWords({ lines }: Pick<Booking, "lines">): string {
  const [first, ...others] = lines;
  if (!first) return "No items";
  const words = [first.title, variantNameWords(first.variantName)].filter(Boolean).join(", ");
  return others.length === 0 ? words : `${words} and ${others.length} more`;
}

/** Still on its way to somebody, or not confirmed yet. */
export function isOpen(state: BookingState): boolean {
  return state !== "delivered" && state !== "cancelled" && state !== "set-aside";
}

/** `Order 10482`, or nothing while head office gave no number. */
export function numberWords({ number }: Pick<Booking, "number">): string {
  return number === null ? "" : `Order ${number}`;
}

/** `Arrives Fri, Nov 27`, or nothing for what was not shipped. */
export function arrivesWords({ arrivesOn }: Pick<Booking, "arrivesOn">): string {
  return arrivesOn === null ? "" : `Arrives ${dayWords(arrivesOn)}`;
}
