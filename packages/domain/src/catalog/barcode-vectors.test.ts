/// <reference types="node" />
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { gtinCheckDigit, gtinFromDigits } from "./barcode.ts";
import { isApplicationIdentifier } from "./barcode-elements.ts";
import { readScan, type Scan } from "./barcode-scan.ts";

// The GS1 Syntax Engine's own test vectors ("^" is FNC1 there) and its dictionary of every application identifier.
const datasets = process.env["AISLE_DATASETS"] ?? resolve(import.meta.dirname, "../../../../../shared/data");
const folder = resolve(datasets, "gs1-syntax");
const isThere = existsSync(resolve(folder, "gs1_vectors.json"));
const read = (name: string) => (isThere ? readFileSync(resolve(folder, name), "utf8") : "");

const Vector = z.object({
  ok: z.boolean(),
  src: z.string(),
  uri: z.string().optional(),
  scanData: z.string().optional(),
  bracketed: z.string().optional(),
  data: z.string().optional(),
  aiData: z.string().optional(),
});
type Vector = z.infer<typeof Vector>;
const groups = ["parseDigitalLinkUri", "generateDigitalLinkUri", "processScanData", "processAIdata", "parseBracketedAI"] as const;
const Vectors = z.partialRecord(z.enum([...groups, "checkDigit", "yymmdd"]), z.array(Vector));
const vectors = Vectors.parse(JSON.parse(isThere ? read("gs1_vectors.json") : "{}"));

const separated = (text: string) => text.replaceAll("^", "\u001d");
const cases: { readonly src: string; readonly raw: string; readonly elements: string | undefined }[] = [
  ...of("parseDigitalLinkUri", (v) => [v.uri, v.aiData]),
  ...of("generateDigitalLinkUri", (v) => [v.uri, withoutBrackets(v.aiData)]),
  ...of("processScanData", (v) => [v.scanData, elementsOf(v)]),
  ...of("processAIdata", (v) => [separated(v.data ?? ""), v.data]),
  ...of("parseBracketedAI", (v) => [v.bracketed, v.data]),
];
const aboutItems = cases.filter(({ raw, elements }) => /\b0[12]\/|[?&]0[12]=|\(0[12]\)|\/gtin\//.test(raw) || isItem(elements));
const others = cases.filter((one) => !aboutItems.includes(one) && !one.raw.startsWith("]E4"));

describe.skipIf(!isThere)(`GS1's own vectors${isThere ? "" : `: skipped, ${folder} is not there`}`, () => {
  // Left out: the 22 of the date linter (dates are kept, not judged) and the composite EAN-8 (two codes in one).
  it("cover 104 of the 127: 37 about items, 6 about check digits, 61 that must not become an item", () => {
    expect([aboutItems.length, vectors.checkDigit?.length, others.length]).toEqual([37, 6, 61]);
    expect(Object.values(vectors).flat()).toHaveLength(127);
  });

  it.each(aboutItems)("$src: $raw", ({ raw, elements }) => {
    const scan = readScan(raw);
    if (elements === undefined || elements === "") return expect(scan.kind).toBe("text");
    expect(scan).toMatchObject({ kind: "gtin", gtin14: /\^0[12](\d{12,14})/.exec(elements)?.[1]?.padStart(14, "0") });
    expect(elementLetters(scan)).toBe(sorted(elements.replaceAll("^", "")));
  });

  it("do not turn a parcel, a place or a coupon into an item", () => {
    expect(others.filter(({ raw }) => readScan(raw, "gs1").kind === "gtin")).toEqual([]);
  });

  it.each(vectors.checkDigit ?? [])("check digit of $data: $ok", ({ data = "", ok }) => {
    const holds = /^\d+$/.test(data) && gtinCheckDigit(data.slice(0, -1)) === Number(data.slice(-1));
    expect(holds).toBe(ok);
    if (!ok) expect(gtinFromDigits(data).ok).toBe(false);
  });

  it("cuts every identifier of GS1's dictionary where GS1 does", () => {
    const lines = read("gs1-syntax-dictionary.txt").split("\n");
    const entries = lines
      .map((line) => /^(?<ai>\d{2,4})(?:-\d{4})?\s+(?<flags>[^A-Z\s]*)\s+[A-Z](?<length>\d*)/.exec(line)?.groups)
      .filter((groups) => groups !== undefined);
    expect(entries.length).toBeGreaterThan(150);
    for (const { ai = "", flags = "", length = "" } of entries) {
      expect(isApplicationIdentifier(ai), ai).toBe(true);
      if (ai === "01" || ai === "02") continue;
      // "*" in the dictionary: needs no FNC1 after it. Then the next element is found without one; otherwise it is not.
      const value = "1".repeat(Number(length === "" ? "1" : length));
      const scan = readScan(`]C1${ai}${value}0109521234543213`);
      expect(scan.kind, ai).toBe(flags.includes("*") ? "gtin" : "text");
    }
  });
});

function of(group: (typeof groups)[number], parts: (vector: Vector) => [string | undefined, string | undefined]) {
  return (vectors[group] ?? []).map((vector) => {
    const [raw = "", elements] = parts(vector);
    return { src: vector.src, raw, elements: vector.ok ? elements : "" };
  });
}

function isItem(elements: string | undefined): boolean {
  return /\^0[12]\d{12}/.test(elements ?? "");
}

function withoutBrackets(text: string | undefined): string | undefined {
  // A repeated element stands once in the result.
  const elements = text?.replace(/\((\d+)\)/g, "^$1").split("^");
  return elements === undefined ? undefined : [...new Set(elements)].join("^");
}

/** The elements of a scan: those in the text itself, or those of the Digital Link that it is. */
function elementsOf({ data, scanData }: Vector): string | undefined {
  if (data?.startsWith("^")) return data;
  const inLink = /\/01\/(\d{14})\?99=(\w+)$/.exec(scanData ?? "");
  return inLink === null ? undefined : `^01${inLink[1]}^99${inLink[2]}`;
}

function elementLetters(scan: Scan): string {
  return scan.kind === "gtin"
    ? sorted(
        Object.entries(scan.ais ?? {})
          .flat()
          .join(""),
      )
    : "";
}

function sorted(text: string): string {
  return [...text].sort().join("");
}
