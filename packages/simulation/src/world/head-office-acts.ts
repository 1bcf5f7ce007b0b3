import {
  associateFeed,
  type Changes,
  createChanges,
  isTransient,
  type OwnersDatabase,
  recordChanges,
  storeFeed,
  type Tx,
  withTx,
} from "@aisle/db";
import { leaveDayOf, leaveDays } from "@aisle/server/testing";
import type { Sabotage } from "../sabotage.ts";
import type { Step } from "../story.ts";
import { assignTo, CLIENTS, countShelf, ITEMS, PEOPLE, PLACES } from "./chain.ts";
import { underFate } from "./statements.ts";

type Act = Extract<Step, { readonly kind: "client-moves" | "person-moves" | "count" | "floor" }>;

/** What head office does beside the phones. Returns it in words; null when somebody held what it needed. */
export async function act(database: OwnersDatabase, step: Act, sabotage: Sabotage): Promise<string | null> {
  try {
    const { database: itself } = underFate(database, { fate: { kind: "fine" }, rewrite: sabotage.rewrite });
    return await withTx(itself, {}, async (tx) => {
      const changes = createChanges();
      const said = await write(tx, sabotage.forgetsTombstones ? { ...changes, gone: () => {}, day: () => {} } : changes, step);
      await recordChanges(tx, changes);
      return said;
    });
  } catch (fault) {
    if (isTransient(fault)) return null;
    throw fault;
  }
}

async function write(tx: Tx, changes: Changes, step: Act): Promise<string> {
  switch (step.kind) {
    case "client-moves": {
      const id = CLIENTS[step.client % CLIENTS.length]?.id ?? "";
      const { from, to } = await move(tx, "update customer set home_location_id = $2 where customer_id = $1", {
        id,
        read: "select home_location_id as place from customer where customer_id = $1 for update",
      });
      await assignTo(tx, changes, { customerId: id, store: to });
      await leaveDays(tx, changes, [id]);
      changes.customer(id);
      return `Client ${step.client % CLIENTS.length} moves from ${from} to ${to}.`;
    }
    case "person-moves": {
      const id = PEOPLE[step.person % PEOPLE.length]?.id ?? "";
      const { from, to } = await move(tx, "update associate set location_id = $2 where associate_id = $1", {
        id,
        read: "select location_id as place from associate where associate_id = $1 for update",
      });
      changes.gone(storeFeed(from), "associates", id);
      changes.associate(id, to);
      await leaveDayOf(tx, changes, id);
      return `Person ${step.person % PEOPLE.length} moves from ${from} to ${to}.`;
    }
    case "count": {
      const place = PLACES[step.place % PLACES.length] ?? "warehouse";
      const variant = step.item % ITEMS.length;
      await countShelf(tx, changes, { place, variant, onHand: step.onHand });
      return `${step.onHand} of ${ITEMS[variant]} are counted at ${place}.`;
    }
    case "floor": {
      const feeds = [storeFeed("downtown"), storeFeed("airport"), "network", associateFeed(PEOPLE[0]?.id ?? "")];
      const feed = feeds[step.feed % feeds.length] ?? "network";
      await tx.query("delete from tombstone where feed_id = $1", [feed]);
      await tx.query("update feed set floor = head where feed_id = $1", [feed]);
      return `Head office forgets who left ${feed}.`;
    }
  }
}

async function move(
  tx: Tx,
  update: string,
  row: { readonly id: string; readonly read: string },
): Promise<{ readonly from: string; readonly to: string }> {
  const [is] = await tx.query<{ place: string }>(row.read, [row.id]);
  const from = is?.place ?? "downtown";
  const to = from === "downtown" ? "airport" : "downtown";
  await tx.query(update, [row.id, to]);
  return { from, to };
}
