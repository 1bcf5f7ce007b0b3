import { createChanges, type OwnersDatabase, recordChanges, withTx } from "@aisle/db";
import { hashToken, putInDay, testPhoneKey } from "@aisle/server/testing";
import {
  associateOf,
  CLIENTS_PER_STORE,
  clientOf,
  ITEMS,
  isScarce,
  phoneOf,
  STORES,
  type Storm,
  skuOf,
  storeOf,
  WAREHOUSE,
  warehouseUnits,
} from "./plan.ts";

/** Puts the storm's chain into a migrated database: stores with people, clients and signed-in phones, a warehouse, items. */
export async function seedChain(database: OwnersDatabase, storm: Storm): Promise<void> {
  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    for (const [index, locationId] of places().entries()) {
      await tx.query(
        "insert into location (location_id, name, kind, latitude, longitude, time_zone) values ($1, initcap($1), $2, $3, -122.4, 'UTC')",
        [locationId, locationId === WAREHOUSE ? "warehouse" : "store", 37 + index / 10],
      );
      changes.location(locationId);
    }
    for (let store = 0; store < STORES; store++) {
      const [by, home] = [associateOf(storm, store), storeOf(store)];
      await tx.query("insert into associate (associate_id, name, role, location_id) values ($1, $2, 'associate', $3)", [
        by,
        `Associate ${store}`,
        home,
      ]);
      changes.associate(by, home);
      for (let client = 0; client < CLIENTS_PER_STORE; client++) {
        const customerId = clientOf(storm, store, client);
        await tx.query("insert into customer (customer_id, name, home_location_id, since) values ($1, $2, $3, 2021)", [
          customerId,
          `Client ${client}`,
          home,
        ]);
        await putInDay(tx, changes, { associateId: by, customerIds: [customerId], why: "mine", until: null });
      }
    }
    await tx.query("insert into style (style_id, ordinal, title, currency) values ('coat', 0, 'Coat', 'USD')");
    changes.style("coat");
    for (let item = 0; item < ITEMS; item++) {
      await tx.query("insert into variant (variant, style_id, position, sku, price_minor) values ($1, 'coat', $1, $2, 10000)", [
        item,
        skuOf(item),
      ]);
      for (const locationId of places()) {
        await tx.query("insert into stock_level (location_id, variant, on_hand, safety) values ($1, $2, $3, $4)", [
          locationId,
          item,
          locationId === WAREHOUSE ? warehouseUnits(storm, item) : isScarce(item) ? 2 : 20,
          item % 2,
        ]);
        changes.stock(locationId, item);
      }
    }
    await tx.query(
      "insert into stock_movement (location_id, variant, kind, on_hand_delta) select location_id, variant, 'opening', on_hand from stock_level",
    );
    for (let number = 0; number < storm.phones; number++) {
      const { deviceId, token, storeId, by } = phoneOf(storm, number);
      await tx.query("insert into device (device_id, location_id, public_key) values ($1, $2, $3)", [
        deviceId,
        storeId,
        testPhoneKey(deviceId).publicKey,
      ]);
      await tx.query(
        `insert into session (token_hash, associate_id, device_id, last_seen_at, expires_at)
         values ($1, $2, $3, now() + interval '1 day', now() + interval '1 day')`,
        [hashToken(token), by, deviceId],
      );
    }
    await recordChanges(tx, changes);
  });
}

export function places(): readonly string[] {
  return [...Array.from({ length: STORES }, (_, store) => storeOf(store)), WAREHOUSE];
}
