import type { SourcingReason } from "@aisle/domain";

/** Why a place ships, or does not, as an associate would say it. */
const WORDS: Readonly<Record<SourcingReason, string>> = {
  "arrives-no-later": "Nobody is sooner",
  "arrives-first": "Soonest, with the most left",
  "asked-for": "Your choice",
  "too-few": "None left",
  "last-one": "Its last one, kept for the shop floor",
  "arrives-later": "Later",
  "less-stock": "Same day, fewer left",
};

export function sourcingWords(reason: SourcingReason): string {
  return WORDS[reason];
}
