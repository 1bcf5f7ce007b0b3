import { describe, expect, it } from "vitest";
import { createSeededRandom } from "../testing/index.ts";
import { countBits, createEditMeter, letterBits } from "./edit-distance.ts";

const edits = (typed: string, word: string) => createEditMeter({ typed, most: 2, against: "word" })(word);
const editsOfBeginning = (typed: string, word: string) => createEditMeter({ typed, most: 2, against: "beginning" })(word);

describe("edits between two words", () => {
  it("count a letter too many, too few, wrong, or swapped with its neighbour as one", () => {
    expect([edits("boots", "boots"), edits("bootts", "boots"), edits("bots", "boots"), edits("bsots", "boots")]).toEqual([
      0, 1, 1, 1,
    ]);
    expect([edits("obots", "boots"), edits("balck", "black"), edits("", "ab"), edits("ab", "")]).toEqual([1, 1, 2, 2]);
  });

  it("say one more than allowed when there are too many", () => {
    expect(edits("boots", "sandals")).toBe(3);
    expect(edits("a".repeat(65), "a".repeat(65))).toBe(3);
  });

  it("look only at the best beginning of a word that is still being typed", () => {
    expect([
      editsOfBeginning("trair", "trainers"),
      editsOfBeginning("snea", "sneakers"),
      editsOfBeginning("xyz", "trainers"),
    ]).toEqual([1, 0, 3]);
  });

  it("are the same in both directions, and never more than the letters lacking let through", () => {
    const random = createSeededRandom(7);
    const aWord = () => Array.from({ length: random.int(9) }, () => random.pick([..."abcde"])).join("");
    for (let round = 0; round < 3_000; round++) {
      const [left, right] = [aWord(), aWord()];
      expect(edits(left, right)).toBe(edits(right, left));
      if (edits(left, right) <= 2) expect(countBits(letterBits(left) & ~letterBits(right))).toBeLessThanOrEqual(2);
    }
  });
});
