import { buildPostings, countPostings, type Postings } from "./postings.ts";
import { type Pass, planQuery, type QueryPlan } from "./query-plan.ts";
import { createScanSpace, scanPostings } from "./scan-postings.ts";
import type { StyleDocument } from "./style-document.ts";
import { createTopHits, type SearchHit } from "./top-hits.ts";
import { understoodQuery } from "./understood-query.ts";
import { createVocabulary } from "./vocabulary.ts";

export type SearchResult = {
  /** Best first, at most `limit`; `style` is the ordinal given to `addPart`. */
  readonly hits: readonly SearchHit[];
  /** How many of `hits`, from the first, have everything the query asks for; the rest have at least half of it. */
  readonly complete: number;
  /** How many styles of the catalogue have everything the query asks for. */
  readonly total: number;
  /** The query as it was understood, when only a corrected spelling found the complete hits. */
  readonly looseQuery?: string;
};

/** Word search over the styles of a catalogue. Parts come, change and go; nothing is ever merged. */
export type SearchIndex = {
  /** Adds the styles of a catalogue part, or replaces them when the part is known. */
  readonly setPart: (part: string, documents: readonly StyleDocument[], firstStyle: number) => void;
  readonly removePart: (part: string) => void;
  readonly search: (query: string, options: { readonly limit: number }) => SearchResult;
  /** How many styles are indexed. */
  readonly size: () => number;
};

const NOTHING: SearchResult = { hits: [], complete: 0, total: 0 };

export function createSearchIndex(): SearchIndex {
  const vocabulary = createVocabulary();
  const parts = new Map<string, Postings>();
  const space = createScanSpace();
  let styles = 0;

  const removePart = (part: string) => {
    const postings = parts.get(part);
    if (postings === undefined) return;
    parts.delete(part);
    styles -= postings.styles;
    countPostings(postings, vocabulary, -1);
  };

  const run = (query: string, pass: Pass, limit: number): Found => {
    const plan = planQuery(query, pass, vocabulary, styles);
    const complete = createTopHits(limit);
    const sameThing = createTopHits(limit);
    const half = createTopHits(limit);
    let total = 0;
    scanPostings(plan, parts.values(), vocabulary.size(), space, (style, score, fit) => {
      if (fit === "complete") {
        total++;
        complete.offer(style, score);
      } else if (fit === "same-thing") sameThing.offer(style, score);
      else if (fit === "half") half.offer(style, score);
    });
    return { plan, complete: complete.hits(), partial: [...sameThing.hits(), ...half.hits()], total };
  };

  return {
    setPart: (part, documents, firstStyle) => {
      removePart(part);
      const postings = buildPostings(documents, firstStyle, vocabulary);
      parts.set(part, postings);
      styles += documents.length;
      countPostings(postings, vocabulary, 1);
    },
    removePart,
    search: (query, { limit }) => {
      const strict = run(query, "strict", limit);
      if (strict.plan.slots.length === 0 || limit <= 0) return NOTHING;
      const loose = strict.total === 0 ? run(query, "loose", limit) : strict;
      const found = loose.total > 0 ? loose : strict;
      const hits = [...found.complete, ...found.partial].slice(0, limit);
      const best = hits[0];
      const part = best && partOf(parts.values(), best.style);
      const understood = best && part ? understoodQuery(found.plan, termsOfStyle(part, best.style), vocabulary) : undefined;
      return {
        hits,
        complete: found.complete.length,
        total: found.total,
        ...(understood === undefined ? {} : { looseQuery: understood }),
      };
    },
    size: () => styles,
  };
}

type Found = {
  readonly plan: QueryPlan;
  readonly complete: readonly SearchHit[];
  readonly partial: readonly SearchHit[];
  readonly total: number;
};

function partOf(parts: Iterable<Postings>, style: number): Postings | undefined {
  for (const part of parts) if (style >= part.firstStyle && style < part.firstStyle + part.styles) return part;
  return undefined;
}

function termsOfStyle({ firstStyle, starts, terms }: Postings, style: number): ReadonlySet<number> {
  return new Set(terms.subarray(starts[style - firstStyle], starts[style - firstStyle + 1]));
}
