import { minorUnitsPer } from "@aisle/domain";
import type { Cells } from "./cells.ts";
import type { Reading } from "./format.ts";
import { readPrice } from "./price-text.ts";

export type StagedPrice = { readonly price_dot: number | null; readonly price_comma: number | null; readonly price_text: string };

/** A file without a price column leaves known prices as they are. */
const NO_PRICE: StagedPrice = { price_dot: null, price_comma: null, price_text: "" };

/** The price of a row under both decimal signs, or null where the row has to be left out (then reported). */
export function readPriceCell(cells: Cells, key: string, reading: Reading, currency: string): StagedPrice | null {
  if (!cells.has(key)) return NO_PRICE;
  const text = cells.raw(key).trim();
  if (text === "") {
    cells.report("AIS-IMP-040", key, { reason: "is empty", fix: "Give the row a price.", effect: "left out" });
    return null;
  }
  const price = readPrice(text, minorUnits(currency));
  if (price === "unreadable") {
    const fix = `Write it as 1299.00 (${currency}).`;
    cells.report("AIS-IMP-041", key, { reason: `is no amount of ${currency}`, fix, effect: "left out" });
    return null;
  }
  if (price === "negative") {
    const fix = "Write what a client pays; discounts have no row of their own.";
    cells.report("AIS-IMP-042", key, { reason: "is below zero", fix, effect: "left out" });
    return null;
  }
  if (price === "too-high") {
    const fix = "Look for a missing decimal sign or a barcode in the wrong column.";
    cells.report("AIS-IMP-043", key, { reason: "is a million or more", fix, effect: "left out" });
    return null;
  }
  reading.seeDecimal(price.evidence);
  return { price_dot: price.dot, price_comma: price.comma, price_text: text };
}

/** The currency of a row, the file's where the cell is empty; null where the row has to be left out (then reported). */
export function readCurrency(cells: Cells, key: string, reading: Reading): string | null {
  const code = cells.raw(key).trim().toUpperCase();
  if (code === "") return reading.currency;
  if (isCurrency(code)) return code;
  cells.report("AIS-IMP-045", key, { reason: "is no currency", fix: "Use a code such as USD or EUR.", effect: "left out" });
  return null;
}

const minorUnitsByCurrency = new Map<string, number>();

/** Asking Intl for every row would take a third of the reading. */
function minorUnits(currency: string): number {
  const known = minorUnitsByCurrency.get(currency) ?? minorUnitsPer(currency);
  minorUnitsByCurrency.set(currency, known);
  return known;
}

const known = new Set(Intl.supportedValuesOf("currency"));

export function isCurrency(code: string): boolean {
  return known.has(code);
}
