import { randomBytes } from "node:crypto";
import { createChanges, type OwnersDatabase, recordChanges, withTx } from "@aisle/db";
import { uuidv7 } from "@aisle/domain";
import { putInDay } from "../customers/day-writer.ts";
import { hashToken, SESSION_COOKIE } from "../sessions/session-reader.ts";
import { testPhoneKey } from "./test-phone.ts";

export type SmallChain = {
  readonly associateId: string;
  readonly customerId: string;
  /** A new phone at `downtown` with Amara signed in: its id and its cookie. */
  readonly addPhone: () => Promise<{ deviceId: string; cookie: string }>;
};

export const newId = (): string => uuidv7(Date.now(), randomBytes(10));

/** Stock a test begins with: units on hand by location, for one item. */
export type ItemStock = {
  readonly sku: string;
  readonly priceMinor?: number;
  readonly onHand: Readonly<Record<string, number>>;
  readonly safety?: number;
};

const PLACES = [
  { id: "downtown", kind: "store", latitude: 37.787, longitude: -122.407 },
  { id: "airport", kind: "store", latitude: 37.616, longitude: -122.386 },
  { id: "harbour", kind: "store", latitude: 34.05, longitude: -118.24 },
  { id: "warehouse", kind: "warehouse", latitude: 37.66, longitude: -122.4 },
] as const;

/** Three stores, a warehouse, Amara the associate at downtown, Mr Okafor the customer, and the items asked for. */
export async function seedSmallChain(database: OwnersDatabase, items: readonly ItemStock[]): Promise<SmallChain> {
  const associateId = newId();
  const customerId = newId();
  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    for (const place of PLACES) {
      await tx.query(
        "insert into location (location_id, name, kind, latitude, longitude, time_zone) values ($1, initcap($1), $2, $3, $4, 'America/Los_Angeles')",
        [place.id, place.kind, place.latitude, place.longitude],
      );
      changes.location(place.id);
    }
    await tx.query(
      "insert into associate (associate_id, name, role, location_id) values ($1, 'Amara', 'associate', 'downtown')",
      [associateId],
    );
    changes.associate(associateId, "downtown");
    await tx.query(
      "insert into customer (customer_id, name, home_location_id, since, associate_id) values ($1, 'Mr Okafor', 'downtown', 2021, $2)",
      [customerId, associateId],
    );
    await putInDay(tx, changes, { associateId, customerIds: [customerId], why: "mine", until: null });
    await tx.query("insert into style (style_id, ordinal, title, currency) values ('coat', 0, 'Coat', 'USD')");
    changes.style("coat");
    for (const [variant, item] of items.entries()) {
      await tx.query("insert into variant (variant, style_id, position, sku, price_minor) values ($1, 'coat', $1, $2, $3)", [
        variant,
        item.sku,
        item.priceMinor ?? 10_000,
      ]);
      for (const [locationId, onHand] of Object.entries(item.onHand)) {
        await tx.query("insert into stock_level (location_id, variant, on_hand, safety) values ($1, $2, $3, $4)", [
          locationId,
          variant,
          onHand,
          item.safety ?? 0,
        ]);
        await tx.query("insert into stock_movement (location_id, variant, kind, on_hand_delta) values ($1, $2, 'opening', $3)", [
          locationId,
          variant,
          onHand,
        ]);
        changes.stock(locationId, variant);
      }
    }
    await recordChanges(tx, changes);
  });
  const addPhone = async () => {
    const deviceId = newId();
    const token = randomBytes(32).toString("base64url");
    await database.query("insert into device (device_id, location_id, public_key) values ($1, 'downtown', $2)", [
      deviceId,
      testPhoneKey(deviceId).publicKey,
    ]);
    await database.query(
      `insert into session (token_hash, associate_id, device_id, last_seen_at, expires_at)
       values ($1, $2, $3, now() + interval '1 day', now() + interval '1 day')`,
      [hashToken(token), associateId, deviceId],
    );
    return { deviceId, cookie: `${SESSION_COOKIE}=${token}` };
  };
  return { associateId, customerId, addPhone };
}
