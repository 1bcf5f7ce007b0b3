import type { CodeIndex } from "./code-index.ts";
import type { SearchIndex, SearchResult } from "./search-index.ts";

/** `variant` is set when a code named it: the screen can then open on that very size and colour. */
export type CatalogueHit = { readonly style: number; readonly score: number; readonly variant?: number };

export type CatalogueResult = Omit<SearchResult, "hits"> & { readonly hits: readonly CatalogueHit[] };

export type CatalogueQuery = { readonly query: string; readonly limit: number };

/** What a search over items needs: both indexes, and the style of each variant ordinal. */
export type Catalogue = {
  readonly words: SearchIndex;
  readonly codes: CodeIndex;
  readonly styleOfVariant: (variant: number) => number;
};

/** A whole code outranks any words, any words outrank a code that is only begun. */
const WHOLE_CODE_SCORE = 1000;

/**
 * Finds styles by words or by code (SKU, barcode number), whichever the text turns out to be: whole codes first, then
 * what has all of the words, then codes that begin like this. A style appears once; `limit` bounds the list.
 */
export function searchCatalogue({ query, limit }: CatalogueQuery, { words, codes, styleOfVariant }: Catalogue): CatalogueResult {
  const found = words.search(query, { limit });
  const codeHits = looksLikeCode(query) ? codes.find(query, { limit }) : [];
  if (codeHits.length === 0) return found;
  const hits = new Map<number, CatalogueHit>();
  const add = (hit: CatalogueHit) => {
    if (!hits.has(hit.style)) hits.set(hit.style, hit);
  };
  const addCodes = (wanted: "whole" | "beginning", score: number) => {
    for (const { variant, match } of codeHits) if (match === wanted) add({ style: styleOfVariant(variant), score, variant });
  };
  addCodes("whole", WHOLE_CODE_SCORE);
  // Beside a code, words count only when a style has them all as typed: half a code is no word.
  const isWords = found.looseQuery === undefined && found.complete > 0;
  if (isWords) for (const hit of found.hits.slice(0, found.complete)) add(hit);
  addCodes("beginning", 0);
  const merged = [...hits.values()].slice(0, limit);
  return { hits: merged, complete: merged.length, total: Math.max(hits.size, isWords ? found.total : 0) };
}

/** Whether a text may be a code: at least three signs, with a digit, or letters joined by dashes as in `MERINO-COAT-M`. */
export function looksLikeCode(text: string): boolean {
  return text.length >= 3 && (/\p{N}/u.test(text) || /\p{L}[-_]\p{L}/u.test(text));
}
