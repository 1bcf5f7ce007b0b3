import type { Sku } from "../ids.ts";
import type { Money } from "../money.ts";

/** What stands behind a price a client was told: head office's own proof, one that is not, or none at all. */
export type PriceProof = "ours" | "not-ours" | "none";

/** A price as the client was told it. `currency` is null from an app that did not say. */
export type PriceTold = { readonly minor: number; readonly currency: string | null; readonly proof: PriceProof };

export type PriceRefusal =
  | {
      readonly code: "price-changed";
      readonly sku: Sku;
      readonly quotedMinor: number;
      readonly nowMinor: number;
      /** Absent in answers of an older head office; then both are of the item's currency. */
      readonly quotedCurrency?: string;
      readonly nowCurrency?: string;
      /** Head office's proof of the price now, so that it can be booked at once. */
      readonly nowProof?: string;
    }
  /** Told with a proof that head office never gave for it. */
  | {
      readonly code: "price-not-ours";
      readonly sku: Sku;
      readonly quotedMinor: number;
      readonly nowMinor: number;
      readonly nowCurrency: string;
      readonly nowProof: string;
    };

/**
 * Whether a booking may go ahead at `now`, the price head office has. It is the only price that is ever stored: what was told
 * decides no amount, only whether the client must be asked again. Nothing told, as by the first apps, is nothing to keep to.
 */
export function judgePrice(sku: Sku, told: PriceTold | undefined, now: Money & { readonly proof: string }): PriceRefusal | null {
  if (told === undefined) return null;
  const { minor: quotedMinor, currency, proof } = told;
  const is = { sku, quotedMinor, nowMinor: now.minor, nowCurrency: now.currency, nowProof: now.proof };
  if (proof === "not-ours") return { code: "price-not-ours", ...is };
  const sameCurrency = currency === null || currency === now.currency;
  if (quotedMinor === now.minor && sameCurrency) return null;
  return { code: "price-changed", ...is, quotedCurrency: currency ?? now.currency };
}
