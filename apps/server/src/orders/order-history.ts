import { createChanges, type Database, OFFICE, recordChanges, withTx } from "@aisle/db";
import { DAY } from "@aisle/domain";

/** How long phones keep an order that is done. What is older stays at head office. */
export const ORDERS_ON_PHONES_DAYS = 90;
const BATCH = 500;

/** Takes orders that are done and old off the phones, in small transactions; resolves with how many. One process at a time. */
export async function makeHistory(database: Database, now: number): Promise<number> {
  const before = new Date(now - ORDERS_ON_PHONES_DAYS * DAY);
  let all = 0;
  for (let count = BATCH; count === BATCH; all += count) {
    count = await withTx(database, OFFICE, async (tx) => {
      const changes = createChanges();
      const done = await tx.query<{ order_id: string; location_id: string }>(
        `update customer_order set is_current = false where order_id in (
           select order_id from customer_order where is_current and state in ('delivered', 'cancelled') and booked_at < $1
           order by order_id limit ${BATCH} for update skip locked
         ) returning order_id, location_id`,
        [before],
      );
      for (const order of done) changes.order(order.order_id, order.location_id);
      await recordChanges(tx, changes);
      return done.length;
    });
  }
  return all;
}
