import { Sku, StyleId } from "@aisle/domain";
import { packStyles } from "@aisle/protocol";
import { describe, expect, it } from "vitest";
import { createCatalogue } from "../../catalogue/catalogue.ts";
import { lookUp, unknownWords } from "./look-up.ts";
import { readCode } from "./read-code.ts";

const catalogue = createCatalogue();
catalogue.setPart(
  packStyles(0, [
    {
      ordinal: 0,
      styleId: StyleId.parse("merino-trench-coat"),
      title: "Merino Trench Coat",
      brand: "Lindqvist",
      category: "Coats",
      department: "Women",
      description: "",
      tags: [],
      image: "",
      currency: "USD",
      optionNames: ["Size"],
      variants: [
        { sku: Sku.parse("LQ-TRENCH-CAM-S"), ordinal: 0, gtin14: "00036000291452", optionValues: ["S"], priceMinor: 49800 },
        { sku: Sku.parse("4006381333930"), ordinal: 1, gtin14: null, optionValues: ["M"], priceMinor: 49800 },
        { sku: Sku.parse("104236"), ordinal: 2, gtin14: null, optionValues: ["L"], priceMinor: 49800 },
      ],
    },
  ]),
);
const orderByNumber = async (number: number) => (number === 10482 ? "order-1" : undefined);
const found = async (raw: string) => {
  const result = await lookUp(readCode(raw), { catalogue, orderByNumber });
  return result.kind === "item" ? result.variant.sku : result.kind === "order" ? result.orderId : result;
};

describe("looking up a code", () => {
  it("finds an item by its tag number in every form it is printed and sent in", async () => {
    for (const spelling of [
      "036000291452",
      "0036000291452",
      "00036000291452",
      "0 36000 29145 2",
      "]E00036000291452",
      "(01)00036000291452",
    ])
      expect(await found(spelling), spelling).toBe("LQ-TRENCH-CAM-S");
  });

  it("finds a shop's own code however it is spelled, and before an order of the same digits", async () => {
    expect(await found("lq trench cam s")).toBe("LQ-TRENCH-CAM-S");
    expect(await found("104236")).toBe("104236");
  });

  it("takes a SKU that fails as a tag number for what it is", async () => {
    expect(await found("4006381333930")).toBe("4006381333930");
  });

  it("finds an order by the number people say", async () => {
    expect(await found("10482")).toBe("order-1");
    expect(await found("#10482")).toBe("order-1");
  });

  it("says why nothing came of it, and what to do", async () => {
    const misread = await found("036000291453");
    expect(misread).toMatchObject({ kind: "unknown", doubt: "bad-check-digit" });
    expect(unknownWords({ kind: "unknown", code: "036000291453", doubt: "bad-check-digit" }).title).toBe(
      "036000291453 doesn't add up",
    );
    const foreign = await found("4006381333931");
    expect(foreign).toMatchObject({ kind: "unknown", doubt: undefined });
    expect(unknownWords({ kind: "unknown", code: "4006381333931", doubt: undefined }).title).toBe(
      "No item here has 4006381333931",
    );
  });

  it("knows the codes of a phone that shows its unsent actions, and says where they belong", async () => {
    const code = "AISLE1.3.12.9E107D9D.MFRGG43BNR";
    expect(await found(code)).toMatchObject({ kind: "unknown", code });
    expect(unknownWords({ kind: "unknown", code, doubt: undefined }).advice).toMatch(/^Take them in under Store/);
  });
});
