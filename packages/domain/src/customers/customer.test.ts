import { describe, expect, it } from "vitest";
import { anAddress } from "../testing/builders.ts";
import { addressLine, firstName, missingFromAddress } from "./customer.ts";

describe("firstName", () => {
  it.each([
    ["Ana Reyes", "Ana"],
    ["  Ana   Reyes ", "Ana"],
    ["Björk", "Björk"],
    ["Ngozi\u00a0Okafor", "Ngozi"],
    ["山田太郎", "山田太郎"],
    ["Жан-Поль Ба", "Жан-Поль"],
    ["", ""],
  ])("speaks to %j as %j", (name, expected) => {
    expect(firstName(name)).toBe(expected);
  });
});

describe("addressLine", () => {
  it("puts an address on one line, without gaps for what is not there", () => {
    expect(addressLine(anAddress({ line2: "Apt 4" }))).toBe("1200 Bay St, Apt 4, San Francisco 94123");
    expect(addressLine(anAddress({ postalCode: "" }))).toBe("1200 Bay St, San Francisco");
    expect(addressLine(anAddress({ line1: "", city: "", postalCode: "" }))).toBe("");
  });
});

describe("missingFromAddress", () => {
  it("misses nothing in a complete address, with or without a second line and a region", () => {
    expect(missingFromAddress(anAddress())).toEqual([]);
    expect(missingFromAddress(anAddress({ region: "" }))).toEqual([]);
  });

  it("names what is missing in the order a person fills it in", () => {
    expect(missingFromAddress(anAddress({ country: "", line1: "", postalCode: "", city: "" }))).toEqual([
      "line1",
      "city",
      "postalCode",
      "country",
    ]);
  });

  it("takes spaces for nothing", () => {
    expect(missingFromAddress(anAddress({ city: "  \t" }))).toEqual(["city"]);
  });
});
