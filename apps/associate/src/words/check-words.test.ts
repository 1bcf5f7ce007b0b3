import { COMMANDS } from "@aisle/protocol";
import { expect, test } from "vitest";
import { checkWords, kindWords } from "./check-words.ts";

test.each([
  [{ actions: 0, has: 0 }, "Nothing was done on this phone today."],
  [{ actions: 1, has: 1 }, "1 action today. Head office has it."],
  [{ actions: 14, has: 14 }, "14 actions today. Head office has all 14."],
  [{ actions: 14, has: 12 }, "14 actions today. Head office has 12 of them."],
  [{ actions: 2, has: 0 }, "2 actions today. Head office has none of them yet."],
])("%o is said in one sentence", (check, words) => {
  expect(checkWords(check)).toBe(words);
});

test("every kind of action has a name a person knows it by", () => {
  for (const name of Object.keys(COMMANDS)) expect(kindWords(name)).not.toBe(kindWords("no such command"));
});
