import { createHmac } from "node:crypto";
import type { Sku, StyleId } from "@aisle/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CataloguePart, packStyles } from "./catalogue-part.ts";
import { type Priced, priceRoot, proveFromPart, readProof } from "./price-quote.ts";

const KEY = Buffer.alloc(32, 1);
const sealOf = (root: string) => createHmac("sha256", KEY).update(root).digest("base64url");

/** A part with a variant for each price, `perStyle` to a style, every other style in euros. */
function sealed(prices: readonly number[], perStyle: number): CataloguePart {
  const variants = prices.map((priceMinor, index) => ({
    sku: `SKU-${index}` as Sku,
    ordinal: index,
    gtin14: null,
    optionValues: [],
    priceMinor,
  }));
  const styles = Array.from({ length: Math.ceil(prices.length / perStyle) }, (_, at) => ({
    ordinal: at,
    styleId: `style-${at}` as StyleId,
    title: "",
    brand: "",
    category: "",
    department: "",
    description: "",
    tags: [],
    image: "",
    currency: at % 2 === 0 ? "USD" : "EUR",
    optionNames: [],
    variants: variants.slice(at * perStyle, (at + 1) * perStyle),
  }));
  const part = packStyles(0, styles);
  return { ...part, priceSeal: sealOf(priceRoot(part)) };
}

function toldAt(part: CataloguePart, at: number, perStyle: number): Priced {
  const price = { minor: part.priceMinor[at] ?? 0, currency: part.currency[Math.floor(at / perStyle)] ?? "" };
  return { sku: part.sku[at] ?? "", price };
}

function isOurs(proof: string, told: Priced): boolean {
  const read = readProof(proof, told);
  return read !== null && read.seal === sealOf(read.root);
}

const anyPart = fc.record({
  prices: fc.array(fc.integer({ min: 0, max: 2_147_483_647 }), { minLength: 1, maxLength: 40 }),
  perStyle: fc.integer({ min: 1, max: 7 }),
});

describe("[PR3] a proof of a price", () => {
  it("is made on the phone from the part it holds, for every item of every part", () => {
    fc.assert(
      fc.property(anyPart, ({ prices, perStyle }) => {
        const part = sealed(prices, perStyle);
        for (const at of prices.keys()) expect(isOurs(proveFromPart(part, at) ?? "", toldAt(part, at, perStyle))).toBe(true);
      }),
    );
  });

  it("proves nothing about another amount, currency or item, nor when a character of it is another", () => {
    fc.assert(
      fc.property(anyPart, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 1e9 }), ({ prices, perStyle }, pick, place, by) => {
        const part = sealed(prices, perStyle);
        const at = pick % prices.length;
        const told = toldAt(part, at, perStyle);
        const proof = proveFromPart(part, at) ?? "";
        const { minor, currency } = told.price;
        expect(isOurs(proof, { ...told, price: { currency, minor: minor + by } })).toBe(false);
        expect(isOurs(proof, { ...told, price: { minor, currency: "JPY" } })).toBe(false);
        expect(isOurs(proof, { ...told, sku: `${told.sku}0` })).toBe(false);
        const spoilt = place % proof.length;
        const other = proof[spoilt] === "A" ? "B" : "A";
        expect(isOurs(proof.slice(0, spoilt) + other + proof.slice(spoilt + 1), told)).toBe(false);
      }),
    );
  });

  it("cannot be cut short to pass a node off as a price", () => {
    const part = sealed([100, 200, 300, 400], 4);
    const proof = proveFromPart(part, 0) ?? "";
    for (let length = 0; length < proof.length; length++) expect(isOurs(proof.slice(0, length), toldAt(part, 0, 4))).toBe(false);
    expect(isOurs(`${proof}${"A".repeat(43)}`, toldAt(part, 0, 4))).toBe(false);
  });

  it("is not there where an older head office sealed nothing", () => {
    const { priceSeal: _, ...part } = sealed([100], 1);
    expect(proveFromPart(part, 0)).toBeNull();
  });

  it("finds an item without regard to letter case, as head office does", () => {
    const part = sealed([100, 200], 2);
    expect(isOurs(proveFromPart(part, 1) ?? "", { ...toldAt(part, 1, 2), sku: "sku-1" })).toBe(true);
  });
});
