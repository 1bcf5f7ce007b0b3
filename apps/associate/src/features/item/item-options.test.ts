import { Sku, type Variant } from "@aisle/domain";
import { describe, expect, it } from "vitest";
import { optionWords, variantNameWords, variantWords } from "../../words/option-words.ts";
import { choose, chosenVariant, firstChoice, optionsOf, variantsAlong } from "./item-options.ts";

const variant = (...optionValues: string[]): Variant => ({
  sku: Sku.parse(optionValues.join("-") || "ONLY"),
  ordinal: 0,
  gtin14: null,
  optionValues,
  priceMinor: 100,
});

const trench = {
  optionNames: ["Colour", "Size"],
  variants: [variant("Camel", "S"), variant("Camel", "M"), variant("Navy", "M")],
};

describe("what there is to choose of an item", () => {
  it("takes colours as swatches and sizes as chips, in the shop's order", () => {
    expect(optionsOf(trench).map(({ kind, values }) => [kind, values])).toEqual([
      ["colour", ["Camel", "Navy"]],
      ["size", ["S", "M"]],
    ]);
  });

  it("keeps one option for the stock when an import brings three", () => {
    const jeans = {
      optionNames: ["Size", "Color", "Length"],
      variants: [variant("30", "Indigo", "32"), variant("31", "Indigo", "34")],
    };
    expect(optionsOf(jeans).map(({ kind }) => kind)).toEqual(["size", "colour", "other"]);
  });

  it("asks nothing about an item that comes one way only", () => {
    const scarf = { optionNames: ["Title"], variants: [variant("Default Title")] };
    expect(optionsOf(scarf)).toEqual([]);
    expect(chosenVariant(scarf, firstChoice(scarf, undefined))?.sku).toBe("Default Title");
    const bare = { optionNames: [], variants: [variant()] };
    expect(chosenVariant(bare, firstChoice(bare, undefined))?.sku).toBe("ONLY");
  });

  it("leaves the size open until it is chosen, unless a code named it or there is one size", () => {
    expect(firstChoice(trench, undefined)).toEqual(["Camel", undefined]);
    expect(firstChoice(trench, trench.variants[2])).toEqual(["Navy", "M"]);
    expect(firstChoice({ optionNames: ["Size"], variants: [variant("One size")] }, undefined)).toEqual(["One size"]);
  });

  it("knows which sizes a colour does not come in", () => {
    const [, size] = optionsOf(trench);
    const navy = choose(firstChoice(trench, undefined), 0, "Navy");
    expect(size && variantsAlong(trench, navy, size).map(({ value, variant }) => [value, variant?.sku])).toEqual([
      ["S", undefined],
      ["M", "Navy-M"],
    ]);
  });
});

describe("words for an option", () => {
  it("draws half sizes as a shop writes them", () => {
    expect(optionWords("7.5")).toBe("7½");
    expect(optionWords("32/30")).toBe("32/30");
    expect(optionWords("1.55 m")).toBe("1.55 m");
    expect(variantWords({ optionValues: ["Black", "10.5"] })).toBe("Black, 10½");
    expect(variantNameWords("Black, 7.5")).toBe("Black, 7½");
    expect(variantWords({ optionValues: ["Default Title"] })).toBe("");
  });
});
