import type { Sku, StyleId } from "@aisle/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CataloguePart, type PlacedStyle, packStyles, unpackStyle } from "./catalogue-part.ts";

/** Reads every style of a part back, as the phone does: from its JSON. */
function unpackAll(part: CataloguePart): PlacedStyle[] {
  let firstVariant = 0;
  return part.styleId.map((_, row) => {
    const style = unpackStyle(part, row, firstVariant);
    firstVariant += style.variants.length;
    return style;
  });
}

const overTheWire = (part: CataloguePart): CataloguePart => JSON.parse(JSON.stringify(part));

// Any text, halves of surrogate pairs included: JSON escapes those and brings them back.
const anyText = fc.string({ unit: "binary", maxLength: 12 });
const ordinal = fc.integer({ min: 0, max: 1_000_000 });
const anyVariant = fc.record({
  sku: anyText.map((text) => text as Sku),
  ordinal,
  gtin14: fc.option(fc.stringMatching(/^\d{14}$/)),
  optionValues: fc.array(fc.constantFrom("Camel", "M", "", "Größe 38", "constructor"), { maxLength: 3 }),
  priceMinor: fc.integer({ min: 0, max: 100_000_000 }),
});
const anyStyle = fc.record({
  ordinal,
  styleId: anyText.map((text) => text as StyleId),
  title: anyText,
  brand: anyText,
  category: anyText,
  department: anyText,
  description: anyText,
  tags: fc.array(anyText, { maxLength: 3 }),
  image: anyText,
  currency: fc.constantFrom("USD", "EUR"),
  optionNames: fc.array(anyText, { maxLength: 3 }),
  variants: fc.array(anyVariant, { maxLength: 4 }),
});
const anyStyles = fc.array(anyStyle, { maxLength: 6 });

describe("a packed part of the catalogue", () => {
  it("comes back from the wire as the styles that went in, whatever they are called", () => {
    fc.assert(
      fc.property(anyStyles, (styles) => {
        expect(unpackAll(overTheWire(packStyles(7, styles)))).toEqual(styles);
      }),
    );
  });

  it("is the same bytes for the same styles: its address is their hash", () => {
    fc.assert(
      fc.property(anyStyles, (styles) => {
        expect(JSON.stringify(packStyles(7, structuredClone(styles)))).toBe(JSON.stringify(packStyles(7, styles)));
      }),
    );
  });

  it("holds each option word once", () => {
    const variants = ["S", "M", "L"].map((size, index) => ({
      sku: `COAT-${size}` as Sku,
      ordinal: index,
      gtin14: null,
      optionValues: ["Camel", size],
      priceMinor: 49_800,
    }));
    const style = { ordinal: 0, styleId: "coat" as StyleId, title: "Coat", brand: "", category: "", department: "" };
    const rest = { description: "", tags: [], image: "", currency: "USD", optionNames: ["Colour", "Size"], variants };
    const part = packStyles(0, [{ ...style, ...rest }]);
    expect(part.words).toEqual(["Camel", "S", "M", "L"]);
    expect(part.options).toEqual([
      [0, 1],
      [0, 2],
      [0, 3],
    ]);
  });
});
