import { describe, expect, test } from "vitest";
import { createDecimalCount, readPrice } from "./price-text.ts";

describe("a price", () => {
  test.each([
    ["1299", 129_900, 129_900, null],
    ["12.99", 1299, null, "dot"],
    ["12,99", null, 1299, "comma"],
    ["1.299,00", null, 129_900, "comma"],
    ["1,299.00", 129_900, null, "dot"],
    ["1,299", 129_900, null, null],
    ["1.299", null, 129_900, null],
    ["12.345", null, 1_234_500, null],
    ["$498", 49_800, 49_800, null],
    ["US$ 498.50", 49_850, null, "dot"],
    ["1 299,50 €", null, 129_950, "comma"],
    ["CHF 1'299.50", 129_950, null, "dot"],
    ["52.0000", 5200, null, "dot"],
    [".99", 99, null, "dot"],
    ["0", 0, 0, null],
  ])("%s is %s with a dot and %s with a comma", (text, dot, comma, evidence) => {
    expect(readPrice(text, 100)).toEqual({ dot, comma, evidence });
  });

  test.each([
    ["-5", "negative"],
    ["(5.00)", "negative"],
    ["5012345678900", "too-high"],
    ["ask", "unreadable"],
    ["1.2E+03", "unreadable"],
    ["1,2,3", "unreadable"],
    ["123.456.00", "unreadable"],
    ["1.299.000", "too-high"],
    ["", "unreadable"],
  ])("%s is %s", (text, refusal) => {
    expect(readPrice(text, 100)).toBe(refusal);
  });

  test("a currency without cents is read whole", () => {
    expect(readPrice("¥1,299", 1)).toEqual({ dot: 1299, comma: null, evidence: null });
  });
});

test("only a file that speaks with one voice sets its decimal sign", () => {
  const count = createDecimalCount();
  expect(count.decimal).toBe("dot");
  count.see("comma");
  count.see(null);
  expect(count.decimal).toBe("comma");
  count.see("dot");
  expect(count.decimal).toBe("dot");
});
