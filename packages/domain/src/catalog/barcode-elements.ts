import { ok, type Result, refuse } from "../result.ts";
import { type Gtin14, type GtinRefusal, gtinFromDigits } from "./barcode.ts";

/** What stands in a GS1 code, by application identifier: `{ "01": "09521234543213", "10": "LOT7" }`. */
export type ElementsByAi = Readonly<Record<string, string>>;

/** `malformed`: not a run of GS1 elements. `no-gtin`: well formed, but about a parcel, a place or a coupon. */
export type ElementsRefusal = GtinRefusal | "malformed" | "no-gtin";

export type GtinElements = { readonly gtin14: Gtin14; readonly ais: ElementsByAi };

/** FNC1 as scanners send it: ASCII 29, group separator. Ends an element whose length is not fixed. */
export const GROUP_SEPARATOR = "\u001d";

/** What GS1 allows in an element's value: character set 82. */
const ELEMENT_VALUE = /^[!"%-?A-Z_a-z]{1,90}$/;

// By an identifier's first two digits: how many digits it has itself, and its value's length where that is fixed
// (GS1 General Specifications, figures 7.8.4-1 and 7.8.5-2). Only these elements may be followed by the next one
// without a separator, so no longer table is needed to cut a string; a prefix that is not here is not GS1.
type Form = { readonly aiLength: number; readonly valueLength?: number };
const FORMS: ReadonlyMap<string, Form> = new Map<string, Form>([
  ["00", { aiLength: 2, valueLength: 18 }],
  ...each(["01", "02", "03"], { aiLength: 2, valueLength: 14 }),
  ["04", { aiLength: 2, valueLength: 16 }],
  ...each(["11", "12", "13", "14", "15", "16", "17", "18", "19"], { aiLength: 2, valueLength: 6 }),
  ["20", { aiLength: 2, valueLength: 2 }],
  ...each(["31", "32", "33", "34", "35", "36"], { aiLength: 4, valueLength: 6 }),
  ["41", { aiLength: 3, valueLength: 13 }],
  ...each(["10", "21", "22", "30", "37"], { aiLength: 2 }),
  ...each(["90", "91", "92", "93", "94", "95", "96", "97", "98", "99"], { aiLength: 2 }),
  ...each(["23", "24", "25", "40", "42", "71"], { aiLength: 3 }),
  ...each(["39", "43", "70", "72", "80", "81", "82"], { aiLength: 4 }),
]);

/** Whether `ai` has the form of an application identifier. It may still be one that GS1 has not given out. */
export function isApplicationIdentifier(ai: string): boolean {
  return /^\d{2,4}$/.test(ai) && FORMS.get(ai.slice(0, 2))?.aiLength === ai.length;
}

/** Reads an element string, with or without the leading FNC1: `0109521234543213` + `10LOT7` + GS + `21A`. */
export function readElementString(text: string): Result<GtinElements, ElementsRefusal> {
  const pairs: [string, string][] = [];
  let rest = text.startsWith(GROUP_SEPARATOR) ? text.slice(1) : text;
  while (rest !== "") {
    const form = FORMS.get(rest.slice(0, 2));
    if (form === undefined) return refuse("malformed");
    const ai = rest.slice(0, form.aiLength);
    const separator = rest.indexOf(GROUP_SEPARATOR);
    const fixedEnd = form.valueLength === undefined ? undefined : form.aiLength + form.valueLength;
    const end = fixedEnd ?? (separator === -1 ? rest.length : separator);
    pairs.push([ai, rest.slice(form.aiLength, end)]);
    rest = rest.slice(end);
    if (rest.startsWith(GROUP_SEPARATOR)) rest = rest.slice(1);
  }
  return gtinOfElements(pairs);
}

/** Reads elements as they are printed under a code: `(01)09521234543213(10)LOT7`; `\(` is a bracket in a value. */
export function readBracketedElements(text: string): Result<GtinElements, ElementsRefusal> {
  if (!/^(\(\d{2,4}\)(\\\(|[^(])+)+$/.test(text)) return refuse("malformed");
  const found = text.matchAll(/\((\d{2,4})\)((?:\\\(|[^(])+)/g);
  return gtinOfElements(Array.from(found, ([, ai = "", value = ""]) => [ai, value.replaceAll("\\(", "(")]));
}

/**
 * Finds the item in elements: its own number (01), or else that of the items a carton contains (02; how many is 37).
 * An element that breaks GS1's form spoils the whole read, because a misread rarely stops at one element.
 */
export function gtinOfElements(pairs: readonly (readonly [string, string])[]): Result<GtinElements, ElementsRefusal> {
  const ais: Record<string, string> = {};
  for (const [ai, value] of pairs) {
    const fixedLength = FORMS.get(ai.slice(0, 2))?.valueLength;
    if (!isApplicationIdentifier(ai) || !ELEMENT_VALUE.test(value)) return refuse("malformed");
    if (fixedLength !== undefined && (value.length !== fixedLength || !/^\d+$/.test(value))) return refuse("malformed");
    if (ais[ai] !== undefined && ais[ai] !== value) return refuse("malformed");
    ais[ai] = value;
  }
  const own = ais["01"] === undefined ? undefined : gtinFromDigits(ais["01"]);
  const contained = ais["02"] === undefined ? undefined : gtinFromDigits(ais["02"]);
  for (const gtin of [own, contained]) if (gtin?.ok === false) return gtin;
  const gtin = own ?? contained;
  return gtin?.ok ? ok({ gtin14: gtin.value, ais }) : refuse("no-gtin");
}

function each(prefixes: readonly string[], form: Form): [string, Form][] {
  return prefixes.map((prefix) => [prefix, form]);
}
