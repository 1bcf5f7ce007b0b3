import { describe, expect, it } from "vitest";
import { initialsOf } from "./initials.ts";

describe("initialsOf", () => {
  it("takes the first letters of the first and the last name", () => {
    expect(initialsOf("Ana Ruiz")).toBe("AR");
    expect(initialsOf("  maya   van der Berg ")).toBe("MB");
    expect(initialsOf("Zoë Östlund")).toBe("ZÖ");
  });

  it("takes one where two would read as a word, or where there is one name", () => {
    expect(initialsOf("Prince")).toBe("P");
    expect(initialsOf("山田 太郎")).toBe("山");
    expect(initialsOf("محمد علي")).toBe("م");
    expect(initialsOf("김민준")).toBe("김");
  });

  it("keeps letters whole, however many code points they take", () => {
    expect(initialsOf("e\u0301mile zola")).toBe("ÉZ");
    expect(initialsOf("👩🏽‍🦰 Red")).toBe("👩🏽‍🦰R");
  });

  it("skips what is not a name and never comes back empty", () => {
    expect(initialsOf('"Ana" (VIP) Ruiz')).toBe("AR");
    expect(initialsOf("O'Neill, Sean")).toBe("OS");
    expect(initialsOf("--- ...")).toBe("?");
    expect(initialsOf("")).toBe("?");
  });
});
