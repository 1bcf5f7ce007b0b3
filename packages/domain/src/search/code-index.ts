import { type CodeList, createCodeList, type Extent, rowsByCode, rowsByDigits } from "./code-list.ts";
import { normaliseCode, normaliseGtin } from "./normalise-code.ts";

/** The codes of one variant. `gtin` is any barcode number (GTIN-8, -12, -13, -14), as printed, or null. */
export type VariantCodes = { readonly sku: string; readonly gtin: string | null };

/** The variants of one catalogue part; their ordinals are `firstVariant`, `firstVariant + 1` and so on. */
export type CodePart = { readonly codes: readonly VariantCodes[]; readonly firstVariant: number };

/** `whole` when the text is the code in some spelling of it; `beginning` when the code goes on. */
export type CodeHit = { readonly variant: number; readonly match: Extent };

/** Finds variants by SKU or barcode number in any spelling. Nothing is built until a part is first searched. */
export type CodeIndex = {
  /** Adds the codes of a catalogue part, or replaces them when the part is known. */
  readonly setPart: (part: string, codes: CodePart) => void;
  readonly removePart: (part: string) => void;
  /** Whole codes first, then beginnings (from 3 signs); each variant once, at most `limit`. */
  readonly find: (text: string, options: { readonly limit: number }) => CodeHit[];
};

type Lists = { readonly skus: CodeList; readonly gtins: CodeList; readonly firstVariant: number };

const SHORTEST = 3;
const LONGEST = 64;

export function createCodeIndex(): CodeIndex {
  const parts = new Map<string, () => Lists>();

  return {
    setPart: (part, codes) => {
      let lists: Lists | undefined;
      parts.set(part, () => {
        lists ??= buildLists(codes);
        return lists;
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
        for (const lists of parts.values()) {
          for (const variant of variantsIn(lists(), { code, extent })) {
            if (hits.size >= limit) break;
            if (!hits.has(variant)) hits.set(variant, extent);
          }
        }
      }
      return Array.from(hits, ([variant, match]) => ({ variant, match }));
    },
  };
}

function buildLists({ codes, firstVariant }: CodePart): Lists {
  return {
    firstVariant,
    skus: createCodeList(codes.map(({ sku }) => normaliseCode(sku))),
    gtins: createCodeList(codes.map(({ gtin }) => (gtin === null ? "" : normaliseGtin(gtin)))),
  };
}

function* variantsIn(lists: Lists, { code, extent }: { code: string; extent: Extent }): Generator<number> {
  const { skus, gtins, firstVariant } = lists;
  const digits = /^\d+$/.test(code) ? code.replace(/^0+/, "") : "";
  if (digits.length < SHORTEST) {
    for (const row of rowsByCode(skus, { code, extent })) yield firstVariant + row;
  } else {
    for (const row of rowsByDigits(skus, { code: digits, extent })) yield firstVariant + row;
    for (const row of rowsByDigits(gtins, { code: digits, extent })) yield firstVariant + row;
  }
}
