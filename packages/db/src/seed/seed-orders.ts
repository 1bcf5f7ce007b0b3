import type { Tx } from "../client.ts";
import type { DemoChain } from "./demo-types.ts";
import { insertRows } from "./insert-rows.ts";

/** Past sales; the next booking takes the number after the last. */
export async function insertOrders(tx: Tx, { orders, styles }: DemoChain): Promise<void> {
  const ordinalBySku = new Map(styles.flatMap((style) => style.variants.map(({ sku, ordinal }) => [sku, ordinal] as const)));
  await insertRows(tx, {
    table: "customer_order",
    columns: {
      order_id: "uuid",
      number: "bigint",
      customer_id: "uuid",
      location_id: "text",
      associate_id: "uuid",
      state: "text",
      channel: "text",
      method: "text",
      arrives_on: "date",
      ship_to: "jsonb",
      currency: "text",
      total_minor: "integer",
      booked_at: "timestamptz",
    },
    rows: orders.map((order) => [
      order.orderId,
      order.number,
      order.customerId,
      order.locationId,
      order.associateId,
      order.state,
      order.channel,
      order.method,
      order.arrivesOn,
      order.shipTo,
      order.currency,
      order.totalMinor,
      order.bookedAt,
    ]),
  });
  await insertRows(tx, {
    table: "order_line",
    columns: {
      order_id: "uuid",
      line: "integer",
      variant: "integer",
      quantity: "integer",
      price_minor: "integer",
      source_location_id: "text",
      arrives_on: "date",
    },
    rows: orders.flatMap(({ orderId, lines }) =>
      lines.map((line, at) => [
        orderId,
        at,
        ordinalBySku.get(line.sku),
        line.quantity,
        line.priceMinor,
        line.locationId,
        line.arrivesOn,
      ]),
    ),
  });
  const last = orders.at(-1);
  if (last) await tx.query("select setval('order_number', $1)", [last.number]);
}
