import { type CodeIndex, createCodeIndex, createSearchIndex, type SearchIndex, searchCatalogue } from "@aisle/domain";
import FlexSearch from "flexsearch";
import MiniSearch from "minisearch";

type StyleDocument = Parameters<SearchIndex["setPart"]>[1]["documents"][number];
type VariantCodes = Parameters<CodeIndex["setPart"]>[1]["codes"][number];

/** A style with the codes of its variants, `VARIANTS_PER_STYLE` of them. The first SKU is the real one. */
export type RealStyle = { readonly document: StyleDocument; readonly codes: readonly VariantCodes[] };

/** 12,500 styles stand for 100,000 variants. */
export const VARIANTS_PER_STYLE = 8;

/** Finds the ordinals of the best `LIMIT` styles. */
export type Find = (query: string) => number[];

/** What is measured. `build` makes the index from the catalogue as the phone has it. */
export type SearchEngine = { readonly name: string; readonly build: (styles: readonly RealStyle[]) => Find };

/** How many hits a screen asks for. */
const LIMIT = 20;
const STYLES_PER_PART = 125;

/** Ours first. All see the same styles and fields; ours also finds every variant by SKU and barcode. */
export const ENGINES: readonly SearchEngine[] = [
  { name: "Aisle", build: buildAisle },
  { name: "MiniSearch, defaults", build: (styles) => buildMiniSearch(styles, {}) },
  { name: "MiniSearch, prefix and fuzzy", build: (styles) => buildMiniSearch(styles, { prefix: true, fuzzy: 0.2 }) },
  { name: "FlexSearch, forward", build: buildFlexSearch },
];

function buildAisle(styles: readonly RealStyle[]): Find {
  const words = createSearchIndex();
  const codes = createCodeIndex();
  for (let first = 0; first < styles.length; first += STYLES_PER_PART) {
    const part = styles.slice(first, first + STYLES_PER_PART);
    words.setPart(String(first), { documents: part.map(({ document }) => document), firstStyle: first });
    codes.setPart(String(first), { codes: part.flatMap((style) => style.codes), firstVariant: first * VARIANTS_PER_STYLE });
  }
  // The code index is built on first use: that belongs to the building, not to the first keystroke.
  codes.find("000", { limit: 1 });
  const catalogue = { words, codes, styleOfVariant: (variant: number) => Math.floor(variant / VARIANTS_PER_STYLE) };
  return (query) => searchCatalogue({ query, limit: LIMIT }, catalogue).hits.map(({ style }) => style);
}

function buildMiniSearch(styles: readonly RealStyle[], searchOptions: { prefix?: boolean; fuzzy?: number }): Find {
  const fields = ["title", "brand", "category", "department", "colours", "tags", "sku"];
  const index = new MiniSearch({ fields, searchOptions });
  index.addAll(
    styles.map(({ document, codes }, id) => ({
      ...document,
      id,
      sku: codes[0]?.sku ?? "",
      colours: document.colours.join(" "),
      tags: document.tags.join(" "),
    })),
  );
  return (query) =>
    index
      .search(query)
      .slice(0, LIMIT)
      .map(({ id }) => Number(id));
}

function buildFlexSearch(styles: readonly RealStyle[]): Find {
  const index = new FlexSearch.Index({ tokenize: "forward" });
  for (const [id, { document, codes }] of styles.entries()) {
    const { title, brand, category, department, colours, tags } = document;
    index.add(id, [title, brand, category, department, ...colours, ...tags, codes[0]?.sku].join(" "));
  }
  return (query) => index.search(query, { limit: LIMIT }).map(Number);
}
