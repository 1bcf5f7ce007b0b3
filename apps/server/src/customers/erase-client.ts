// Erasing a client: everything personal goes, here, on every phone, and again from every backup that is put back.
//
//   may they? -> a line in the file beside the database (fsync) -> rows emptied, days left, tombstones -> COMMIT -> phones
//                     '--- read at every start and once an hour: whoever came back with a restored backup is erased again
//
// 1. The file is written before the COMMIT: what was promised to a client is kept even when the database dies in between.
// 2. The row stays as a stub without a word in it, so that orders keep who they were for as an opaque id; so do the log of looks
//    and the answers given, whose proofs name fixed words and nobody.
// 3. A client who is gone from the store's feed leaves every copy on its phones, whoever is at work.

import {
  type Changes,
  type Context,
  createChanges,
  type Database,
  OFFICE,
  recordChanges,
  storeFeed,
  type Tx,
  withTx,
} from "@aisle/db";
import type { ErasureLedger } from "./erasure-ledger.ts";

export type Erasing = {
  readonly customerId: string;
  readonly now: number;
  /** A person who asks for it, and in whose name the first steps are taken; null for a job of head office's own. */
  readonly asked: { readonly associateId: string; readonly context: Context; readonly note: (tx: Tx) => Promise<void> } | null;
};

/** Erases a client; resolves with the feeds that moved, none when there was nobody to erase. */
export async function eraseClient(
  deps: { readonly database: Database; readonly ledger: ErasureLedger },
  erasing: Erasing,
): Promise<readonly string[]> {
  const { customerId, now, asked } = erasing;
  return withTx(deps.database, asked?.context ?? OFFICE, async (tx) => {
    const [client] = await tx.query<{ home: string }>(
      "select home_location_id as home from customer where customer_id = $1 and name <> '' for update",
      [customerId],
    );
    if (!client) return [];
    await tx.query("insert into erasure (customer_id, asked_by, at) values ($1, $2, $3) on conflict do nothing", [
      customerId,
      asked?.associateId ?? null,
      new Date(now),
    ]);
    await asked?.note(tx);
    await deps.ledger.append({ customerId, at: new Date(now).toISOString() });
    // What was booked in another store goes too, where whoever asks could not reach.
    await tx.become(OFFICE);
    const changes = createChanges();
    await emptyClient(tx, changes, { customerId, home: client.home });
    return [...(await recordChanges(tx, changes)).keys()];
  });
}

/** Erases again whoever a restored backup has brought back; resolves with how many. */
export async function replayErasures(
  deps: { readonly database: Database; readonly ledger: ErasureLedger },
  now: number,
): Promise<number> {
  const { database, ledger } = deps;
  const ids = (await ledger.all()).map((each) => each.customerId);
  const back = await database.as(OFFICE).query<{ customer_id: string }>(
    `select c.customer_id from customer c left join erasure e using (customer_id)
     where c.name <> '' and (e.customer_id is not null or c.customer_id = any($1::uuid[])) order by c.customer_id`,
    [ids],
  );
  for (const { customer_id: customerId } of back) await eraseClient(deps, { customerId, asked: null, now });
  return back.length;
}

async function emptyClient(
  tx: Tx,
  changes: Changes,
  { customerId, home }: { readonly customerId: string; readonly home: string },
): Promise<void> {
  const days = await tx.query<{ associate_id: string }>("delete from day_client where customer_id = $1 returning associate_id", [
    customerId,
  ]);
  for (const { associate_id: associateId } of days) changes.day(associateId, customerId);
  const orders = await tx.query<{ order_id: string; location_id: string; is_current: boolean }>(
    "update customer_order set ship_to = null where customer_id = $1 returning order_id, location_id, is_current",
    [customerId],
  );
  for (const order of orders) if (order.is_current) changes.order(order.order_id, order.location_id);
  await tx.query("delete from customer_address where customer_id = $1", [customerId]);
  await tx.query("delete from customer_note where customer_id = $1", [customerId]);
  await tx.query(
    `update customer set name = '', phone = '', email = '', wears = '[]', external_id = null, associate_id = null, is_vip = false,
       consent_text = false, consent_email = false, consent_call = false where customer_id = $1`,
    [customerId],
  );
  changes.gone(storeFeed(home), "customers", customerId);
}
