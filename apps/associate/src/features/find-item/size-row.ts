import type { Style, Variant } from "@aisle/domain";
import type { Shelf } from "../../queries/promise.ts";
import { weekdayWords } from "../../words/day-words.ts";
import { optionWords } from "../../words/option-words.ts";
import { optionsOf } from "../item/item-options.ts";

/** More sizes than this do not fit a row; the answer says the rest. */
const MOST_SIZES = 8;

export type SizeRow = {
  readonly sizes: readonly { readonly label: string; readonly state: Shelf["state"] }[];
  /** `6 here`, `ships Fri`, `none left`. */
  readonly answer: string;
};

/** All sizes of a style over all its colours: what is here, what can be shipped, what nobody has. */
export function sizeRow(style: Style, shelfOf: (variant: Variant) => Shelf): SizeRow {
  const size = optionsOf(style).find((option) => option.kind === "size");
  const sizes = new Map<string, Shelf["state"]>();
  let here = 0;
  let soonest: string | null = null;
  for (const variant of style.variants) {
    const shelf = shelfOf(variant);
    here += Math.max(0, shelf.here?.available ?? 0);
    if (shelf.arrivesOn !== null && (soonest === null || shelf.arrivesOn < soonest)) soonest = shelf.arrivesOn;
    const label = size ? (variant.optionValues[size.at] ?? "") : "";
    const before = sizes.get(label);
    if (before === undefined || rank(shelf.state) < rank(before)) sizes.set(label, shelf.state);
  }
  const answer = here > 0 ? `${here} here` : soonest === null ? "none left" : `ships ${weekdayWords(soonest)}`;
  const shown = size && size.values.length > 1 ? [...sizes] : [];
  // A long run is shown where it matters: what is here first, and the shop's order within.
  const kept = new Set([...shown].sort(([, a], [, b]) => rank(a) - rank(b)).slice(0, MOST_SIZES));
  return {
    sizes: shown.filter((each) => kept.has(each)).map(([label, state]) => ({ label: optionWords(label), state })),
    answer,
  };
}

function rank(state: Shelf["state"]): number {
  return { here: 0, ship: 1, none: 2 }[state];
}
