import type { DeviceId } from "@aisle/domain";
import type { DatabaseDoor } from "./with-database.ts";

/**
 * This phone's id: minted at first use, the same for as long as its storage lives. Known ids are only read: a write would make
 * every page that opens wait for whoever writes, and WebKit's storage can leave a write lock behind with a page that is gone.
 */
export async function readDeviceId(door: DatabaseDoor, newId: () => string | Promise<string>): Promise<DeviceId> {
  const known = await door.call((db) => db.meta.get("device"));
  if (known?.key === "device") return known.deviceId;
  // Boundary: a fresh UUIDv7 is what a phone's id is made of.
  return keepDeviceId(door, (await newId()) as DeviceId);
}

/** Writes `mine` down where the phone has no id (any more), and answers the one it has. Two tabs that start at once agree. */
function keepDeviceId(door: DatabaseDoor, mine: DeviceId): Promise<DeviceId> {
  return door.call((db) =>
    db.transaction("rw", db.meta, async () => {
      const known = await db.meta.get("device");
      if (known?.key === "device") return known.deviceId;
      await db.meta.add({ key: "device", deviceId: mine });
      return mine;
    }),
  );
}
