import { readStyle, type StyleDocument } from "./style-document.ts";
import type { Vocabulary } from "./vocabulary.ts";

/**
 * The words of one catalogue part, style after style: style `n` has the terms `terms[starts[n] .. starts[n + 1]]`,
 * each once, with its weight in 1/200. A search reads all of it in one pass. 12,500 styles are about 100,000 entries, which takes
 * less than a millisecond, and a part that changed is simply replaced: there is nothing to merge.
 */
export type Postings = {
  readonly firstStyle: number;
  readonly styles: number;
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  readonly weights: Uint8Array;
  /** 1 where the term is only a colour or a department of its style. */
  readonly modifiers: Uint8Array;
};

/** The weight of a word that is all there is of a title. */
export const FULL_WEIGHT = 200;

export function buildPostings(documents: readonly StyleDocument[], firstStyle: number, vocabulary: Vocabulary): Postings {
  const starts = new Uint32Array(documents.length + 1);
  const terms: number[] = [];
  const weights: number[] = [];
  const modifiers: number[] = [];
  for (const [style, document] of documents.entries()) {
    const start = terms.length;
    readStyle(document, vocabulary, (term, weight, role) => {
      const units = Math.max(1, Math.round(weight * FULL_WEIGHT));
      const known = terms.indexOf(term, start);
      if (known === -1) {
        terms.push(term);
        weights.push(units);
        modifiers.push(role === "modifier" ? 1 : 0);
      } else if (units > (weights[known] ?? 0)) {
        weights[known] = units;
        modifiers[known] = role === "modifier" ? 1 : 0;
      }
    });
    starts[style + 1] = terms.length;
  }
  return {
    firstStyle,
    styles: documents.length,
    starts,
    terms: Uint32Array.from(terms),
    weights: Uint8Array.from(weights),
    modifiers: Uint8Array.from(modifiers),
  };
}

/** Adds a part's words to the vocabulary's counts, or takes them away again. */
export function countPostings(postings: Postings, vocabulary: Vocabulary, change: 1 | -1): void {
  for (const [entry, term] of postings.terms.entries()) vocabulary.count(term, change, change * (postings.modifiers[entry] ?? 0));
}
