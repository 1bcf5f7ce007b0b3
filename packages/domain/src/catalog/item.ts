import type { Sku, StyleId } from "../ids.ts";
import type { Currency } from "../money.ts";

/** What is marketed; groups its variants. */
export type Style = {
  readonly styleId: StyleId;
  readonly title: string;
  readonly brand: string;
  readonly category: string;
  readonly department: string;
  readonly description: string;
  readonly tags: readonly string[];
  /** `drawn:<shape>` for a picture the app draws itself, otherwise an address, or empty. */
  readonly image: string;
  readonly currency: Currency;
  /** Such as `["Colour", "Size"]`; empty when the style comes one way only. */
  readonly optionNames: readonly string[];
  readonly variants: readonly Variant[];
};

/** One sellable combination of a style's options. */
export type Variant = {
  readonly sku: Sku;
  /** The variant's place in every packed stock column: given once at import, never given again. */
  readonly ordinal: number;
  /** GTIN-14 with a checked digit, or null where the retailer has none. */
  readonly gtin14: string | null;
  /** One value per option name of the style. */
  readonly optionValues: readonly string[];
  readonly priceMinor: number;
};

/** `Camel, M`: the option values a person would say, or nothing for a style that comes one way only. */
export function variantName(variant: Variant): string {
  return variant.optionValues.filter((value) => value !== "" && value !== "Default Title").join(", ");
}
