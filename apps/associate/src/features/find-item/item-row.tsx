"use client";

import { formatMoney, type Style, type Variant } from "@aisle/domain";
import type { Shelf } from "../../queries/promise.ts";
import { itemPath } from "../../routes.ts";
import { ListRow } from "../../ui/list-row.tsx";
import { ProductPicture } from "../../ui/product-picture.tsx";
import { variantWords } from "../../words/option-words.ts";
import { optionsOf } from "../item/item-options.ts";
import css from "./find-screen.module.css";
import { sizeRow } from "./size-row.ts";

type ItemRowProps = {
  readonly style: Style;
  /** The variant a code named, or the one looked at last. */
  readonly variant: Variant | undefined;
  readonly shelfOf: (variant: Variant) => Shelf;
};

/** An item with the answer in the row: which sizes are here, which ship and by when. */
export function ItemRow({ style, variant, shelfOf }: ItemRowProps) {
  const colour = optionsOf(style).find((option) => option.kind === "colour");
  const shown = variant ?? style.variants[0];
  const { sizes, answer } = sizeRow(variant ? { ...style, variants: [variant] } : style, shelfOf);
  const prices = style.variants.map((each) => each.priceMinor);
  const least = Math.min(...prices);
  const price = formatMoney({ minor: variant?.priceMinor ?? least, currency: style.currency });
  return (
    <ListRow
      href={itemPath({ style: style.styleId, ...(variant && { sku: variant.sku }) })}
      leading={
        <ProductPicture image={style.image} colour={(colour && shown?.optionValues[colour.at]) ?? ""} title={style.title} />
      }
      over={style.brand}
      title={variant ? [style.title, variantWords(variant)].filter(Boolean).join(", ") : style.title}
      trailing={variant === undefined && Math.max(...prices) > least ? `from ${price}` : price}
      below={
        <span className={css.sizes}>
          {!variant &&
            sizes.map(({ label, state }) => (
              <span key={label} className={css[state]} aria-hidden="true">
                {label}
              </span>
            ))}
          <span className={css.answer}>{answer}</span>
        </span>
      }
    />
  );
}
