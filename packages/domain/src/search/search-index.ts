import { buildPostings, countPostings, type Postings, type StylePart, termsOfStyle } from "./postings.ts";
import { planQuery, type QueryPlan } from "./query-plan.ts";
import { scanPostings } from "./scan-postings.ts";
import { createStyleReader } from "./style-reader.ts";
import { createTopHits, type SearchHit } from "./top-hits.ts";
import { understoodQuery } from "./understood-query.ts";
import { createVocabulary } from "./vocabulary.ts";
import { createWordAnswers, type Pass } from "./word-answers.ts";
import { wordForm } from "./word-forms.ts";

export type SearchResult = {
  /** Best first, at most `limit`. */
  readonly hits: readonly SearchHit[];
  /** How many of `hits`, from the first, have everything the query asks for; the rest come close. */
  readonly complete: number;
  /** How many styles of the catalogue have everything the query asks for. */
  readonly total: number;
  /** The query as it was understood ("Showing matches for ..."), when a word had to be corrected to find `hits[0]`. */
  readonly looseQuery?: string;
};

/** Word search over the styles of a catalogue. Parts come, change and go one by one. */
export type SearchIndex = {
  /** Adds the styles of a catalogue part, or replaces them when the part is known. */
  readonly setPart: (part: string, styles: StylePart) => void;
  readonly removePart: (part: string) => void;
  /** Finds styles as the query is being typed: its last word may be unfinished unless a space follows it. */
  readonly search: (query: string, options: { readonly limit: number }) => SearchResult;
  /** How many styles are indexed. */
  readonly size: () => number;
};

export function createSearchIndex(): SearchIndex {
  const vocabulary = createVocabulary(wordForm);
  const readStyle = createStyleReader(vocabulary);
  const parts = new Map<string, Postings>();
  let answers = createWordAnswers(vocabulary);
  let styles = 0;

  const removePart = (part: string): void => {
    const postings = parts.get(part);
    if (postings === undefined) return;
    parts.delete(part);
    styles -= postings.styles;
    countPostings(postings, vocabulary.removeDocument);
    answers = createWordAnswers(vocabulary);
  };

  const run = (query: string, pass: Pass, limit: number): Found => {
    const plan = planQuery(query, { pass, answers, vocabulary, styles });
    const complete = createTopHits(limit);
    const sameThing = createTopHits(limit);
    const half = createTopHits(limit);
    if (plan.slots.length > 0) {
      // Words in doubt may all be wrong, so half of them prove nothing.
      const ignore = () => {};
      const sinks = {
        complete: complete.offer,
        sameThing: pass === "strict" ? sameThing.offer : ignore,
        half: pass === "strict" ? half.offer : ignore,
      };
      scanPostings({ plan, parts: parts.values(), terms: vocabulary.forms.length }, sinks);
    }
    const hits = [...complete.hits(), ...sameThing.hits(), ...half.hits()].slice(0, limit);
    return { plan, hits, complete: complete.hits().length, total: complete.offered() };
  };

  const understood = ({ plan, hits }: Found): string | undefined => {
    const [best] = hits;
    if (best === undefined) return undefined;
    for (const part of parts.values()) {
      const terms = termsOfStyle(part, best.style);
      if (terms.size > 0) return understoodQuery({ plan, terms, vocabulary });
    }
    return undefined;
  };

  return {
    setPart: (part, stylePart) => {
      removePart(part);
      const postings = buildPostings(stylePart, readStyle);
      parts.set(part, postings);
      styles += postings.styles;
      countPostings(postings, vocabulary.addDocument);
      answers = createWordAnswers(vocabulary);
    },
    removePart,
    search: (query, { limit }) => {
      const strict = run(query, "strict", limit);
      // Doubt helps only when each word is like something the catalogue has.
      const mayHelp = strict.total === 0 && strict.plan.slots.every(({ alternatives }) => alternatives.length > 0);
      const loose = mayHelp ? run(query, "loose", limit) : strict;
      const found = loose.total > 0 ? loose : strict;
      const looseQuery = understood(found);
      const { hits, complete, total } = found;
      return { hits, complete, total, ...(looseQuery === undefined ? {} : { looseQuery }) };
    },
    size: () => styles,
  };
}

type Found = Pick<SearchResult, "hits" | "complete" | "total"> & { readonly plan: QueryPlan };
