import type { Variant } from "@aisle/domain";

/** Half sizes as a shop writes them: `7.5` is `7½`, `One size` and `32/30` stay. */
export function optionWords(value: string): string {
  return value.replace(/^(\d+)\.5$/, "$1½");
}

/** `Camel, M`; nothing for a style that comes one way only. */
export function variantWords(variant: Pick<Variant, "optionValues">): string {
  return variant.optionValues
    .filter((value) => value !== "" && value !== "Default Title")
    .map(optionWords)
    .join(", ");
}

/** The same of a name already joined, as orders keep it: `Black, 7.5` is `Black, 7½`. */
export function variantNameWords(variantName: string): string {
  return variantName.split(", ").map(optionWords).join(", ");
}
