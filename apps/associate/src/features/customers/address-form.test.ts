import { describe, expect, it } from "vitest";
import { problemsOf, readAddress } from "./address-form.ts";

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe("an address as typed", () => {
  const bay = { line1: " 1200 Bay St ", city: "San Francisco", postalCode: "94123" };

  it("takes the country as AutoFill brings it", () => {
    for (const country of ["us", "USA", "United States", "US "]) {
      const address = readAddress(form({ ...bay, country }));
      expect(address).toMatchObject({ line1: "1200 Bay St", country: "US" });
      expect(problemsOf(address)).toBeUndefined();
    }
  });

  it("asks for what a carrier needs, line by line", () => {
    expect(Object.keys(problemsOf(readAddress(form({ line1: "Bay" }))) ?? {})).toEqual(["city", "postalCode", "country"]);
  });

  it("asks for a country it does not know as two letters", () => {
    expect(problemsOf(readAddress(form({ ...bay, country: "Atlantis" })))).toHaveProperty("country");
  });
});
