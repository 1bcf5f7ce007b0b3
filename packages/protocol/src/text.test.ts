import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requiredText, text } from "./text.ts";

const datasets = process.env["AISLE_DATASETS"] ?? path.resolve(import.meta.dirname, "../../../../shared/data");
const naughtyFile = path.join(datasets, "naughty-strings/blns.json");
const isThere = existsSync(naughtyFile);
if (!isThere) process.stdout.write(`skipped: no naughty-strings in ${datasets} (set AISLE_DATASETS)\n`);

const OWN_NAUGHTY = [
  "Zoë O'Brien-Nuñez",
  "'; drop table customer; --",
  "<script>alert(1)</script>",
  "\u202eright to left\u202c",
  "👩‍👩‍👧‍👦",
  "  spaces kept  ",
  "line\r\nline\ttab",
  "\ufeffbyte order mark",
  "e\u0301 is not é",
  "",
];

describe("text", () => {
  it.each(OWN_NAUGHTY)("keeps %j as it was typed", (typed) => {
    expect(text(200).parse(typed)).toBe(typed);
  });

  it.skipIf(!isThere)("keeps the big list of naughty strings, each as it was typed", () => {
    // The list's shape is its own: an array of strings.
    const naughty = JSON.parse(readFileSync(naughtyFile, "utf8")) as string[];
    expect(naughty.length).toBeGreaterThan(400);
    for (const typed of naughty) expect(text(4000).parse(typed)).toBe(typed);
  });

  it("keeps whatever a database can hold, and refuses the rest", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)) }), (typed) => {
        const kept = text(200).safeParse(typed);
        const isStorable = typed.isWellFormed() && !typed.includes("\u0000");
        expect(kept.success).toBe(isStorable);
        if (kept.success) expect(kept.data).toBe(typed);
      }),
    );
  });

  it.each(["a\u0000b", "\ud83d", "\udc69 first", "half \ud83d pair"])("refuses %j, which no database can hold", (typed) => {
    expect(text(200).safeParse(typed).success).toBe(false);
  });

  it("refuses one character more than its limit", () => {
    expect(text(5).safeParse("12345").success).toBe(true);
    expect(text(5).safeParse("123456").success).toBe(false);
  });
});

describe("requiredText", () => {
  it.each(["", " ", "\u00a0\t\n"])("takes %j for nothing", (typed) => {
    expect(requiredText(200).safeParse(typed).success).toBe(false);
  });

  it("keeps the spaces around something", () => {
    expect(requiredText(200).parse(" Ana ")).toBe(" Ana ");
  });
});
