import type { Variant } from "@aisle/domain";
import type { Shelf } from "../../queries/promise.ts";
import type { SizeChoice } from "../../ui/size-chips.tsx";
import { spokenDay } from "../../words/day-words.ts";
import { optionWords } from "../../words/option-words.ts";

/** Figures older than this, in ms, are a reason to look at the shelf. */
export const OLD_STOCK_MS = 2 * 3_600_000;

/** A size with its answer: how many are here, or that it ships, or that nobody has it. */
export function sizeAnswer(options: {
  readonly value: string;
  readonly variant: Variant | undefined;
  readonly shelf: Shelf | undefined;
  readonly now: number;
  readonly isBooked: boolean;
}): SizeChoice {
  const { value, variant, shelf, now, isBooked } = options;
  const label = optionWords(value);
  if (!variant || !shelf) return { value, label, note: "none", state: "none", spoken: "Not made in this colour." };
  const isOld = shelf.asOf !== null && now - shelf.asOf > OLD_STOCK_MS;
  const check = isOld ? " The count is old. Check the shelf." : "";
  const units = shelf.here?.available ?? 0;
  const ships = shelf.arrivesOn === null ? "" : ` Ships by ${spokenDay(shelf.arrivesOn)}.`;
  const note = isBooked ? "✓ booked" : noteOf(shelf);
  if (shelf.state === "here") return { value, label, note, state: "here", spoken: `${units} here.${check}` };
  if (units < 0) return { value, label, note, state: shelf.state, spoken: `Check the shelf.${ships}` };
  if (shelf.state === "ship") return { value, label, note, state: "ship", spoken: `Not here.${ships}` };
  return { value, label, note, state: "none", spoken: "Not here, and nobody can ship it." };
}

function noteOf({ state, here }: Shelf): string {
  if (here !== null && here.available < 0) return "check shelf";
  if (state === "here") return `${here?.available ?? 0} here`;
  return state;
}
