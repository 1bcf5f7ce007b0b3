import type { Sku, StyleId } from "@aisle/domain";
import { type CataloguePart, type PlacedStyle, packStyles, STYLES_PER_PART } from "@aisle/protocol";
import { describe, expect, it } from "vitest";
import { createCatalogue } from "./catalogue.ts";

/** Style `ordinal` with `sizes` variants; variant ordinals are 10 per style. */
function aStyle(ordinal: number, sizes: readonly string[] = ["S", "M"]): PlacedStyle {
  return {
    ordinal,
    styleId: `style-${ordinal}` as StyleId,
    title: `Coat ${ordinal}`,
    brand: "Aisle",
    category: "Coats",
    department: "Women",
    description: "",
    tags: [],
    image: "",
    currency: "USD",
    optionNames: ["Size"],
    variants: sizes.map((size, index) => ({
      sku: `MTC-${ordinal}-${size}` as Sku,
      ordinal: ordinal * 10 + index,
      gtin14: `0000000000${String(ordinal * 10 + index).padStart(4, "0")}`,
      optionValues: [size],
      priceMinor: 49_800,
    })),
  };
}

function aPart(part: number, styles: readonly PlacedStyle[]): CataloguePart {
  return packStyles(part, styles);
}

describe("the catalogue in memory", () => {
  const second = STYLES_PER_PART;

  it("finds a style and its variants by every name they have, across parts", () => {
    const catalogue = createCatalogue();
    catalogue.setPart(aPart(0, [aStyle(0), aStyle(1, []), aStyle(5)]));
    catalogue.setPart(aPart(1, [aStyle(second, ["S", "M", "L"])]));
    expect(catalogue.styleByOrdinal(5)).toEqual(aStyle(5));
    expect(catalogue.styleById(`style-${second}`)?.variants).toHaveLength(3);
    const medium = { style: `style-${second}`, sku: `MTC-${second}-M` };
    const seen = (found: ReturnType<typeof catalogue.variantBySku>) =>
      found && { style: found.style.styleId, sku: found.variant.sku };
    expect(seen(catalogue.variantBySku(`MTC-${second}-M`))).toEqual(medium);
    expect(seen(catalogue.variantBySku(`mtc ${second} m`))).toEqual(medium);
    expect(seen(catalogue.variantByOrdinal(second * 10 + 1))).toEqual(medium);
    expect(seen(catalogue.variantByGtin14(`0000000000${second * 10 + 1}`))).toEqual(medium);
  });

  it("gives each variant to its own style, past styles that have none", () => {
    const catalogue = createCatalogue();
    catalogue.setPart(aPart(0, [aStyle(0, []), aStyle(1, ["S"]), aStyle(2, []), aStyle(3, ["S", "M"]), aStyle(4, [])]));
    expect(catalogue.variantBySku("MTC-1-S")?.style.ordinal).toBe(1);
    expect(catalogue.variantBySku("MTC-3-S")?.style.ordinal).toBe(3);
    expect(catalogue.variantBySku("MTC-3-M")?.style.ordinal).toBe(3);
  });

  it("does not know what it does not hold", () => {
    const catalogue = createCatalogue();
    catalogue.setPart(aPart(0, [aStyle(0), aStyle(5)]));
    expect([catalogue.styleByOrdinal(1), catalogue.styleByOrdinal(second), catalogue.styleById("style-9")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([catalogue.variantBySku("MTC-9-S"), catalogue.variantBySku("--"), catalogue.variantByOrdinal(999)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("forgets what a replaced part held, and tells its listeners", () => {
    const catalogue = createCatalogue();
    let told = 0;
    const stop = catalogue.subscribe(() => told++);
    catalogue.setPart(aPart(0, [aStyle(0), aStyle(1)]));
    expect(catalogue.styleById("style-0")?.title).toBe("Coat 0");
    catalogue.setPart(aPart(0, [{ ...aStyle(1), title: "New coat" }]));
    expect(catalogue.styleById("style-0")).toBeUndefined();
    expect(catalogue.styleByOrdinal(1)?.title).toBe("New coat");
    expect(catalogue.counts()).toEqual({ styles: 1, variants: 2, parts: 1 });
    catalogue.removePart(0);
    expect(catalogue.counts()).toEqual({ styles: 0, variants: 0, parts: 0 });
    stop();
    catalogue.setPart(aPart(0, []));
    expect([told, catalogue.version()]).toEqual([3, 4]);
  });

  it("lists styles in catalogue order whatever order their parts came in", () => {
    const catalogue = createCatalogue();
    catalogue.setPart(aPart(1, [aStyle(second)]));
    catalogue.setPart(aPart(0, [aStyle(2), aStyle(7)]));
    expect([...catalogue.styles()].map((style) => style.ordinal)).toEqual([2, 7, second]);
  });
});
