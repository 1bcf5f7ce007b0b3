import type { PhoneHealth } from "@aisle/protocol";
import type { DatabaseDoor } from "../phone-db/with-database.ts";

/** How this phone is; undefined where its storage does not say. */
export async function readHealth(door: DatabaseDoor): Promise<PhoneHealth | undefined> {
  try {
    const [own, carried, estimate, isPersistent] = await Promise.all([
      door.call((db) => db.outbox.where({ outcomeAt: 0 }).count()),
      door.call((db) => db.rescued.where({ answeredAt: 0 }).count()),
      navigator.storage?.estimate?.(),
      navigator.storage?.persisted?.(),
    ]);
    return {
      waiting: own + carried,
      usedBytes: estimate?.usage ?? null,
      quotaBytes: estimate?.quota ?? null,
      isPersistent: isPersistent ?? null,
    };
  } catch {
    // An exchange goes without it.
    return undefined;
  }
}
