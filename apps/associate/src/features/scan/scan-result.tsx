"use client";

import type { Style, Variant } from "@aisle/domain";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useNow, useShelves } from "../../queries/promise.ts";
import { itemPath } from "../../routes.ts";
import { List, ListRow } from "../../ui/list-row.tsx";
import { ProductPicture } from "../../ui/product-picture.tsx";
import { SizeChips } from "../../ui/size-chips.tsx";
import { StockAge } from "../../ui/stock-age.tsx";
import { dayWords } from "../../words/day-words.ts";
import { variantWords } from "../../words/option-words.ts";
import { optionsOf, variantsAlong } from "../item/item-options.ts";
import { sizeAnswer } from "../item/size-answers.ts";
import css from "./scan-screen.module.css";

/** What was scanned, with the answer, and its other sizes one tap away. */
export function ScanResult({
  style,
  variant,
  ticked,
  onPick,
}: {
  readonly style: Style;
  readonly variant: Variant;
  readonly ticked: string | undefined;
  readonly onPick: (variant: Variant) => void;
}) {
  const { session } = useReadyPhone();
  const shelfOf = useShelves();
  const now = useNow();
  const shelf = shelfOf(variant);
  const options = optionsOf(style);
  const size = options.find((option) => option.kind === "size");
  const colour = options.find((option) => option.kind === "colour");
  const along = size ? variantsAlong(style, variant.optionValues, size) : [];
  const units = Math.max(0, shelf.here?.available ?? 0);
  const ships = shelf.arrivesOn === null ? "nobody can ship it" : `ships ${dayWords(shelf.arrivesOn)}`;
  return (
    <div className={css.result}>
      <List>
        <ListRow
          href={itemPath({ style: style.styleId, sku: variant.sku })}
          leading={
            <ProductPicture image={style.image} colour={(colour && variant.optionValues[colour.at]) ?? ""} title={style.title} />
          }
          title={[style.title, variantWords(variant)].filter(Boolean).join(", ")}
          sub={`${units} here · ${ships}`}
        />
      </List>
      {size && along.length > 1 && (
        <SizeChips
          legend={size.name}
          choices={along.map((each) =>
            sizeAnswer({
              ...each,
              shelf: each.variant && shelfOf(each.variant),
              now,
              isBooked: each.variant !== undefined && each.variant.sku === ticked,
            }),
          )}
          value={variant.optionValues[size.at]}
          onChange={(value) => {
            const picked = along.find((each) => each.value === value)?.variant;
            if (picked) onPick(picked);
          }}
        />
      )}
      {shelf.asOf !== null && (
        <p className={css.age}>
          <StockAge asOf={shelf.asOf} now={now} timeZone={session.location.timeZone} />
        </p>
      )}
    </div>
  );
}
