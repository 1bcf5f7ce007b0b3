import { type Cells, readCode } from "./cells.ts";
import type { Format, Reading } from "./format.ts";
import { readSku } from "./read-barcode.ts";
import { isDay, readMoment, readQuantityCell } from "./read-stock.ts";
import { TEXT_MAX } from "./text-limits.ts";

/** Our own stock file, one row per SKU and location; docs/import.md lists its columns. */
export const plainInventory: Format = {
  name: "Plain inventory",
  kind: "inventory",
  columns: [
    { key: "sku", names: ["sku"], isRequired: true },
    { key: "location", names: ["location", "location id", "store"] },
    { key: "on hand", names: ["on hand", "quantity", "qty", "stock"], isRequired: true },
    { key: "unavailable", names: ["unavailable"] },
    { key: "safety", names: ["safety", "safety stock"] },
    { key: "as of", names: ["as of", "counted at"] },
    { key: "incoming", names: ["incoming"] },
    { key: "incoming due", names: ["incoming due", "due on"] },
  ],
  marks: [["sku"]],
  createReader: (reading) => (cells) => readRow(cells, reading),
};

function readRow(cells: Cells, reading: Reading): void {
  const sku = readSku(cells, "sku", () => null);
  const location = readCode(cells, "location", TEXT_MAX.name) || reading.location;
  if (!location) {
    const fix = "Name the location, or pass --location for the whole file.";
    cells.report("AIS-IMP-012", "location", { reason: "is empty", fix, effect: "left out" });
  }
  const onHand = readQuantityCell(cells, "on hand", { decimal: reading.decimal, effect: "left out" });
  const asOf = readMoment(cells, "as of", reading.now);
  if (sku === null || !location || onHand === null || asOf === "bad") return;
  reading.add("import_stock", {
    row: cells.row,
    line: cells.line,
    location,
    sku,
    on_hand: onHand,
    unavailable: optionalCount(cells, "unavailable", reading),
    safety: optionalCount(cells, "safety", reading),
    as_of: asOf,
    is_stocked: true,
    ...readIncoming(cells, reading),
  });
}

/** Zero or more units; a bad cell leaves what is known. */
function optionalCount(cells: Cells, key: string, reading: Reading): number | null {
  if (cells.raw(key).trim() === "") return null;
  const count = readQuantityCell(cells, key, { decimal: reading.decimal, effect: "kept" });
  if (count === null || count >= 0) return count;
  cells.report("AIS-IMP-053", key, { reason: "is below zero", fix: "Write 0 or more.", effect: "kept" });
  return null;
}

function readIncoming(cells: Cells, reading: Reading): { incoming: number | null; due_on: string | null } {
  const units = optionalCount(cells, "incoming", reading);
  if (units === null) return { incoming: null, due_on: null };
  const day = cells.raw("incoming due").trim();
  if (isDay(day)) return { incoming: units, due_on: day };
  if (units === 0 && day === "") return { incoming: 0, due_on: null };
  cells.report("AIS-IMP-075", "incoming due", { reason: "is no day", fix: "Write it as 2026-11-27.", effect: "kept" });
  return { incoming: null, due_on: null };
}
