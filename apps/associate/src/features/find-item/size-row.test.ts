import { Sku, type Style, StyleId, type Variant } from "@aisle/domain";
import { describe, expect, it } from "vitest";
import type { Shelf } from "../../queries/promise.ts";
import { sizeRow } from "./size-row.ts";

const variant = (colour: string, size: string): Variant => ({
  sku: Sku.parse(`${colour}-${size}`),
  ordinal: 0,
  gtin14: null,
  optionValues: [colour, size],
  priceMinor: 100,
});
const style = (variants: readonly Variant[]): Style => ({
  styleId: StyleId.parse("coat"),
  title: "Coat",
  brand: "",
  category: "",
  department: "",
  description: "",
  tags: [],
  image: "",
  currency: "USD",
  optionNames: ["Colour", "Size"],
  variants,
});
const here = (available: number) => ({ available }) as Shelf["here"];
const shelves: Readonly<Record<string, Partial<Shelf>>> = {
  "Camel-S": { state: "none", arrivesOn: null },
  "Navy-S": { state: "here", here: here(2), arrivesOn: "2026-11-30" },
  "Camel-M": { state: "ship", here: here(-1), arrivesOn: "2026-11-27" },
  "Navy-L": { state: "none", arrivesOn: null },
};
const shelfOf = ({ sku }: Variant): Shelf =>
  ({ here: null, places: [], asOf: null, state: "none", arrivesOn: null, ...shelves[sku] }) as Shelf;

describe("the sizes in a row", () => {
  it("takes the best answer of all colours, and counts what is here", () => {
    const coat = style([variant("Camel", "S"), variant("Navy", "S"), variant("Camel", "M"), variant("Navy", "L")]);
    expect(sizeRow(coat, shelfOf)).toEqual({
      sizes: [
        { label: "S", state: "here" },
        { label: "M", state: "ship" },
        { label: "L", state: "none" },
      ],
      answer: "2 here",
    });
  });

  it("says by when it ships where none is here, and when nobody has it", () => {
    expect(sizeRow(style([variant("Camel", "M"), variant("Navy", "L")]), shelfOf).answer).toBe("ships Fri");
    expect(sizeRow(style([variant("Navy", "L")]), shelfOf).answer).toBe("none left");
  });
});
