import type { Decimal } from "./price-text.ts";

export type QuantityRefusal = "not-whole" | "ambiguous" | "too-high";

/** No shop has a million of one thing on its shelves. */
const TOO_HIGH = 1_000_000;

/**
 * A count of units: a whole number, which may be negative (a record that misses a movement) and may carry zeros after the
 * decimal sign ("100.0000" is Magento's 100). "1.000" is one or a thousand: only a stated decimal sign settles it.
 */
export function readQuantity(text: string, decimal: Decimal | undefined): number | QuantityRefusal {
  const bare = text.replace(/[\s\u00a0\u202f]/g, "").replace(/^\+/, "");
  const sign = decimal === "comma" ? "," : decimal === "dot" ? "." : "[.,]";
  const match = new RegExp(`^(-?\\d+)(?:${sign === "." ? "\\." : sign}(0+))?$`).exec(bare);
  if (match) {
    if (decimal === undefined && match[2]?.length === 3) return "ambiguous";
    return bounded(Number(match[1]));
  }
  const group = decimal === "comma" ? /\./g : decimal === "dot" ? /,/g : null;
  if (group && /^-?\d{1,3}([.,]\d{3})+$/.test(bare)) {
    const whole = bare.replace(group, "");
    if (/^-?\d+$/.test(whole)) return bounded(Number(whole));
  }
  return /^-?\d{1,3}[.,]\d{3}$/.test(bare) && decimal === undefined ? "ambiguous" : "not-whole";
}

function bounded(quantity: number): number | QuantityRefusal {
  return Math.abs(quantity) >= TOO_HIGH ? "too-high" : quantity;
}
