import type { Style, Variant } from "@aisle/domain";

/** `size` is the option whose chips carry the stock; a style has at most one of it. */
export type ItemOption = {
  readonly name: string;
  /** Its place in `optionValues`. */
  readonly at: number;
  readonly kind: "colour" | "size" | "other";
  readonly values: readonly string[];
};

/** One value per option of the style; undefined where nothing is chosen yet. */
export type Choice = readonly (string | undefined)[];

/** What there is to choose, in the shop's order. Options with nothing but Shopify's `Default Title` are no choice. */
export function optionsOf(style: Pick<Style, "optionNames" | "variants">): readonly ItemOption[] {
  const isColour = (name: string) => /colou?r|shade|farbe|couleur/i.test(name);
  const sizeAt = style.optionNames.findLastIndex((name) => !isColour(name));
  const named = style.optionNames.findIndex((name) => /size/i.test(name));
  return style.optionNames.flatMap((name, at): ItemOption[] => {
    const values = [...new Set(style.variants.map((variant) => variant.optionValues[at] ?? ""))].filter(isSaid);
    if (values.length === 0) return [];
    const kind = isColour(name) ? "colour" : at === (named >= 0 ? named : sizeAt) ? "size" : "other";
    return [{ name, at, kind, values }];
  });
}

function isSaid(value: string): boolean {
  return value !== "" && value !== "Default Title";
}

/** The named variant's values, else the first colour and the size still open; a size that is the only one is taken. */
export function firstChoice(style: Pick<Style, "optionNames" | "variants">, variant: Variant | undefined): Choice {
  const options = optionsOf(style);
  return style.optionNames.map((_, at) => {
    const option = options.find((each) => each.at === at);
    if (!option) return style.variants[0]?.optionValues[at];
    if (variant) return variant.optionValues[at];
    return option.kind === "size" && option.values.length > 1 ? undefined : option.values[0];
  });
}

export function choose(choice: Choice, at: number, value: string): Choice {
  return choice.map((each, index) => (index === at ? value : each));
}

/** The variant with every value of the choice; undefined while one is open, or where the shop does not make it. */
export function chosenVariant(style: Pick<Style, "variants">, choice: Choice): Variant | undefined {
  if (choice.includes(undefined)) return undefined;
  return style.variants.find((variant) => choice.every((value, at) => variant.optionValues[at] === value));
}

/** The variant of each value of `option`, the rest of the choice as it is. */
export function variantsAlong(
  style: Pick<Style, "variants">,
  choice: Choice,
  option: ItemOption,
): readonly { readonly value: string; readonly variant: Variant | undefined }[] {
  return option.values.map((value) => ({ value, variant: chosenVariant(style, choose(choice, option.at, value)) }));
}
