import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aSku } from "../testing/builders.ts";
import { judgePrice, type PriceTold } from "./price-told.ts";

const coat = aSku("MTC-CAMEL-M");
const now = { minor: 44_800, currency: "USD", proof: "proof of 448" };
const judge = (told: PriceTold | undefined) => judgePrice(coat, told, now);

describe("a price that a client was told", () => {
  it("stands when it is head office's own and still right", () => {
    expect(judge({ minor: 44_800, currency: "USD", proof: "ours" })).toBeNull();
  });

  it("[PR2] asks the client again when it was right once", () => {
    expect(judge({ minor: 49_800, currency: "USD", proof: "ours" })).toEqual({
      code: "price-changed",
      sku: coat,
      quotedMinor: 49_800,
      quotedCurrency: "USD",
      nowMinor: 44_800,
      nowCurrency: "USD",
      nowProof: "proof of 448",
    });
  });

  it("[PR2] asks again when the number is the same and the currency another", () => {
    expect(judge({ minor: 44_800, currency: "EUR", proof: "ours" })).toMatchObject({
      code: "price-changed",
      quotedCurrency: "EUR",
    });
  });

  it("[PR3] is refused when its proof is not head office's, even where the number happens to be right", () => {
    expect(judge({ minor: 1, currency: "USD", proof: "not-ours" })).toMatchObject({ code: "price-not-ours", nowMinor: 44_800 });
    expect(judge({ minor: 44_800, currency: "USD", proof: "not-ours" })).toMatchObject({ code: "price-not-ours" });
  });

  it("told by an app without proofs is held to the number alone", () => {
    expect(judge({ minor: 44_800, currency: null, proof: "none" })).toBeNull();
    expect(judge({ minor: 1, currency: null, proof: "none" })).toMatchObject({ code: "price-changed" });
    expect(judge(undefined)).toBeNull();
  });

  it("[PR1] 100,000 altered prices: not one is taken, whatever is claimed to stand behind it", () => {
    const anyTold = fc.record({
      minor: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(0, -0, 44_799, 44_801, -44_800, 2 ** 53)),
      currency: fc.constantFrom(null, "USD", "EUR", "usd", ""),
      proof: fc.constantFrom<PriceTold["proof"]>("ours", "not-ours", "none"),
    });
    const altered = anyTold.filter(({ minor }) => minor !== now.minor);
    fc.assert(
      fc.property(altered, (told) => judge(told) !== null),
      { numRuns: 100_000 },
    );
  });
});
