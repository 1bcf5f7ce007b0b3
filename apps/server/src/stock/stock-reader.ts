import type { Tx } from "@aisle/db";
import { availableToPromise, type LineKnowledge, type Location, type SourceCandidate } from "@aisle/domain";

type ItemRow = {
  sku: string;
  variant: number;
  price_minor: number;
  currency: string;
  levels:
    | { location_id: string; on_hand: number; reserved: number; leased: number; safety: number; unavailable: number }[]
    | null;
};

export type KnownItem = { readonly variant: number; readonly currency: string };

/**
 * What a booking must know of its items, in one statement: price, and units available to promise at every location.
 * SKUs are matched without regard to letter case; the maps are keyed by the spelling asked for.
 */
export async function readLineKnowledge(
  tx: Tx,
  skus: readonly string[],
  locations: ReadonlyMap<string, Location>,
): Promise<{ bySku: Map<string, LineKnowledge>; items: Map<string, KnownItem> }> {
  const rows = await tx.query<ItemRow>(ITEMS, [skus], "line-knowledge");
  const bySku = new Map<string, LineKnowledge>();
  const items = new Map<string, KnownItem>();
  for (const row of rows) {
    const candidates = (row.levels ?? []).flatMap((level): SourceCandidate[] => {
      const location = locations.get(level.location_id);
      if (!location) return [];
      const { on_hand: onHand, reserved, leased, safety, unavailable } = level;
      return [{ location, available: availableToPromise({ onHand, reserved, leased, safety, unavailable }) }];
    });
    bySku.set(row.sku, { priceMinor: row.price_minor, currency: row.currency, candidates });
    items.set(row.sku, { variant: row.variant, currency: row.currency });
  }
  return { bySku, items };
}

const ITEMS = `
select asked.sku, v.variant, v.price_minor, s.currency,
  (select json_agg(json_build_object('location_id', l.location_id, 'on_hand', l.on_hand, 'reserved', l.reserved,
     'leased', l.leased, 'safety', l.safety, 'unavailable', l.unavailable))
   from stock_level l where l.variant = v.variant and l.on_hand > 0) as levels
from unnest($1::text[]) as asked(sku)
join variant v on v.sku_key = lower(asked.sku) and v.is_active
join style s on s.style_id = v.style_id`;

/** Locks every location's record of these items, in one order for all, so that what is read next stays true. */
export async function lockStock(tx: Tx, skus: readonly string[]): Promise<void> {
  await tx.query(
    `select 1 from stock_level
     where variant in (select v.variant from variant v join unnest($1::text[]) as asked(sku) on v.sku_key = lower(asked.sku))
     order by location_id, variant for update`,
    [skus],
    "lock-stock",
  );
}
