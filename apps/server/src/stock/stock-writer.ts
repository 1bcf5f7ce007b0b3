import type { Changes, Tx } from "@aisle/db";

export type Reservation = {
  readonly orderId: string;
  readonly line: number;
  readonly locationId: string;
  readonly variant: number;
  readonly quantity: number;
};

export type MovementOrigin = { readonly associateId: string; readonly deviceId: string; readonly commandId: string };

/**
 * Promises units, all or none: the guarded update takes a line only where enough is left, and each taken line gets its
 * reservation and its ledger movement in the same statement. Lines are locked in sorted order.
 * False when any line no longer has enough; the caller's transaction must then roll back to before the call.
 */
export async function reserveStock(
  tx: Tx,
  changes: Changes,
  reservations: readonly Reservation[],
  origin: MovementOrigin,
): Promise<boolean> {
  const sorted = [...reservations].sort((a, b) =>
    a.locationId < b.locationId ? -1 : a.locationId > b.locationId ? 1 : a.variant - b.variant,
  );
  const taken = await tx.query<{ taken: number }>(
    RESERVE,
    [
      sorted.map((each) => each.orderId),
      sorted.map((each) => each.line),
      sorted.map((each) => each.locationId),
      sorted.map((each) => each.variant),
      sorted.map((each) => each.quantity),
      origin.associateId,
      origin.deviceId,
      origin.commandId,
    ],
    "reserve-stock",
  );
  for (const each of sorted) changes.stock(each.locationId, each.variant);
  return taken.length === sorted.length;
}

const RESERVE = `
with wanted as (
  select * from unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::int[]) as w(order_id, line, location_id, variant, quantity)
), locked as (
  select w.*
  from wanted w join stock_level l using (location_id, variant)
  where l.on_hand - l.unavailable - l.reserved - l.leased - l.safety >= w.quantity
  order by l.location_id, l.variant
  for update of l
), taken as (
  update stock_level l set reserved = l.reserved + w.quantity
  from locked w
  where l.location_id = w.location_id and l.variant = w.variant
    and l.on_hand - l.unavailable - l.reserved - l.leased - l.safety >= w.quantity
  returning w.order_id, w.line, w.location_id, w.variant, w.quantity
), promised as (
  insert into reservation (order_id, line, location_id, variant, quantity) select * from taken
), moved as (
  insert into stock_movement (location_id, variant, kind, reserved_delta, order_id, associate_id, device_id, command_id)
  select location_id, variant, 'reserve', quantity, order_id, $6::uuid, $7::uuid, $8::uuid from taken
)
select 1 as taken from taken`;
