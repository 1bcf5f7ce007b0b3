import { FULL_WEIGHT, type Postings } from "./postings.ts";
import type { QueryPlan } from "./query-plan.ts";

/**
 * How much of the query a style has: everything; every thing but not the colour or department asked for; at least
 * half of the words; less.
 */
export type Fit = "complete" | "same-thing" | "half" | "less";

/** Receives each style that has anything the query asks for. */
export type StyleSink = (style: number, score: number, fit: Fit) => void;

/** Scratch space of one index, grown with its vocabulary and cleared after each scan. */
export type ScanSpace = { entryOfTerm: Uint16Array };

export function createScanSpace(): ScanSpace {
  return { entryOfTerm: new Uint16Array(1024) };
}

/**
 * Scores every style of `parts` in one pass. A slot is worth its importance times the best of its alternatives;
 * an alternative is worth the mean of its units, each the best of weight times quality in the style.
 */
export function scanPostings(plan: QueryPlan, parts: Iterable<Postings>, terms: number, space: ScanSpace, sink: StyleSink): void {
  if (space.entryOfTerm.length < terms) space.entryOfTerm = new Uint16Array(terms * 2);
  const { entryOfTerm } = space;
  const unitCount = plan.units.length;
  // Entry 0 means "not asked for"; the others hold, for each unit, the quality of the term as an answer to it.
  const asked: number[] = [-1];
  const masks: number[] = [0];
  for (const [unit, { matches }] of plan.units.entries()) {
    for (const { term } of matches) {
      let entry = entryOfTerm[term] ?? 0;
      if (entry === 0 && asked.length < 0xffff) {
        entry = asked.length;
        entryOfTerm[term] = entry;
        asked.push(term);
        masks.push(0);
      }
      masks[entry] = (masks[entry] ?? 0) | (1 << unit);
    }
  }
  const qualities = new Float32Array(asked.length * unitCount);
  for (const [unit, { matches }] of plan.units.entries()) {
    for (const { term, quality } of matches) qualities[(entryOfTerm[term] ?? 0) * unitCount + unit] = quality / FULL_WEIGHT;
  }
  const best = new Float32Array(unitCount);
  const things = plan.slots.filter(({ isModifier }) => !isModifier).length;
  for (const part of parts) scanPart(part);
  for (const term of asked) if (term >= 0) entryOfTerm[term] = 0;

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
        for (let unit = 0; unit < unitCount; unit++) {
          if ((mask & (1 << unit)) === 0) continue;
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
    for (const { alternatives, importance, isModifier } of plan.slots) {
      let worth = 0;
      for (const { units, quality } of alternatives) {
        let sum = 0;
        for (const unit of units) {
          if ((found & (1 << unit)) === 0) {
            sum = -1;
            break;
          }
          sum += best[unit] ?? 0;
        }
        if (sum > 0) worth = Math.max(worth, (quality * sum) / units.length);
      }
      if (worth > 0) {
        satisfied++;
        if (!isModifier) thingsSatisfied++;
      }
      score += importance * worth;
    }
    if (satisfied === 0) return;
    if (satisfied === plan.slots.length) sink(style, score, "complete");
    else if (things > 0 && thingsSatisfied === things) sink(style, score, "same-thing");
    else sink(style, score, satisfied * 2 >= plan.slots.length ? "half" : "less");
  }
}
