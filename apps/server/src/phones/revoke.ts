import { DOOR } from "@aisle/db";
import type { App } from "../app.ts";
import { personContext } from "../sessions/person-context.ts";
import type { LiveSession } from "../sessions/session-reader.ts";

/**
 * Takes a phone out of use, at once: who is signed in on it is not any more, and it is answered nothing but how to leave. Its rows
 * stay, and so does its rescue key: what it could not send can still be brought in. False for a phone that is not theirs.
 */
export async function revokePhone(
  { database, noteSecurity, wake }: Pick<App, "database" | "noteSecurity" | "wake">,
  session: LiveSession,
  phone: { readonly deviceId: string; readonly locationId: string },
): Promise<boolean> {
  const { deviceId, locationId } = phone;
  const { associateId } = session;
  const touched = await database
    .as(personContext(session))
    .execute(
      "update device set revoked_at = coalesce(revoked_at, now()), revoked_by = coalesce(revoked_by, $2) where device_id = $1",
      [deviceId, associateId],
    );
  if (touched === 0) return false;
  // From here on nothing of it is answered; its sessions go too, whoever's they are.
  await database.as(DOOR).execute("delete from session where device_id = $1", [deviceId]);
  noteSecurity({ kind: "phone-revoked", deviceId, locationId, associateId });
  // It hears of it when it next asks; a poke makes that now.
  wake.poke([`store:${locationId}`], "");
  return true;
}
