import { describe, expect, it } from "vitest";
import { brightnessOf, colourHex, NEUTRAL_HEX } from "./colour-hex.ts";

describe("colourHex", () => {
  it("knows a colour however an import spells it", () => {
    for (const name of ["Camel", "CAMEL", " camel ", "heather_camel", "CAMEL-02", "Camel (new)"])
      expect(colourHex(name)).toBe(colourHex("camel"));
    expect(colourHex("Café crème écru")).toBe(colourHex("ecru"));
    expect(colourHex("Rose Gold")).not.toBe(NEUTRAL_HEX);
  });

  it("makes light lighter and dark darker", () => {
    expect(brightnessOf(colourHex("Light Blue"))).toBeGreaterThan(brightnessOf(colourHex("Blue")));
    expect(brightnessOf(colourHex("Dark Green"))).toBeLessThan(brightnessOf(colourHex("Green")));
  });

  it("has a neutral for anything else, and always answers with six digits", () => {
    for (const name of ["", "Zorp", "123", "constructor", "מנטה", "toString"]) expect(colourHex(name)).toBe(NEUTRAL_HEX);
    for (const name of ["Navy", "dk red", "pale ivory"]) expect(colourHex(name)).toMatch(/^#[0-9a-f]{6}$/);
  });
});
