import assert from "node:assert/strict";
import type { copyDemoDatabase } from "../demo-database.ts";
import type { WebKit } from "../repository.ts";

type DemoDatabase = Awaited<ReturnType<typeof copyDemoDatabase>>;

/** One journey in WebKit: it starts what it needs, ends it again, and rejects when something is not so. */
export type Story = (about: {
  readonly webkit: WebKit;
  readonly database: DemoDatabase;
  readonly appFolder: string;
}) => Promise<void>;

/** Head office holds exactly one order of a phone, for Ana from the warehouse, with one reservation and one ledger line. */
export async function assertBookedOnce(database: DemoDatabase): Promise<number> {
  const booked = await database.query<{ number: number }>(
    `select o.number::int, c.name as customer, l.source_location_id as source,
            (select count(*)::int from reservation r where r.order_id = o.order_id) as reservations,
            (select count(*)::int from stock_movement m where m.order_id = o.order_id) as movements
       from customer_order o join customer c using (customer_id) join order_line l using (order_id)
      where o.device_id is not null`,
  );
  const number = booked[0]?.number ?? 0;
  assert.deepEqual(booked, [{ number, customer: "Ana Ruiz", source: "warehouse", reservations: 1, movements: 1 }]);
  return number;
}
