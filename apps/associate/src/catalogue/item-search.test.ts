import { Sku, StyleId } from "@aisle/domain";
import { type PlacedStyle, packStyles } from "@aisle/protocol";
import { describe, expect, it } from "vitest";
import { createCatalogue } from "./catalogue.ts";
import { createItemSearch, type ItemSearch } from "./item-search.ts";

const style = (ordinal: number, title: string, gtin14: string | null = null): PlacedStyle => ({
  ordinal,
  styleId: StyleId.parse(`style-${ordinal}`),
  title,
  brand: "Lindqvist",
  category: "Coats",
  department: "Women",
  description: "",
  tags: [],
  image: "",
  currency: "USD",
  optionNames: ["Colour", "Size"],
  variants: ["S", "M"].map((size, index) => ({
    sku: Sku.parse(`LQ-${ordinal}-CAM-${size}`),
    ordinal: ordinal * 2 + index,
    gtin14: index === 0 ? gtin14 : null,
    optionValues: ["Camel", size],
    priceMinor: 49800,
  })),
});

function takeAll(search: ItemSearch): void {
  while (search.takeIn(() => true));
}

describe("item search", () => {
  it("finds styles of every part by their words, and nothing before they are taken in", () => {
    const catalogue = createCatalogue();
    catalogue.setPart(packStyles(0, [style(0, "Merino Trench Coat"), style(5, "Silk Scarf")]));
    catalogue.setPart(packStyles(2, [style(260, "Down Parka")]));
    const search = createItemSearch(catalogue);
    expect(search.search("trench", 10).hits).toEqual([]);
    takeAll(search);
    expect(search.search("trench", 10).hits.map((hit) => hit.style.title)).toEqual(["Merino Trench Coat"]);
    expect(search.search("scarf", 10).hits.map((hit) => hit.style.title)).toEqual(["Silk Scarf"]);
    expect(search.search("parka", 10).hits.map((hit) => hit.style.title)).toEqual(["Down Parka"]);
  });

  it("opens on the very variant a code names, however the code is spelled", () => {
    const catalogue = createCatalogue();
    catalogue.setPart(packStyles(0, [style(3, "Merino Trench Coat", "00400000000015")]));
    const search = createItemSearch(catalogue);
    takeAll(search);
    expect(search.search("lq 3 cam m", 10).hits[0]?.variant?.sku).toBe("LQ-3-CAM-M");
    expect(search.search("400000000015", 10).hits[0]?.variant?.sku).toBe("LQ-3-CAM-S");
  });

  it("follows a part that changed and one that left", () => {
    const catalogue = createCatalogue();
    catalogue.setPart(packStyles(0, [style(0, "Merino Trench Coat")]));
    catalogue.setPart(packStyles(1, [style(128, "Silk Scarf")]));
    const search = createItemSearch(catalogue);
    takeAll(search);
    catalogue.setPart(packStyles(0, [style(0, "Linen Blazer")]));
    catalogue.removePart(1);
    takeAll(search);
    expect(search.search("trench", 10).hits).toEqual([]);
    expect(search.search("scarf", 10).hits).toEqual([]);
    expect(search.search("blazer", 10).hits).toHaveLength(1);
  });

  it("says how a misspelt search was understood", () => {
    const catalogue = createCatalogue();
    catalogue.setPart(packStyles(0, [style(0, "Cashmere Crew Sweater"), style(1, "Linen Shirt")]));
    const search = createItemSearch(catalogue);
    takeAll(search);
    const found = search.search("cashmre swetr", 10);
    expect(found.looseQuery).toBe("cashmere sweater");
    expect(found.hits[0]?.style.title).toBe("Cashmere Crew Sweater");
  });
});
