import type { QueryPlan, Slot } from "./query-plan.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A planned query and the terms of the style that answers it best. */
export type Understanding = { readonly plan: QueryPlan; readonly terms: ReadonlySet<number>; readonly vocabulary: Vocabulary };

/** The query with each misspelt word replaced by what the style has in its place; undefined when nothing was misspelt. */
export function understoodQuery({ plan, terms, vocabulary }: Understanding): string | undefined {
  const corrections = plan.slots.map(correctionOf);
  if (corrections.every((correction) => correction === undefined)) return undefined;
  return plan.slots.map(({ typed }, index) => corrections[index] ?? typed).join(" ");

  function correctionOf({ alternatives }: Slot): string | undefined {
    const satisfied = alternatives
      .map(({ units }) => units.map(meaningOf).filter((meaning) => meaning !== undefined))
      .filter((meanings, index) => meanings.length === alternatives[index]?.units.length);
    const isAsTyped = satisfied.some((meanings) => meanings.every(({ isLoose }) => !isLoose));
    return isAsTyped ? undefined : satisfied[0]?.map(({ shown }) => shown).join(" ");
  }

  function meaningOf(number: number): { readonly shown: string; readonly isLoose: boolean } | undefined {
    const unit = plan.units[number];
    const answers = unit?.answers.filter(({ term }) => terms.has(term)) ?? [];
    const best = answers.toSorted((left, right) => right.quality - left.quality)[0];
    if (unit === undefined || best === undefined) return undefined;
    return { shown: best.isLoose ? (vocabulary.shown[best.term] ?? "") : unit.typed, isLoose: best.isLoose };
  }
}
