import { FULL_WEIGHT, type Postings } from "./postings.ts";
import type { QueryPlan } from "./query-plan.ts";

/**
 * How much of the query a style has: everything; the thing itself but not the colour or department asked for; or at
 * least half of the words. A style with less is nobody's answer.
 */
export type Fit = "complete" | "sameThing" | "half";

/** Receives each style with its score, by fit. */
export type StyleSinks = { readonly [F in Fit]: (style: number, score: number) => void };

/** What to scan: all `parts`, whose terms are numbered below `terms`. */
export type Scan = { readonly plan: QueryPlan; readonly parts: Iterable<Postings>; readonly terms: number };

/**
 * Scores every style of every part in one pass. A slot is worth its importance times the best of its alternatives;
 * an alternative is worth the mean of its units, each the best of weight times quality in the style.
 */
export function scanPostings({ plan, parts, terms }: Scan, sinks: StyleSinks): void {
  const { entryOfTerm, masks, qualities } = tabulate(plan, terms);
  const { slots } = plan;
  const unitCount = plan.units.length;
  const things = slots.filter(({ isModifier }) => !isModifier).length;
  const best = new Float32Array(unitCount);
  for (const part of parts) scanPart(part);

  function scanPart({ firstStyle, styles, starts, terms: termsOfPart, weights }: Postings): void {
    let posting = 0;
    for (let style = 0; style < styles; style++) {
      const end = starts[style + 1] ?? 0;
      let found = 0;
      for (; posting < end; posting++) {
        const entry = entryOfTerm[termsOfPart[posting] ?? 0] ?? 0;
        if (entry === 0) continue;
        const mask = masks[entry] ?? 0;
        const weight = weights[posting] ?? 0;
        for (let rest = mask; rest !== 0; rest &= rest - 1) {
          const unit = 31 - Math.clz32(rest & -rest);
          const value = weight * (qualities[entry * unitCount + unit] ?? 0);
          if ((found & (1 << unit)) === 0 || value > (best[unit] ?? 0)) best[unit] = value;
        }
        found |= mask;
      }
      if (found !== 0) scoreStyle(firstStyle + style, found);
    }
  }

  function scoreStyle(style: number, found: number): void {
    let score = 0;
    let satisfied = 0;
    let thingsSatisfied = 0;
    for (const { alternatives, importance, isModifier } of slots) {
      let worth = 0;
      for (const { units, quality } of alternatives) {
        let sum = 0;
        for (const unit of units) sum += (found & (1 << unit)) === 0 ? Number.NEGATIVE_INFINITY : (best[unit] ?? 0);
        worth = Math.max(worth, (quality * sum) / units.length);
      }
      if (worth === 0) continue;
      score += importance * worth;
      satisfied++;
      if (!isModifier) thingsSatisfied++;
    }
    if (satisfied === slots.length) sinks.complete(style, score);
    else if (things > 0 && thingsSatisfied === things) sinks.sameThing(style, score);
    else if (satisfied * 2 >= slots.length) sinks.half(style, score);
  }
}

// For each term asked for an entry (0: not asked for), with the units it answers as bits and its quality for each.
function tabulate({ units }: QueryPlan, terms: number): { entryOfTerm: Uint32Array; masks: number[]; qualities: Float32Array } {
  const entryOfTerm = new Uint32Array(terms);
  const masks = [0];
  for (const [unit, { answers }] of units.entries()) {
    for (const { term } of answers) {
      const entry = entryOfTerm[term] || masks.push(0) - 1;
      entryOfTerm[term] = entry;
      masks[entry] = (masks[entry] ?? 0) | (1 << unit);
    }
  }
  const qualities = new Float32Array(masks.length * units.length);
  for (const [unit, { answers }] of units.entries()) {
    for (const { term, quality } of answers) {
      qualities[(entryOfTerm[term] ?? 0) * units.length + unit] = quality / FULL_WEIGHT;
    }
  }
  return { entryOfTerm, masks, qualities };
}
