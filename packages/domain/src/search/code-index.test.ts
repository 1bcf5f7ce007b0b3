import { describe, expect, it } from "vitest";
import { searchCatalogue } from "./catalogue-search.ts";
import { createCodeIndex } from "./code-index.ts";
import { normaliseCode, normaliseGtin } from "./normalise-code.ts";
import { createSearchIndex } from "./search-index.ts";

const CODES = [
  { sku: "ZO0549605496", gtin: "4006381333931" },
  { sku: "ZO0549605497", gtin: "012345678905" },
  { sku: "24-MB01", gtin: "96385074" },
  { sku: "MERINO-COAT-CAMEL-M", gtin: null },
];

function find(text: string): [number, string][] {
  const index = createCodeIndex();
  index.setPart("a", { codes: CODES.slice(0, 2), firstVariant: 0 });
  index.setPart("b", { codes: CODES.slice(2), firstVariant: 2 });
  return index.find(text, { limit: 10 }).map(({ variant, match }) => [variant, match]);
}

describe("finding a variant by its code", () => {
  it.each(["ZO0549605496", "zo0549605496", "ZO 0549 605496", "zo-0549-605496", "0549605496", "549605496", " 054960 5496 "])(
    "knows SKU ZO0549605496 as %j",
    (text) => expect(find(text)).toEqual([[0, "whole"]]),
  );

  it.each(["4006381333931", "04006381333931", "4 006381 333931"])("knows the EAN-13 as %j", (text) => {
    expect(find(text)).toEqual([[0, "whole"]]);
  });

  it.each(["012345678905", "12345678905", "0012345678905", "00012345678905"])("knows the UPC as %j", (text) => {
    expect(find(text)).toEqual([[1, "whole"]]);
  });

  it("knows an EAN-8, and a SKU of words without its dashes", () => {
    expect(find("9638 5074")).toEqual([[2, "whole"]]);
    expect(find("merino coat camel m")).toEqual([[3, "whole"]]);
  });

  it("offers the codes that begin with what is typed, from three signs", () => {
    expect(find("zo0549")).toEqual([
      [0, "beginning"],
      [1, "beginning"],
    ]);
    expect(find("5496054")).toEqual([
      [0, "beginning"],
      [1, "beginning"],
    ]);
    expect(find("400638")).toEqual([[0, "beginning"]]);
    expect(find("24m")).toEqual([[2, "beginning"]]);
    expect(find("24")).toEqual([]);
  });

  it("does not look inside codes", () => {
    expect(find("605496")).toEqual([]);
    expect(find("333931")).toEqual([]);
  });

  it("stops at the limit, whole codes first", () => {
    const index = createCodeIndex();
    const codes = Array.from({ length: 50 }, (_, row) => ({ sku: `A10${row}`, gtin: null }));
    index.setPart("a", { codes: [...codes, { sku: "A10", gtin: null }], firstVariant: 0 });
    const hits = index.find("a10", { limit: 3 });
    expect(hits).toHaveLength(3);
    expect(hits[0]).toEqual({ variant: 50, match: "whole" });
  });

  it("forgets a part that is removed and reads one that is replaced", () => {
    const index = createCodeIndex();
    index.setPart("a", { codes: [{ sku: "OLD-1", gtin: null }], firstVariant: 0 });
    index.setPart("a", { codes: [{ sku: "NEW-1", gtin: null }], firstVariant: 7 });
    expect(index.find("old1", { limit: 5 })).toEqual([]);
    expect(index.find("new1", { limit: 5 })).toEqual([{ variant: 7, match: "whole" }]);
    index.removePart("a");
    expect(index.find("new1", { limit: 5 })).toEqual([]);
  });
});

describe("normal forms of codes", () => {
  it("keep letters and digits of any script, in capitals", () => {
    expect(normaliseCode("ab-12 / é")).toBe("AB12É");
    expect(normaliseCode("１２３")).toBe("123");
  });

  it("bring a barcode number to 14 digits, and anything else to nothing", () => {
    expect(normaliseGtin("4006381333931")).toBe("04006381333931");
    expect(normaliseGtin("96385074")).toBe("00000096385074");
    expect(normaliseGtin("1234567")).toBe("");
    expect(normaliseGtin("123456789012345")).toBe("");
    expect(normaliseGtin("ABC12345678")).toBe("");
  });
});

describe("searching words and codes together", () => {
  const search = (query: string, limit = 10) => {
    const words = createSearchIndex();
    const plain = { brand: "", category: "", department: "", colours: [] };
    words.setPart("a", {
      documents: [
        { ...plain, title: "Wool Coat", tags: ["500"] },
        { ...plain, title: "501 Jeans", tags: [] },
      ],
      firstStyle: 0,
    });
    const codes = createCodeIndex();
    const skus = ["W-1", "W-2", "J-1", "501", "50100"];
    codes.setPart("a", { codes: skus.map((sku) => ({ sku, gtin: null })), firstVariant: 0 });
    return searchCatalogue({ query, limit }, { words, codes, styleOfVariant: (variant) => (variant < 2 ? 0 : variant - 1) }).hits;
  };

  it("puts a whole code first and names its variant, then the words, then codes that go on", () => {
    expect(search("501").map(({ style, variant }) => [style, variant])).toEqual([
      [2, 3],
      [1, undefined],
      [3, 4],
    ]);
  });

  it("shows a style once however many of its codes fit", () => {
    expect(search("w-").map(({ style }) => style)).toEqual([0]);
    expect(search("coat").map(({ style, variant }) => [style, variant])).toEqual([[0, undefined]]);
  });
});
