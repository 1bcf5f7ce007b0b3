import { gtinCheckDigit, toGtin14 } from "@aisle/domain";
import { type Cells, readCode } from "./cells.ts";

/** The GTIN-14 in a barcode cell, or null where there is none; a bad one is reported and the row kept without it. */
export function readBarcode(cells: Cells, key: string): string | null {
  const text = cells.raw(key).trim().replace(/^'/, "");
  if (text === "" || /^(n\/?a|none|null|-)$/i.test(text)) return null;
  const digits = text.replace(/[\s-]/g, "");
  const gtin = toGtin14(text);
  if (gtin.ok) return gtin.value;
  if (/^\d+[.,]?\d*e\+?\d+$/i.test(digits)) {
    const fix = "Format the column as text in the spreadsheet and export again: the last digits are lost.";
    cells.report("AIS-IMP-032", key, { reason: "was shortened by a spreadsheet", fix, effect: "kept" });
  } else if (/^\d{9,11}$/.test(digits) && toGtin14(digits.padStart(12, "0")).ok) {
    const fix = `Format the column as text. The barcode is probably ${digits.padStart(12, "0")}.`;
    cells.report("AIS-IMP-032", key, { reason: "has lost its leading zeros", fix, effect: "kept" });
  } else if (gtin.refusal === "bad-check-digit") {
    const wanted = gtinCheckDigit(digits.slice(0, -1));
    const reason = `check digit should be ${wanted}`;
    cells.report("AIS-IMP-030", key, { reason, fix: "Scan the tag and correct the cell.", effect: "kept" });
  } else {
    const fix = "Give 8, 12, 13 or 14 digits, or leave the cell empty.";
    cells.report("AIS-IMP-031", key, { reason: "is no UPC, EAN or GTIN", fix, effect: "kept" });
  }
  return null;
}

/** The SKU, or null where the row has to be left out (then reported). `instead` names one for rows without. */
export function readSku(cells: Cells, key: string, instead: () => string | null): string | null {
  const sku = readCode(cells, key, 64);
  if (sku !== "") return sku;
  const made = instead();
  if (made !== null && made.length <= 64) {
    const fix = "Give every variant an SKU, so that a later change of its options does not make it another one.";
    cells.report("AIS-IMP-021", key, { reason: `is empty; ${made} is used`, fix, effect: "note" });
    return made;
  }
  cells.report("AIS-IMP-020", key, { reason: "is empty", fix: "Give the row an SKU.", effect: "left out" });
  return null;
}
