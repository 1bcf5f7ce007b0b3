// The whole catalogue in memory, packed as it came. A style is unpacked when somebody first looks at it.
//
//   parts[n] -> columns of 128 styles and their variants           100,000 SKUs: about 100 parts, no object per SKU
//
// Finding is a walk along the columns: comparing 100,000 strings takes a millisecond or two, while building a map of them
// at every start would cost more than all the finding of a day.

import type { Money, Sku, StyleId, Variant } from "@aisle/domain";
import { type CataloguePart, type PlacedStyle, proveFromPart, STYLES_PER_PART, unpackStyle } from "@aisle/protocol";

export type FoundVariant = { readonly style: PlacedStyle; readonly variant: Variant };

export type CatalogueCounts = { readonly styles: number; readonly variants: number; readonly parts: number };

export type Catalogue = {
  /** Adds a part, or replaces the one with its number. */
  readonly setPart: (part: CataloguePart) => void;
  /** The same for several at once: whoever listens is told once. */
  readonly setParts: (parts: readonly CataloguePart[]) => void;
  readonly removePart: (part: number) => void;
  readonly counts: () => CatalogueCounts;
  /** The parts held, in their order. A part that changes is another object from then on. */
  readonly parts: () => readonly CataloguePart[];
  readonly styleByOrdinal: (ordinal: number) => PlacedStyle | undefined;
  readonly styleById: (styleId: StyleId | string) => PlacedStyle | undefined;
  /** By the SKU exactly, else without regard to letter case, spaces and punctuation ("mtc camel s" finds MTC-CAMEL-S). */
  readonly variantBySku: (sku: Sku | string) => FoundVariant | undefined;
  readonly variantByOrdinal: (ordinal: number) => FoundVariant | undefined;
  /** By the GTIN-14 as the rules read it. */
  readonly variantByGtin14: (gtin14: string) => FoundVariant | undefined;
  /** Head office's proof that an item costs this; null where this phone holds none, or another price by now. */
  readonly priceProof: (sku: Sku, told: Money) => string | null;
  /** Every style held, in catalogue order; unpacks all of them. */
  readonly styles: () => Generator<PlacedStyle, void, undefined>;
  /** Called after any change. Returns how to stop listening. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Grows with every change: a snapshot for React. */
  readonly version: () => number;
};

export function createCatalogue(): Catalogue {
  const parts: (OpenPart | undefined)[] = [];
  const listeners = new Set<() => void>();
  let version = 0;
  let counts: CatalogueCounts = { styles: 0, variants: 0, parts: 0 };

  const changed = () => {
    const held = parts.filter((each) => each !== undefined);
    counts = {
      styles: held.reduce((sum, each) => sum + each.columns.styleId.length, 0),
      variants: held.reduce((sum, each) => sum + each.columns.sku.length, 0),
      parts: held.length,
    };
    version++;
    for (const listener of listeners) listener();
  };

  const setParts = (added: readonly CataloguePart[]) => {
    if (added.length === 0) return;
    for (const columns of added) parts[columns.part] = openPart(columns);
    changed();
  };

  const find = (place: (part: OpenPart) => number): FoundVariant | undefined => {
    for (const part of parts) {
      if (part === undefined) continue;
      const at = place(part);
      if (at >= 0) return variantAt(part, at);
    }
    return undefined;
  };

  return {
    setPart: (part) => setParts([part]),
    setParts,
    removePart: (number) => {
      if (parts[number] === undefined) return;
      parts[number] = undefined;
      changed();
    },
    counts: () => counts,
    parts: () => parts.flatMap((part) => (part ? [part.columns] : [])),
    styleByOrdinal: (ordinal) => {
      const part = parts[Math.floor(ordinal / STYLES_PER_PART)];
      return part && styleAt(part, part.columns.ordinal.indexOf(ordinal));
    },
    styleById: (styleId) => {
      for (const part of parts) {
        const row = part?.columns.styleId.indexOf(styleId) ?? -1;
        if (part && row >= 0) return styleAt(part, row);
      }
      return undefined;
    },
    variantBySku: (sku) => {
      const loose = looseSku(sku);
      return (
        find((part) => part.columns.sku.indexOf(sku)) ??
        (loose === "" ? undefined : find((part) => part.looseSkus().indexOf(loose)))
      );
    },
    variantByOrdinal: (ordinal) => find((part) => part.columns.variantOrdinal.indexOf(ordinal)),
    variantByGtin14: (gtin14) => find((part) => part.columns.gtin14.indexOf(gtin14)),
    priceProof: (sku, told) => {
      for (const part of parts) {
        const at = part?.columns.sku.indexOf(sku) ?? -1;
        if (!part || at < 0) continue;
        const found = variantAt(part, at);
        const isSame = found?.variant.priceMinor === told.minor && found.style.currency === told.currency;
        return isSame ? proveFromPart(part.columns, at) : null;
      }
      return null;
    },
    *styles() {
      for (const part of parts) {
        if (part === undefined) continue;
        for (let row = 0; row < part.columns.styleId.length; row++) {
          const style = styleAt(part, row);
          if (style) yield style;
        }
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

type OpenPart = {
  readonly columns: CataloguePart;
  /** Where each style's variants begin; one more entry ends the last. */
  readonly starts: Int32Array;
  readonly unpacked: (PlacedStyle | undefined)[];
  readonly looseSkus: () => readonly string[];
};

function openPart(columns: CataloguePart): OpenPart {
  const starts = new Int32Array(columns.variants.length + 1);
  for (const [row, count] of columns.variants.entries()) starts[row + 1] = (starts[row] ?? 0) + count;
  let loose: readonly string[] | undefined;
  return {
    columns,
    starts,
    unpacked: [],
    looseSkus: () => {
      loose ??= columns.sku.map(looseSku);
      return loose;
    },
  };
}

function styleAt(part: OpenPart, row: number): PlacedStyle | undefined {
  if (row < 0 || row >= part.columns.styleId.length) return undefined;
  const style = part.unpacked[row] ?? unpackStyle(part.columns, row, part.starts[row] ?? 0);
  part.unpacked[row] = style;
  return style;
}

function variantAt(part: OpenPart, at: number): FoundVariant | undefined {
  // The last style that begins at or before `at`; styles without variants share their start with the next one.
  let row = 0;
  while (row + 1 < part.columns.variants.length && (part.starts[row + 1] ?? 0) <= at) row++;
  const style = styleAt(part, row);
  const variant = style?.variants[at - (part.starts[row] ?? 0)];
  return style && variant && { style, variant };
}

function looseSku(sku: string): string {
  return sku.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");
}
