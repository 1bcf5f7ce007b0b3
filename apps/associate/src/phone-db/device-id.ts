import { DeviceId } from "@aisle/domain";
import type { DatabaseDoor } from "./with-database.ts";

/** This phone's id: minted at first use, the same for as long as its storage lives. */
export function readDeviceId(door: DatabaseDoor, newId: () => string): Promise<DeviceId> {
  return door.call((db) =>
    db.transaction("rw", db.meta, async () => {
      const known = await db.meta.get("device");
      if (known?.key === "device") return known.deviceId;
      const deviceId = DeviceId.parse(newId());
      await db.meta.add({ key: "device", deviceId });
      return deviceId;
    }),
  );
}
