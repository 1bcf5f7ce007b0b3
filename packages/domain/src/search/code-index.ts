import { type CodeList, createCodeList, type Extent, findCode, findDigits } from "./code-list.ts";
import { normaliseCode, normaliseGtin } from "./normalise-code.ts";

/** The codes of one variant. `gtin` is any barcode number (GTIN-8, -12, -13, -14), as printed, or null. */
export type VariantCodes = { readonly sku: string; readonly gtin: string | null };

/** `whole` when the text is the code in some spelling of it; `beginning` when the code goes on. */
export type CodeHit = { readonly variant: number; readonly match: Extent };

/** Finds variants by SKU or barcode number in any spelling. Nothing is built until a part is first searched. */
export type CodeIndex = {
  /** Adds the codes of a catalogue part, or replaces them when the part is known. */
  readonly setPart: (part: string, codes: readonly VariantCodes[], firstVariant: number) => void;
  readonly removePart: (part: string) => void;
  /** Whole codes first, then beginnings (from 3 signs); each variant once, at most `limit`. */
  readonly find: (text: string, options: { readonly limit: number }) => CodeHit[];
};

type Part = { readonly firstVariant: number; readonly lists: () => { readonly skus: CodeList; readonly gtins: CodeList } };

const SHORTEST = 3;
const LONGEST = 64;

export function createCodeIndex(): CodeIndex {
  const parts = new Map<string, Part>();

  return {
    setPart: (part, codes, firstVariant) => {
      let lists: ReturnType<Part["lists"]> | undefined;
      const build = () => ({
        skus: createCodeList(codes.map(({ sku }) => normaliseCode(sku))),
        gtins: createCodeList(codes.map(({ gtin }) => (gtin === null ? "" : normaliseGtin(gtin)))),
      });
      parts.set(part, {
        firstVariant,
        lists: () => {
          lists ??= build();
          return lists;
        },
      });
    },
    removePart: (part) => {
      parts.delete(part);
    },
    find: (text, { limit }) => {
      const code = normaliseCode(text.slice(0, LONGEST * 2));
      if (code.length < SHORTEST || code.length > LONGEST) return [];
      const hits = new Map<number, Extent>();
      for (const extent of ["whole", "beginning"] as const) {
        for (const part of parts.values()) if (hits.size < limit) findInPart(part, code, extent, hits, limit);
      }
      return Array.from(hits, ([variant, match]) => ({ variant, match }));
    },
  };
}

function findInPart({ firstVariant, lists }: Part, code: string, extent: Extent, hits: Map<number, Extent>, limit: number): void {
  const { skus, gtins } = lists();
  const add = (row: number) => {
    if (hits.size < limit && !hits.has(firstVariant + row)) hits.set(firstVariant + row, extent);
    return hits.size < limit ? "more" : "enough";
  };
  findCode(skus, code, extent, add);
  const digits = /^\d+$/.test(code) ? code.replace(/^0+/, "") : "";
  if (digits.length < SHORTEST) return;
  findDigits(skus, digits, extent, add);
  findDigits(gtins, digits, extent, add);
}
