import { describe, expect, it } from "vitest";
import { createSearchIndex } from "./search-index.ts";
import type { StyleDocument } from "./style-reader.ts";

function aStyle(title: string, rest: Partial<StyleDocument> = {}): StyleDocument {
  return { title, brand: "", category: "", department: "", colours: [], tags: [], ...rest };
}

const CLOTHES: readonly StyleDocument[] = [
  aStyle("Cashmere Crew Sweater", { brand: "Lindqvist", department: "Women", colours: ["Oat", "Navy"] }),
  aStyle("Cotton Jumper Dress", { department: "Women", colours: ["Red"] }),
  aStyle("Merino Jumper", { department: "Men", colours: ["Charcoal", "Light Grey"] }),
  aStyle("Print T-Shirt", { brand: "Marlowe", department: "Men", colours: ["White"] }),
  aStyle("Oxford Shirt", { department: "Men", colours: ["White", "Sky Blue"] }),
  aStyle("Lace-Up Boots", { category: "Women's Shoes", colours: ["Black"] }),
  aStyle("Canvas Trainers", { category: "Men's Shoes", colours: ["White", "Grey"] }),
  aStyle("Trench Coat", { department: "Women", colours: ["Camel"] }),
  aStyle("Crème Brûlée Candle", { tags: ["home", "gift"] }),
  aStyle("Straight Jeans 32/32", { department: "Men", colours: ["Indigo"] }),
  aStyle("Oxfords 7½", { department: "Men", colours: ["Brown"] }),
  aStyle("Long Sleeved Top", { department: "Women", colours: ["Navy"] }),
  aStyle("山羊绒 毛衣", { colours: ["灰色"] }),
  aStyle("Пальто шерстяное", {}),
];

function searchClothes(query: string): { titles: string[]; complete: number; total: number; looseQuery: string | undefined } {
  const index = createSearchIndex();
  index.setPart("clothes", { documents: CLOTHES, firstStyle: 0 });
  const { hits, complete, total, looseQuery } = index.search(query, { limit: 5 });
  return { titles: hits.map(({ style }) => CLOTHES[style]?.title ?? ""), complete, total, looseQuery };
}

function first(query: string): string | undefined {
  return searchClothes(query).titles[0];
}

describe("what a query finds", () => {
  it("puts styles with every word before those with some", () => {
    const { titles, complete } = searchClothes("cashmere sweater");
    expect(titles[0]).toBe("Cashmere Crew Sweater");
    expect(complete).toBe(1);
  });

  it("takes the last word as unfinished until a space follows", () => {
    expect(first("cash")).toBe("Cashmere Crew Sweater");
    expect(searchClothes("cash ").complete).toBe(0);
    expect(searchClothes("cash crew").complete).toBe(0);
  });

  it("means the thing itself more than a longer name that contains it", () => {
    expect(searchClothes("jumper").titles.slice(0, 2)).toEqual(["Merino Jumper", "Cotton Jumper Dress"]);
    expect(searchClothes("shirt").titles.slice(0, 2)).toEqual(["Oxford Shirt", "Print T-Shirt"]);
  });

  it("shows the thing in other colours when the one asked for is not there", () => {
    const { titles, complete } = searchClothes("red trench coat");
    expect(complete).toBe(0);
    expect(titles[0]).toBe("Trench Coat");
  });

  it("finds singular by plural and plural by singular", () => {
    expect(first("candles")).toBe("Crème Brûlée Candle");
    expect(first("boot")).toBe("Lace-Up Boots");
    expect(first("dresses")).toBe("Cotton Jumper Dress");
  });

  it.each([
    ["sneakers", "Canvas Trainers"],
    ["pullover", "Merino Jumper"],
    ["tee", "Print T-Shirt"],
    ["womens raincoat", "Trench Coat"],
    ["sneak", "Canvas Trainers"],
    ["long sleeve top", "Long Sleeved Top"],
  ])("knows that %s may be called %s", (query, title) => {
    expect(searchClothes(query).titles).toContain(title);
  });

  it.each(["womens coat", "women's coat", "ladies coat", "woman coat"])("reads the department in %s", (query) => {
    expect(searchClothes(query)).toMatchObject({ complete: 1, titles: expect.arrayContaining(["Trench Coat"]) });
  });

  it.each(["t-shirt", "tshirt", "t shirt", "T-Shirts", "tee shirt"])("finds the t-shirt as %s", (query) => {
    expect(first(query)).toBe("Print T-Shirt");
  });

  it.each(["lace-up boots", "lace up boots", "laceup boots"])("finds hyphenated words as %s", (query) => {
    expect(first(query)).toBe("Lace-Up Boots");
  });

  it("finds two words written as one, and one written as two", () => {
    expect(first("trenchcoat")).toBe("Trench Coat");
    expect(first("cash mere")).toBe("Cashmere Crew Sweater");
  });

  it.each([
    ["creme brulee", "Crème Brûlée Candle"],
    ["CRÈME", "Crème Brûlée Candle"],
    ["毛衣", "山羊绒 毛衣"],
    ["ПАЛЬТО", "Пальто шерстяное"],
    ["oxfords 7.5", "Oxfords 7½"],
    ["oxfords 7½", "Oxfords 7½"],
    ["jeans 32/32", "Straight Jeans 32/32"],
  ])("folds case, marks and numbers: %s", (query, title) => {
    expect(first(query)).toBe(title);
  });

  it("finds nothing for words nobody sells, and nothing for no words", () => {
    expect(searchClothes("zorp")).toMatchObject({ titles: [], total: 0, looseQuery: undefined });
    expect(searchClothes("  ?! ")).toMatchObject({ titles: [], total: 0 });
  });
});

describe("misspelt queries", () => {
  it.each([
    ["cashmere swetr", "cashmere sweater"],
    ["cahsmere sweater", "cashmere sweater"],
    ["cashmer sweater", "cashmere sweater"],
    ["cashmere sweaterr", "cashmere sweater"],
    ["kashmere sweater", "cashmere sweater"],
  ])("finds the sweater for %s and says how it read that", (query, looseQuery) => {
    expect(searchClothes(query)).toMatchObject({ titles: expect.arrayContaining(["Cashmere Crew Sweater"]), looseQuery });
  });

  it("corrects a word that is still being typed", () => {
    expect(first("cahsm")).toBe("Cashmere Crew Sweater");
  });

  it("says nothing about a correction when the words were right", () => {
    expect(searchClothes("merino jumper").looseQuery).toBeUndefined();
  });

  it("never takes one number for another", () => {
    expect(searchClothes("33332").titles).toEqual([]);
  });

  it("doubts words that exist when together they find nothing", () => {
    const index = createSearchIndex();
    index.setPart("a", { documents: [aStyle("Wool Coat"), aStyle("Boot Polish"), aStyle("Boat Shoes")], firstStyle: 0 });
    expect(index.search("boat polish", { limit: 3 })).toMatchObject({
      complete: 1,
      looseQuery: "boot polish",
      hits: [{ style: 1 }],
    });
  });
});

describe("parts of a catalogue", () => {
  const twoParts = () => {
    const index = createSearchIndex();
    index.setPart("a", { documents: [aStyle("Wool Coat"), aStyle("Wool Scarf")], firstStyle: 0 });
    index.setPart("b", { documents: [aStyle("Rain Coat")], firstStyle: 2 });
    return index;
  };
  const stylesFor = (index: ReturnType<typeof twoParts>, query: string) => {
    return index.search(query, { limit: 10 }).hits.map(({ style }) => style);
  };

  it("are searched together", () => {
    expect(stylesFor(twoParts(), "coat").toSorted()).toEqual([0, 2]);
    expect(twoParts().size()).toBe(3);
  });

  it("are replaced when they come again", () => {
    const index = twoParts();
    index.setPart("a", { documents: [aStyle("Silk Tie")], firstStyle: 0 });
    expect(stylesFor(index, "wool")).toEqual([]);
    expect(stylesFor(index, "silk")).toEqual([0]);
    expect(index.size()).toBe(2);
  });

  it("leave nothing behind when they go", () => {
    const index = twoParts();
    index.removePart("a");
    expect(stylesFor(index, "scarf")).toEqual([]);
    expect(stylesFor(index, "scraf")).toEqual([]);
    expect(stylesFor(index, "coat")).toEqual([2]);
  });

  it("give the same answer in one piece or in many", () => {
    const whole = createSearchIndex();
    whole.setPart("all", { documents: CLOTHES, firstStyle: 0 });
    const pieces = createSearchIndex();
    for (const [style, document] of CLOTHES.entries())
      pieces.setPart(String(style), { documents: [document], firstStyle: style });
    for (const query of ["jumper", "white shirt", "womens navy top", "trainrs"]) {
      expect(pieces.search(query, { limit: 10 })).toEqual(whole.search(query, { limit: 10 }));
    }
  });

  it("count every complete style even when few are shown", () => {
    const index = createSearchIndex();
    index.setPart("a", { documents: Array.from({ length: 40 }, (_, style) => aStyle(`Sock ${style}`)), firstStyle: 0 });
    expect(index.search("socks", { limit: 3 })).toMatchObject({ total: 40, complete: 3 });
  });
});
