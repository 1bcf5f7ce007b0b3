import type { Database } from "@aisle/db";
import type { PhoneHealth } from "@aisle/protocol";

/** Writes down when a phone was last heard and how it is: at most once a minute, or when more or less waits on it. */
export async function noteContact(
  database: Database,
  about: { readonly deviceId: string; readonly appVersion: string; readonly health: PhoneHealth | undefined },
): Promise<void> {
  const { deviceId, appVersion, health } = about;
  await database.as({ deviceId }).execute(
    `update device set last_contact_at = now(), app_version = $2, waiting_count = coalesce($3, waiting_count), app_state = coalesce($4, app_state)
       where device_id = $1 and (last_contact_at < now() - interval '1 minute' or app_version <> $2 or waiting_count is distinct from coalesce($3, waiting_count))`,
    [deviceId, appVersion, health?.waiting ?? null, health ? JSON.stringify(health) : null],
    "note-contact",
  );
}
