import { type Cells, readCode } from "./cells.ts";
import type { Format, Reading } from "./format.ts";
import { readSku } from "./read-barcode.ts";
import { readQuantityCell } from "./read-stock.ts";
import { derivedSku, optionValues } from "./shopify-products.ts";
import { TEXT_MAX } from "./text-limits.ts";

/** One row per variant and location. https://help.shopify.com/en/manual/products/inventory/setup/inventory-csv */
export const shopifyInventory: Format = {
  name: "Shopify inventory",
  kind: "inventory",
  columns: [
    { key: "handle", names: ["Handle", "URL handle"] },
    { key: "sku", names: ["SKU"] },
    { key: "location", names: ["Location"], isRequired: true },
    { key: "unavailable", names: ["Unavailable (not editable)", "Unavailable"] },
    { key: "committed", names: ["Committed (not editable)", "Committed"] },
    { key: "available", names: ["Available (not editable)", "Available"] },
    { key: "on hand", names: ["On hand (current)", "On hand"] },
    { key: "on hand new", names: ["On hand (new)"] },
    ...[1, 2, 3].map((n) => ({ key: `value${n}`, names: [`Option${n} Value`] })),
  ],
  marks: [
    ["handle", "location", "on hand (current)"],
    ["handle", "location", "on hand (new)"],
    ["handle", "location", "available (not editable)"],
  ],
  createReader: (reading) => (cells) => readRow(cells, reading),
};

function readRow(cells: Cells, reading: Reading): void {
  const sku = readSku(cells, "sku", () => {
    const handle = cells.raw("handle").trim();
    return handle === "" ? null : derivedSku(handle, optionValues(cells));
  });
  const location = readCode(cells, "location", TEXT_MAX.name);
  if (location === "") {
    cells.report("AIS-IMP-012", "location", { reason: "is empty", fix: "Name the location.", effect: "left out" });
  }
  if (sku === null || !location) return;
  const figures = readFigures(cells, reading);
  if (figures === null) return;
  const none = { safety: null, as_of: null, incoming: null, due_on: null };
  reading.add("import_stock", { row: cells.row, line: cells.line, location, sku, ...none, ...figures });
}

/**
 * on hand = available + committed + unavailable; "On hand (new)" wins over "On hand (current)".
 * Units committed to orders of other channels may not be promised here either, so they count as unavailable: what
 * Shopify calls available is what this location has to promise.
 */
function readFigures(
  cells: Cells,
  reading: Reading,
): { on_hand: number; unavailable: number | null; is_stocked: boolean } | null {
  const keys = ["on hand new", "on hand", "available", "committed", "unavailable"] as const;
  const isStocked = !keys.some((key) => cells.raw(key).trim().toLowerCase() === "not stocked");
  if (!isStocked && cells.raw("on hand new").trim() === "") return { on_hand: 0, unavailable: 0, is_stocked: false };
  const figures = new Map<(typeof keys)[number], number>();
  for (const key of keys) {
    const text = cells.raw(key).trim().toLowerCase();
    if (text === "" || text === "not stocked") continue;
    const quantity = readQuantityCell(cells, key, { decimal: reading.decimal, effect: "left out" });
    if (quantity === null) return null;
    figures.set(key, quantity);
  }
  const parts = (["available", "committed", "unavailable"] as const).map((key) => figures.get(key));
  const sum = parts.includes(undefined) ? undefined : parts.reduce<number>((total, each) => total + (each ?? 0), 0);
  const current = figures.get("on hand");
  const onHand = figures.get("on hand new") ?? current ?? sum;
  if (onHand === undefined) {
    cells.report("AIS-IMP-012", "on hand", { reason: "is empty", fix: "Give a count, or 0.", effect: "left out" });
    return null;
  }
  if (sum !== undefined && current !== undefined && sum !== current) {
    const reason = `available, committed and unavailable add up to ${sum}`;
    cells.report("AIS-IMP-055", "on hand", { reason, fix: "Export it again. On hand was taken as written.", effect: "kept" });
  }
  const held = Math.max(figures.get("committed") ?? 0, 0) + Math.max(figures.get("unavailable") ?? 0, 0);
  const isGiven = figures.has("committed") || figures.has("unavailable");
  return { on_hand: onHand, unavailable: isGiven ? held : null, is_stocked: true };
}
