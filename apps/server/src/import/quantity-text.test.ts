import { expect, test } from "vitest";
import { readQuantity } from "./quantity-text.ts";

test.each([
  ["12", undefined, 12],
  ["-3", undefined, -3],
  ["+3", undefined, 3],
  ["100.0000", undefined, 100],
  ["12,0", undefined, 12],
  ["1 200", undefined, 1200],
  ["1.000", undefined, "ambiguous"],
  ["1,200", undefined, "ambiguous"],
  ["1.000", "comma", 1000],
  ["1.000", "dot", 1],
  ["1,200", "dot", 1200],
  ["1.5", undefined, "not-whole"],
  ["ten", undefined, "not-whole"],
  ["", undefined, "not-whole"],
  ["5012345678900", undefined, "too-high"],
] as const)("%s with decimal %s is %s", (text, decimal, quantity) => {
  expect(readQuantity(text, decimal)).toBe(quantity);
});
