import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMoney, formatMoney, minorUnitsPer, timesMoney } from "./money.ts";

const dollars = (minor: number) => ({ minor, currency: "USD" });

describe("amounts", () => {
  it("refuses to add two currencies", () => {
    expect(() => addMoney(dollars(100), { minor: 100, currency: "EUR" })).toThrow("cannot add EUR to USD");
  });

  it("stays in whole minor units, and a quantity is as good as adding one by one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 0, max: 99 }), (minor, quantity) => {
        const one = dollars(minor);
        const sum = Array.from({ length: quantity }, () => one).reduce(addMoney, dollars(0));
        expect(timesMoney(one, quantity)).toEqual(sum);
        expect(Number.isInteger(sum.minor)).toBe(true);
      }),
    );
  });
});

describe("formatMoney", () => {
  it.each([
    [49_800, "$498"],
    [49_850, "$498.50"],
    [49_805, "$498.05"],
    [0, "$0"],
    [123_456_700, "$1,234,567"],
    [-1800, "-$18"],
  ])("writes %d cents as %s", (minor, expected) => {
    expect(formatMoney(dollars(minor))).toBe(expected);
  });

  it("keeps the decimals of a total", () => {
    expect(formatMoney(dollars(49_800), "always")).toBe("$498.00");
  });

  it.each([
    ["JPY", 1, 4980, "¥4,980"],
    ["EUR", 100, 4980, "€49.80"],
    ["KWD", 1000, 4980, "KWD 4.980"],
  ])("knows how many minor units %s has", (currency, units, minor, expected) => {
    expect(minorUnitsPer(currency)).toBe(units);
    // The space after a currency's letters is one that does not break.
    expect(formatMoney({ minor, currency }).replace("\u00a0", " ")).toBe(expected);
  });

  it("writes amounts as the reader's language does", () => {
    expect(formatMoney({ minor: 129_900, currency: "EUR" }, "always", "de-DE")).toBe("1.299,00\u00a0€");
  });
});
