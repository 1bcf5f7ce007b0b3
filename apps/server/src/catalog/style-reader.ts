import type { Querying } from "@aisle/db";
import { type PlacedStyle, STYLES_PER_PART } from "@aisle/protocol";

/** The active styles of one catalogue part with their active variants, in catalogue order. */
export function readStylesOfPart(database: Querying, part: number): Promise<PlacedStyle[]> {
  return database.query<PlacedStyle>(
    `select s.ordinal, s.style_id as "styleId", s.title, s.brand, s.category, s.department, s.description, s.tags, s.image,
       s.currency, s.option_names as "optionNames",
       (select json_agg(json_build_object('sku', v.sku, 'ordinal', v.variant, 'gtin14', v.gtin14,
          'optionValues', v.option_values, 'priceMinor', v.price_minor) order by v.position, v.variant)
        from variant v where v.style_id = s.style_id and v.is_active) as variants
     from style s
     where s.ordinal >= $1::int * $2::int and s.ordinal < ($1::int + 1) * $2::int and s.is_active
       and exists (select 1 from variant v where v.style_id = s.style_id and v.is_active)
     order by s.ordinal`,
    [part, STYLES_PER_PART],
  );
}
