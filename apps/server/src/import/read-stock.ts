import type { Cells } from "./cells.ts";
import type { Reading } from "./format.ts";
import { readQuantity } from "./quantity-text.ts";

/** Stock that stands in a product file belongs to the location of the command line; without one it is not taken. */
export function readProductStock(cells: Cells, key: string, reading: Reading & { readonly sku: string }): void {
  const { location, sku } = reading;
  if (location === undefined || cells.raw(key).trim() === "") return;
  const quantity = readQuantityCell(cells, key, { decimal: reading.decimal, effect: "kept" });
  if (quantity === null) return;
  reading.add("import_stock", {
    row: cells.row,
    line: cells.line,
    location,
    sku,
    on_hand: quantity,
    unavailable: null,
    safety: null,
    as_of: null,
    is_stocked: true,
    incoming: null,
    due_on: null,
  });
}

/** A whole number of units, or null where the cell is bad (then reported). */
export function readQuantityCell(
  cells: Cells,
  key: string,
  { decimal, effect }: { decimal: Reading["decimal"]; effect: "left out" | "kept" },
): number | null {
  const quantity = readQuantity(cells.raw(key), decimal);
  if (typeof quantity === "number") return quantity;
  if (quantity === "too-high") {
    const fix = "Look for a barcode or a price in the wrong column.";
    cells.report("AIS-IMP-054", key, { reason: "is a million or more", fix, effect });
  } else if (quantity === "ambiguous") {
    const fix = "Pass --decimal comma or --decimal dot, or write it without a sign between the thousands.";
    cells.report("AIS-IMP-053", key, { reason: "may be one or a thousand", fix, effect });
  } else {
    cells.report("AIS-IMP-053", key, { reason: "is no whole number", fix: "Count units, not parts of them.", effect });
  }
  return null;
}

/**
 * A moment with its zone, as ISO 8601: `2026-11-20T18:00:00Z`, or a whole day, which begins at midnight UTC.
 * Null where there is none, "bad" where it cannot be taken (then reported): sales after it are counted again on top.
 */
export function readMoment(cells: Cells, key: string, now: number): string | null | "bad" {
  const text = cells.raw(key).trim();
  if (text === "") return null;
  const moment = momentOf(text);
  if (moment !== null && moment <= now) return new Date(moment).toISOString();
  const reason = moment === null ? "is no time with its zone" : "is in the future";
  cells.report("AIS-IMP-057", key, { reason, fix: "Write it as 2026-11-20T18:00:00Z or with +01:00.", effect: "left out" });
  return "bad";
}

/** Epoch milliseconds of a time with its zone or of a whole day, or null. */
export function momentOf(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?) ?(Z|[+-]\d{2}:?\d{2}))?$/.exec(text);
  if (!match) return null;
  const [, day = "", time = "00:00", zone = "Z"] = match;
  if (!isDay(day)) return null;
  const moment = Date.parse(`${day}T${time}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`);
  return Number.isNaN(moment) ? null : moment;
}

/** True for a day of the calendar as `YYYY-MM-DD`: Date alone takes the 31st of February for the 3rd of March. */
export function isDay(text: string): boolean {
  const moment = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}
