import { expect, test } from "vitest";
import { someOf } from "./codes-progress.tsx";
import { takenInWords } from "./rescue-words.ts";

const told = (actions: number, open: number, known = 0) =>
  takenInWords({ actions, known, needsYou: Array.from({ length: open }, () => null) });

test("[RS8] what became of a package is said in one sentence", () => {
  expect(told(7, 1)).toBe("7 actions taken in: 6 confirmed, 1 needs you.");
  expect(told(3, 2)).toBe("3 actions taken in: 1 confirmed, 2 need you.");
  expect(told(1, 1)).toBe("1 action taken in: 1 needs you.");
  expect(told(1, 0)).toBe("1 action taken in: all confirmed.");
  expect(told(7, 0, 7)).toBe("7 actions, and head office had them all before. Nothing was done twice.");
  expect(told(7, 0, 3)).toBe("7 actions taken in: all confirmed.");
});

test("a few missing codes are named, many are counted", () => {
  expect(someOf([2, 7, 9])).toBe("2, 7, 9");
  expect(someOf([1, 2, 3, 4, 5, 6, 7, 8])).toBe("1, 2, 3, 4, 5, 6 and 2 more");
});
