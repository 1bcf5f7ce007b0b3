import type { QueryPlan, Slot } from "./query-plan.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * The query with each misspelt word replaced by what `terms` (those of the best hit) have in its place, for
 * "Showing matches for ...". Undefined when nothing had to be corrected.
 */
export function understoodQuery(plan: QueryPlan, terms: ReadonlySet<number>, vocabulary: Vocabulary): string | undefined {
  let corrected = false;
  const words = plan.slots.map((slot) => {
    const words = wordsInPlaceOf(slot);
    if (words === undefined) return slot.typed;
    corrected = true;
    return words;
  });
  return corrected ? words.join(" ") : undefined;

  function wordsInPlaceOf({ alternatives }: Slot): string | undefined {
    const satisfied = alternatives
      .map(({ units }) => units.map((unit) => answerOf(unit)))
      .filter((answers) => answers.every((answer) => answer !== undefined));
    const asTyped = satisfied.some((answers) => answers.every(({ isLoose }) => !isLoose));
    return asTyped ? undefined : satisfied[0]?.map(({ shown }) => shown).join(" ");
  }

  function answerOf(number: number): { readonly shown: string; readonly isLoose: boolean } | undefined {
    const unit = plan.units[number];
    const matches = unit?.matches.filter(({ term }) => terms.has(term)) ?? [];
    const [first, ...others] = matches;
    if (unit === undefined || first === undefined) return undefined;
    const best = others.reduce((best, match) => (match.quality > best.quality ? match : best), first);
    return { shown: best.isLoose ? vocabulary.shown(best.term) : unit.typed, isLoose: best.isLoose };
  }
}
