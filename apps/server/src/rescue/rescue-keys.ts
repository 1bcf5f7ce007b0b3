import { randomBytes } from "node:crypto";
import { type Database, DOOR } from "@aisle/db";

const KEY_BYTES = 32;

/** A phone's rescue key, base64: made when the phone first asks, and the same ever after, so that an old package still opens. */
export async function giveRescueKey(database: Database, deviceId: string): Promise<string> {
  const [row] = await database
    .as({ deviceId })
    .query<{ rescue_key: Buffer }>(
      "update device set rescue_key = coalesce(rescue_key, $2) where device_id = $1 returning rescue_key",
      [deviceId, randomBytes(KEY_BYTES)],
      "give-rescue-key",
    );
  if (!row) throw new Error("a session stands on a phone that head office does not know");
  return row.rescue_key.toString("base64");
}

/** Where the phone that made a package belongs, and what opens it; null for a phone that was never given a key here. */
export async function readRescueKey(
  database: Database,
  deviceId: string,
): Promise<{ readonly locationId: string; readonly key: Buffer } | null> {
  const [row] = await database
    .as(DOOR)
    .query<{ location_id: string; rescue_key: Buffer | null }>(
      "select location_id, rescue_key from device where device_id = $1",
      [deviceId],
      "read-rescue-key",
    );
  return row?.rescue_key ? { locationId: row.location_id, key: row.rescue_key } : null;
}
