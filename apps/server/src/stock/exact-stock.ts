import type { Querying } from "@aisle/db";

export type ExactLevel = {
  readonly locationId: string;
  readonly onHand: number;
  readonly reserved: number;
  readonly leased: number;
  readonly safety: number;
  readonly unavailable: number;
  readonly asOf: string;
};

/** The record of one SKU at every location at this moment, for an associate who asks for the exact figures. */
export function readExactStock(database: Querying, sku: string): Promise<ExactLevel[]> {
  return database.query<ExactLevel>(
    `select l.location_id as "locationId", l.on_hand as "onHand", l.reserved, l.leased, l.safety, l.unavailable,
       to_char(l.as_of at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "asOf"
     from variant v join stock_level l using (variant) where v.sku_key = lower($1) order by l.location_id`,
    [sku],
    "exact-stock",
  );
}
