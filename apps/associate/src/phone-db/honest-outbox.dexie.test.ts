import "fake-indexeddb/auto";
import type { SyncStorage } from "@aisle/sync";
import { aBooking } from "@aisle/sync/testing";
import Dexie from "dexie";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AisleDatabase } from "./database.ts";
import { createDexieStorage } from "./dexie-storage.ts";
import { createHonestOutbox } from "./honest-outbox.ts";
import { keepReserve, NoRoom } from "./room.ts";
import { TEST_ROW_KEYS } from "./testing/test-row-keys.ts";
import { openDoor, StorageNotTrusted } from "./with-database.ts";

const LIMITS = { now: 1, pushMax: 50 };
const opened: AisleDatabase[] = [];

afterEach(() => {
  vi.restoreAllMocks();
  for (const db of opened) db.close();
});

function openPhone() {
  const db = new AisleDatabase(`honest-${opened.length}`);
  opened.push(db);
  const door = openDoor(db);
  const storage = createDexieStorage(door, TEST_ROW_KEYS);
  return { db, door, storage, outbox: (over: Partial<SyncStorage> = {}) => createHonestOutbox({ ...storage, ...over }, door) };
}

describe("what a person was told about a tap", () => {
  it("[ST2] is not sent when they were told that it was not saved, though the disk took it", async () => {
    const { storage, outbox } = openPhone();
    const honest = outbox({
      enqueue: async (draft) => {
        await storage.enqueue(draft);
        throw new StorageNotTrusted("the answer never came");
      },
    });
    await expect(honest.enqueue(aBooking(1))).rejects.toBeInstanceOf(StorageNotTrusted);
    await storage.enqueue(aBooking(2));
    expect((await honest.takeBatch(LIMITS)).rows.map((row) => row.id)).toEqual([aBooking(2).id]);
  });

  it("[ST3] a full phone gives up its reserve first, and keeps what was tapped", async () => {
    const { db, outbox } = openPhone();
    await keepReserve(db);
    await db.parts.put({ part: 1, sha: "a", text: "{}" });
    fullWhile(async () => (await db.settings.count()) > 0);
    await outbox().enqueue(aBooking(1));
    expect([await db.outbox.count(), await db.settings.count(), await db.parts.count()]).toEqual([1, 0, 1]);
  });

  it("[ST3] then what can be fetched again, and never the outbox", async () => {
    const { db, storage, outbox } = openPhone();
    await storage.enqueue(aBooking(1));
    await keepReserve(db);
    await db.parts.put({ part: 1, sha: "a", text: "{}" });
    fullWhile(async () => (await db.parts.count()) > 0);
    await outbox().enqueue(aBooking(2));
    expect([await db.outbox.count(), await db.parts.count()]).toEqual([2, 0]);
    expect((await storage.readState()).catalogue).toBeNull();
  });

  it("[ST3] says that nothing was saved when there is no room even then", async () => {
    const { db, door, storage, outbox } = openPhone();
    await storage.enqueue(aBooking(1));
    fullWhile(async () => true);
    await expect(outbox().enqueue(aBooking(2))).rejects.toBeInstanceOf(NoRoom);
    expect([await db.outbox.count(), door.isTrusted()]).toEqual([1, true]);
  });
});

/** Has the disk refuse every new row of the outbox while `isFull`. */
function fullWhile(isFull: () => Promise<boolean>): void {
  const real = Dexie.prototype.transaction;
  vi.spyOn(Dexie.prototype, "transaction").mockImplementation(function (this: Dexie, ...asked: unknown[]) {
    const isOfOutbox = asked.length === 3 && (asked[1] as { name?: string }).name === "outbox";
    if (!isOfOutbox) return Reflect.apply(real, this, asked);
    return Dexie.Promise.resolve(isFull()).then((full) => {
      if (full) throw new Dexie.AbortError(new Dexie.QuotaExceededError("full"));
      return Reflect.apply(real, this, asked);
    });
  } as typeof real);
}
