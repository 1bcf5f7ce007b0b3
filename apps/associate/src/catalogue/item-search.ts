// The phone's own catalogue, made searchable part by part, straight from its packed columns.
//
//   catalogue part (columns) --> words of 128 styles, codes of their variants --> hits --> the few styles shown are unpacked
//
// Nothing here keeps an object per style or SKU: 100,000 of them would take as long to make as the whole index.

import {
  type CatalogueResult,
  createCodeIndex,
  createSearchIndex,
  type Style,
  searchCatalogue,
  type Variant,
} from "@aisle/domain";
import { type CataloguePart, STYLES_PER_PART } from "@aisle/protocol";
import type { Catalogue } from "./catalogue.ts";
import { nextTask } from "./next-task.ts";

export type ItemHit = {
  readonly style: Style;
  /** Set when a code named it. */
  readonly variant: Variant | undefined;
};

export type ItemHits = Omit<CatalogueResult, "hits"> & { readonly hits: readonly ItemHit[] };

export type ItemSearch = {
  readonly search: (query: string, limit: number) => ItemHits;
  /** Takes in what changed in the catalogue, at least one part, until `isEnough`; true while there is more to take in. */
  readonly takeIn: (isEnough: () => boolean) => boolean;
  /** How many styles can be found so far. */
  readonly styles: () => number;
  readonly subscribe: (listener: () => void) => () => void;
  readonly version: () => number;
};

type SearchSource = Pick<Catalogue, "parts" | "styleByOrdinal">;

/** Room for the variants of one part in the numbers the code index counts with. */
const VARIANTS_PER_PART = 1_000_000;

export function createItemSearch(catalogue: SearchSource): ItemSearch {
  const words = createSearchIndex();
  const codes = createCodeIndex();
  /** What is indexed. A part that changed is another object. */
  const taken = new Map<number, CataloguePart>();
  const listeners = new Set<() => void>();
  let version = 0;

  const take = (part: CataloguePart) => {
    const name = String(part.part);
    taken.set(part.part, part);
    words.setPart(name, { firstStyle: part.part * STYLES_PER_PART, documents: documentsOf(part) });
    codes.setPart(name, {
      firstVariant: part.part * VARIANTS_PER_PART,
      codes: part.sku.map((sku, row) => ({ sku, gtin: part.gtin14[row] ?? null })),
    });
  };

  const dropGone = (held: readonly CataloguePart[]): boolean => {
    const gone = [...taken.keys()].filter((number) => !held.some((part) => part.part === number));
    for (const number of gone) {
      taken.delete(number);
      words.removePart(String(number));
      codes.removePart(String(number));
    }
    return gone.length > 0;
  };

  const styleOfVariant = (variant: number): number => {
    const number = Math.floor(variant / VARIANTS_PER_PART);
    const part = taken.get(number);
    return part ? number * STYLES_PER_PART + rowOfVariant(part, variant % VARIANTS_PER_PART) : -1;
  };

  return {
    search: (query, limit) => {
      const found = searchCatalogue({ query, limit }, { words, codes, styleOfVariant });
      const hits = found.hits.flatMap(({ style: place, variant }): ItemHit[] => {
        const part = taken.get(Math.floor(place / STYLES_PER_PART));
        const style = catalogue.styleByOrdinal(part?.ordinal[place % STYLES_PER_PART] ?? -1);
        if (!style) return [];
        const sku = variant === undefined ? undefined : part?.sku[variant % VARIANTS_PER_PART];
        return [{ style, variant: style.variants.find((each) => each.sku === sku) }];
      });
      return { ...found, hits };
    },
    takeIn: (isEnough) => {
      const held = catalogue.parts();
      const missing = held.filter((part) => taken.get(part.part) !== part);
      let count = 0;
      for (const part of missing) {
        take(part);
        count++;
        if (isEnough()) break;
      }
      // Last, so that nobody searches an emptier index while the new one is being made.
      const isDone = count === missing.length;
      const hasDropped = isDone && dropGone(held);
      if (count > 0 || hasDropped) {
        version++;
        for (const listener of listeners) listener();
      }
      return !isDone;
    },
    styles: () => taken.values().reduce((sum, part) => sum + part.styleId.length, 0),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

/** Taking in stops for the screen after this long, in ms, and goes on in the next task. */
const SLICE_MS = 8;

/** Takes in all there is, in slices that let the screen through. Returns how to stop. */
export function takeInSlices(search: ItemSearch): () => void {
  let isStopped = false;
  const slice = () => {
    if (isStopped) return;
    const until = performance.now() + SLICE_MS;
    if (search.takeIn(() => performance.now() >= until)) void nextTask().then(slice);
  };
  slice();
  return () => {
    isStopped = true;
  };
}

function documentsOf(part: CataloguePart) {
  let firstVariant = 0;
  return part.styleId.map((_, row) => {
    const colourAt = (part.optionNames[row] ?? []).findIndex((name) => /^colou?r$/i.test(name));
    const colours = new Set<string>();
    const end = firstVariant + (part.variants[row] ?? 0);
    for (; firstVariant < end; firstVariant++) {
      const word = part.options[firstVariant]?.[colourAt];
      if (word !== undefined) colours.add(part.words[word] ?? "");
    }
    return {
      title: part.title[row] ?? "",
      brand: part.brand[row] ?? "",
      category: part.category[row] ?? "",
      department: part.department[row] ?? "",
      tags: part.tags[row] ?? [],
      colours: [...colours],
    };
  });
}

/** The row of the style that the `variant`-th variant of a part belongs to. */
function rowOfVariant(part: CataloguePart, variant: number): number {
  let row = 0;
  for (let left = variant - (part.variants[0] ?? 0); left >= 0; left -= part.variants[row] ?? 1) row++;
  return row;
}
