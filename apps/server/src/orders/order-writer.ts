import type { Changes, Tx } from "@aisle/db";
import type { Address, DeliveryMethod, SourcingStep } from "@aisle/domain";

export type NewOrder = {
  readonly orderId: string;
  readonly customerId: string;
  readonly locationId: string;
  readonly associateId: string;
  readonly deviceId: string;
  readonly method: DeliveryMethod;
  readonly arrivesOn: string;
  readonly shipTo: Address;
  readonly currency: string;
  readonly totalMinor: number;
  /** Until when the client is in the day of whoever booked. */
  readonly dayUntil: Date;
  readonly lines: readonly {
    readonly variant: number;
    readonly quantity: number;
    readonly priceMinor: number;
    readonly sourceLocationId: string;
    readonly arrivesOn: string;
    readonly sourcing: readonly SourcingStep[];
  }[];
};

/**
 * Writes a confirmed order with its lines, puts the client into the day of whoever booked, and returns the number people say,
 * or null when the id is already taken. The client is kept (`keepCustomer`).
 */
export async function insertOrder(tx: Tx, changes: Changes, order: NewOrder): Promise<number | null> {
  const placing = tx.query<{ number: string; is_new_in_day: boolean }>(
    INSERT_ORDER,
    [
      order.orderId,
      order.customerId,
      order.locationId,
      order.associateId,
      order.deviceId,
      order.method,
      order.arrivesOn,
      JSON.stringify(order.shipTo),
      order.currency,
      order.totalMinor,
      order.dayUntil,
    ],
    "insert-order",
  );
  // A statement of its own, sent right behind: only then can the policy of lines see whose order they are for.
  const adding = tx.query(
    INSERT_LINES,
    [
      order.orderId,
      order.lines.map((_, index) => index + 1),
      order.lines.map((line) => line.variant),
      order.lines.map((line) => line.quantity),
      order.lines.map((line) => line.priceMinor),
      order.lines.map((line) => line.sourceLocationId),
      order.lines.map((line) => line.arrivesOn),
      order.lines.map((line) => JSON.stringify(line.sourcing)),
    ],
    "insert-order-lines",
  );
  // Where the id is taken, the lines fail too, and the order says why.
  adding.catch(() => undefined);
  const [row] = await placing;
  if (!row) return null;
  await adding;
  changes.order(order.orderId, order.locationId);
  if (row.is_new_in_day) changes.day(order.associateId, order.customerId);
  return Number(row.number);
}

const INSERT_ORDER = `
with placed as (
  insert into customer_order (order_id, number, customer_id, location_id, associate_id, device_id, state, channel, method,
    arrives_on, ship_to, currency, total_minor)
  values ($1, nextval('order_number'), $2, $3, $4, $5, 'confirmed', 'ship-to-home', $6, $7, $8, $9, $10)
  on conflict (order_id) do nothing
  returning number
), day as (
  insert into day_client (associate_id, customer_id, why, until)
  select $4, $2, 'order', $11::timestamptz from placed
  on conflict (associate_id, customer_id) do update set until = excluded.until, why = 'order'
  where day_client.until < excluded.until
  returning version
)
select number, exists (select from day where version = 0) as is_new_in_day from placed`;

const INSERT_LINES = `
insert into order_line (order_id, line, variant, quantity, price_minor, source_location_id, arrives_on, sourcing)
select $1, l.*
from unnest($2::int[], $3::int[], $4::int[], $5::int[], $6::text[], $7::date[], $8::jsonb[]) as l`;
