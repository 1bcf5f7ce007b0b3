import { createChanges, type OwnersDatabase, recordChanges, type Tx, withTx } from "@aisle/db";
import { uuidv7 } from "@aisle/domain";
import { putInDay } from "@aisle/server/testing";
import { BEGINNING } from "./clock.ts";

/** The small chain every story begins with: two stores, a warehouse, three people, three clients, four items. */
export const PLACES = ["downtown", "airport", "warehouse"] as const;
export const STORES = ["downtown", "airport"] as const;
export const ITEMS = ["COAT", "HAT", "SCARF", "GLOVES"] as const;
export const PEOPLE = [1, 2, 3].map((number) => ({ id: idOf(number), store: number === 3 ? "airport" : "downtown" }));
export const CLIENTS = [11, 12, 13].map((number) => ({ id: idOf(number), store: number === 13 ? "airport" : "downtown" }));
export const FIRST_EPOCH = idOf(21);

/** A valid UUIDv7 that is the same in every run. */
export function idOf(number: number): string {
  return uuidv7(BEGINNING + number, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, number >> 16, (number >> 8) & 255, number & 255));
}

export async function seedChain(database: OwnersDatabase): Promise<void> {
  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    await tx.query("insert into database_life (one, epoch) values (1, $1) on conflict (one) do update set epoch = $1", [
      FIRST_EPOCH,
    ]);
    for (const [index, place] of PLACES.entries()) {
      await tx.query(
        `insert into location (location_id, name, kind, latitude, longitude, time_zone)
         values ($1, initcap($1), $2, $3, -122.4, 'America/Los_Angeles')`,
        [place, place === "warehouse" ? "warehouse" : "store", 37.8 - index / 10],
      );
      changes.location(place);
    }
    for (const { id, store } of PEOPLE) {
      await tx.query("insert into associate (associate_id, name, role, location_id) values ($1, 'Amara', 'associate', $2)", [
        id,
        store,
      ]);
      changes.associate(id, store);
    }
    for (const { id, store } of CLIENTS) {
      await tx.query("insert into customer (customer_id, name, home_location_id, since) values ($1, 'Mr Okafor', $2, 2021)", [
        id,
        store,
      ]);
      await assignTo(tx, changes, { customerId: id, store });
    }
    await tx.query("insert into style (style_id, ordinal, title, currency) values ('coat', 0, 'Coat', 'USD')");
    changes.style("coat");
    for (const [variant, sku] of ITEMS.entries()) {
      await tx.query("insert into variant (variant, style_id, position, sku, price_minor) values ($1, 'coat', $1, $2, 10000)", [
        variant,
        sku,
      ]);
      for (const place of PLACES) {
        await tx.query("insert into stock_level (location_id, variant) values ($1, $2)", [place, variant]);
        changes.stock(place, variant);
      }
    }
    await recordChanges(tx, changes);
  });
}

/** A client is the first person's of the store, and every other person there has just looked at them. */
export async function assignTo(
  tx: Tx,
  changes: ReturnType<typeof createChanges>,
  about: { readonly customerId: string; readonly store: string },
): Promise<void> {
  const { customerId, store } = about;
  const team = await tx.query<{ id: string }>(
    "select associate_id as id from associate where location_id = $1 and is_active order by 1",
    [store],
  );
  await tx.query("update customer set associate_id = $2 where customer_id = $1", [customerId, team[0]?.id ?? null]);
  for (const [index, { id }] of team.entries()) {
    const stay =
      index === 0 ? ({ why: "mine", until: null } as const) : ({ why: "opened", until: new Date("2099-01-01") } as const);
    await putInDay(tx, changes, { associateId: id, customerIds: [customerId], ...stay });
  }
}

/** A count of the shelf: on hand becomes `onHand`; promised units that are no longer found become short. */
export async function countShelf(
  tx: Tx,
  changes: ReturnType<typeof createChanges>,
  count: { readonly place: string; readonly variant: number; readonly onHand: number },
): Promise<void> {
  const { place, variant, onHand } = count;
  await tx.query("select 1 from stock_level where location_id = $1 and variant = $2 for update", [place, variant]);
  await tx.query(
    `with before as (select on_hand from stock_level where location_id = $1 and variant = $2),
     moved as (insert into stock_movement (location_id, variant, kind, on_hand_delta) select $1, $2, 'count', $3::int - on_hand from before)
     update stock_level set on_hand = $3::int, short = greatest(reserved + leased - greatest($3::int - unavailable - safety, 0), 0)
     where location_id = $1 and variant = $2`,
    [place, variant, onHand],
  );
  changes.stock(place, variant);
}
