import type { Sku, Style, StyleId, Variant } from "@aisle/domain";

/** Styles per part: about 1,000 SKUs, one row of the phone's storage, one immutable file on the way. */
export const STYLES_PER_PART = 128;

/**
 * Styles `part * 128` to `part * 128 + 127`, column by column, variants beside each other in style order.
 * Columns compress to a third of rows and parse twice as fast; the shape below is the wire and the phone's storage.
 */
export type CataloguePart = {
  readonly part: number;
  /** Place of each style in the catalogue, ascending. */
  readonly ordinal: readonly number[];
  readonly styleId: readonly string[];
  readonly title: readonly string[];
  readonly brand: readonly string[];
  readonly category: readonly string[];
  readonly department: readonly string[];
  readonly description: readonly string[];
  readonly tags: readonly (readonly string[])[];
  readonly image: readonly string[];
  readonly currency: readonly string[];
  readonly optionNames: readonly (readonly string[])[];
  /** How many variants each style has. */
  readonly variants: readonly number[];
  readonly variantOrdinal: readonly number[];
  readonly sku: readonly string[];
  readonly gtin14: readonly (string | null)[];
  readonly priceMinor: readonly number[];
  /** Head office's seal over every price here (`price-quote.ts`); absent from an older head office. */
  readonly priceSeal?: string;
  /** Option values of each variant, as places in `words`. */
  readonly options: readonly (readonly number[])[];
  readonly words: readonly string[];
};

/** A style with its place in the catalogue. */
export type PlacedStyle = Style & { readonly ordinal: number };

/** Packs the styles of one part. The same styles give the same bytes: the part's address is its hash. */
export function packStyles(part: number, styles: readonly PlacedStyle[]): CataloguePart {
  const words: string[] = [];
  const wordPlace = new Map<string, number>();
  const place = (word: string) => {
    const known = wordPlace.get(word);
    if (known !== undefined) return known;
    wordPlace.set(word, words.length);
    return words.push(word) - 1;
  };
  const variants = styles.flatMap((style) => style.variants);
  return {
    part,
    ordinal: styles.map((style) => style.ordinal),
    styleId: styles.map((style) => style.styleId),
    title: styles.map((style) => style.title),
    brand: styles.map((style) => style.brand),
    category: styles.map((style) => style.category),
    department: styles.map((style) => style.department),
    description: styles.map((style) => style.description),
    tags: styles.map((style) => style.tags),
    image: styles.map((style) => style.image),
    currency: styles.map((style) => style.currency),
    optionNames: styles.map((style) => style.optionNames),
    variants: styles.map((style) => style.variants.length),
    variantOrdinal: variants.map((variant) => variant.ordinal),
    sku: variants.map((variant) => variant.sku),
    gtin14: variants.map((variant) => variant.gtin14),
    priceMinor: variants.map((variant) => variant.priceMinor),
    options: variants.map((variant) => variant.optionValues.map(place)),
    words,
  };
}

/** Reads the `row`-th style of a part back, with its variants. `firstVariant` is where its variants begin in the columns. */
export function unpackStyle(part: CataloguePart, row: number, firstVariant: number): PlacedStyle {
  const text = (column: readonly string[]) => column[row] ?? "";
  const variants: Variant[] = [];
  const end = firstVariant + (part.variants[row] ?? 0);
  for (let at = firstVariant; at < end; at++) {
    variants.push({
      // Boundary: the ids were checked when the catalogue was imported; here they come back from the wire as strings.
      sku: (part.sku[at] ?? "") as Sku,
      ordinal: part.variantOrdinal[at] ?? -1,
      gtin14: part.gtin14[at] ?? null,
      optionValues: (part.options[at] ?? []).map((word) => part.words[word] ?? ""),
      priceMinor: part.priceMinor[at] ?? 0,
    });
  }
  return {
    ordinal: part.ordinal[row] ?? -1,
    styleId: text(part.styleId) as StyleId,
    title: text(part.title),
    brand: text(part.brand),
    category: text(part.category),
    department: text(part.department),
    description: text(part.description),
    tags: part.tags[row] ?? [],
    image: text(part.image),
    currency: text(part.currency),
    optionNames: part.optionNames[row] ?? [],
    variants,
  };
}
