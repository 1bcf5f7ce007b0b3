// Writes the demo chain into an empty database, as one transaction:
//
//   chain -> rows -> places, people, catalogue -> stock + its ledger -> clients, orders -> feeds stamped -> COMMIT
//
// 1. All of it or none: a start that is cut off leaves the database empty, and the next one begins again.
// 2. Only into a database with neither places nor styles: somebody's own catalogue is never mixed with the demo's.
// 3. Every unit on hand has its opening line in the ledger.

import { type OwnersDatabase, type Tx, withTx } from "../client.ts";
import { createChanges, recordChanges } from "../feeds.ts";
import type { DemoChain } from "./demo-types.ts";
import { insertOrders } from "./seed-orders.ts";
import { insertPeople } from "./seed-people.ts";
import { insertCatalogue, insertPlaces, insertStock } from "./seed-stock.ts";

export { buildDemoChain } from "./demo-chain.ts";
export type { DemoChain } from "./demo-types.ts";
export { buildScaleCatalogue } from "./load-scale.ts";

/** Any number, the same in every version of Aisle: "demo" in ASCII. */
const SEED_LOCK = 0x64_65_6d_6f;

/**
 * Fills an empty database with the chain and says whether it did: false where places or styles are already there.
 * Two programs may call it at once; one of them seeds.
 */
export async function seedDemo(database: OwnersDatabase, chain: DemoChain): Promise<boolean> {
  const seeded = await withTx(database, {}, async (tx) => {
    await tx.query("select pg_advisory_xact_lock($1)", [SEED_LOCK]);
    if (!(await isEmpty(tx))) return false;
    await insertPlaces(tx, chain);
    await insertCatalogue(tx, chain);
    await insertStock(tx, chain);
    await insertPeople(tx, chain);
    await insertOrders(tx, chain);
    await stampFeeds(tx, chain);
    // No phone has read anything yet: history leaves no tombstones.
    await tx.query(
      "update customer_order set is_current = false where state in ('delivered', 'cancelled') and booked_at < now() - interval '90 days'",
    );
    return true;
  });
  // Fresh tables have no statistics; without them the first plans are guesses until Postgres looks by itself.
  if (seeded) await database.execute("analyze");
  return seeded;
}

async function isEmpty(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ taken: boolean }>("select exists (select from location) or exists (select from style) as taken");
  return row?.taken === false;
}

async function stampFeeds(tx: Tx, chain: DemoChain): Promise<void> {
  const changes = createChanges();
  for (const { locationId } of chain.locations) changes.location(locationId);
  for (const { styleId } of chain.styles) changes.style(styleId);
  for (const { locationId, variant } of chain.stock) changes.stock(locationId, variant);
  for (const { associateId, locationId } of chain.associates) changes.associate(associateId, locationId);
  for (const { customerId, associateId } of chain.clients) if (associateId) changes.day(associateId, customerId);
  for (const { associateId, customerId } of chain.lookedUp) changes.day(associateId, customerId);
  for (const { orderId, locationId } of chain.orders) changes.order(orderId, locationId);
  await recordChanges(tx, changes);
}
