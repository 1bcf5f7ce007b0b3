import "fake-indexeddb/auto";
import Dexie from "dexie";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AisleDatabase } from "./database.ts";
import { readDeviceId } from "./device-id.ts";
import { openDoor, StorageNotTrusted } from "./with-database.ts";

const opened: AisleDatabase[] = [];

function open(): AisleDatabase {
  const db = new AisleDatabase(`door-${opened.length}`);
  opened.push(db);
  return db;
}

afterEach(() => {
  for (const db of opened) db.close();
});

/** What Safari answers on every call after its network process was ended. */
function lost(): Error {
  return new Dexie.UnknownError("Connection to Indexed Database server lost. Refresh the page to try again");
}

describe("the door to the phone's database", () => {
  it("reopens a lost connection and runs the work again", async () => {
    const db = open();
    const door = openDoor(db);
    await db.settings.put({ key: "client", value: "Ana" });
    let tries = 0;
    const value = await door.call(async () => {
      tries++;
      if (tries === 1) throw lost();
      return (await db.settings.get("client"))?.value;
    });
    expect([value, tries, door.isTrusted()]).toEqual(["Ana", 2, true]);
  });

  it("works on a connection that was closed under it", async () => {
    const db = open();
    const door = openDoor(db);
    await door.call(() => db.settings.put({ key: "client", value: "Ana" }));
    db.close({ disableAutoOpen: true });
    expect((await door.call(() => db.settings.get("client")))?.value).toBe("Ana");
  });

  it("gives up after three dead tries, and says from then on that storage cannot be trusted", async () => {
    const door = openDoor(open());
    let told = 0;
    door.subscribe(() => told++);
    const call = door.call(() => Promise.reject(lost()));
    await expect(call).rejects.toBeInstanceOf(StorageNotTrusted);
    expect([door.isTrusted(), told]).toEqual([false, 1]);
  });

  it("does not wait for ever for storage that hangs", async () => {
    const door = openDoor(open(), { deadlineMs: 5 });
    const call = door.call(() => new Promise<never>(() => {}));
    await expect(call).rejects.toBeInstanceOf(StorageNotTrusted);
  });

  it("does not run a faulty or unlucky call again: only a new connection is a reason to", async () => {
    const db = open();
    const door = openDoor(db);
    let tries = 0;
    const full = door.call(async () => {
      tries++;
      throw new Dexie.AbortError(new Dexie.QuotaExceededError("full"));
    });
    await expect(full).rejects.toHaveProperty("name", "AbortError");
    const bug = door.call(async () => {
      tries++;
      throw new TypeError("a bug");
    });
    await expect(bug).rejects.toBeInstanceOf(TypeError);
    expect([tries, door.isTrusted()]).toEqual([2, true]);
  });

  it("[ST2] trusts storage again only once a write was answered, and says so", async () => {
    const door = openDoor(open());
    let told = 0;
    door.subscribe(() => told++);
    await expect(door.call(() => Promise.reject(lost()))).rejects.toBeInstanceOf(StorageNotTrusted);
    expect(door.trouble()).toBe("not-answering");
    await door.probe();
    expect([door.isTrusted(), told]).toEqual([true, 2]);
  });

  it("[ST1] finds a dead connection when the app comes to the front, before anybody taps", async () => {
    const db = open();
    const door = openDoor(db, { deadlineMs: 20 });
    await door.call(() => db.settings.put({ key: "client", value: "Ana" }));
    const dead = vi.spyOn(db, "meta", "get").mockReturnValue({ get: () => new Promise(() => {}) } as never);
    const opening = vi.spyOn(db, "open");
    await door.probe();
    dead.mockRestore();
    expect([opening.mock.calls.length, door.isTrusted()]).toEqual([1, true]);
    expect((await door.call(() => db.settings.get("client")))?.value).toBe("Ana");
  });

  it("[ST1] gives up an opening that hangs, and opens anew", async () => {
    const db = open();
    const door = openDoor(db, { deadlineMs: 20 });
    const real = indexedDB.open.bind(indexedDB);
    // A request nobody ever answers, as of a storage process that has gone.
    const hanging = vi
      .spyOn(indexedDB, "open")
      .mockReturnValueOnce({} as IDBOpenDBRequest)
      .mockImplementation(real);
    await door.call(() => db.settings.put({ key: "client", value: "Ana" }));
    expect(hanging.mock.calls.length).toBeGreaterThan(1);
    hanging.mockRestore();
  });

  it("[ST4] lets a newer app in another tab have the database, and writes nothing of its own into it any more", async () => {
    const db = open();
    const door = openDoor(db);
    await door.call(() => db.settings.put({ key: "client", value: "Ana" }));
    const newer = new Dexie(db.name);
    newer.version(99).stores({ settings: "key" });
    await newer.open();
    expect(door.trouble()).toBe("replaced");
    await expect(door.call(() => db.settings.count())).rejects.toBeInstanceOf(StorageNotTrusted);
    await door.probe();
    expect(door.isTrusted()).toBe(false);
    newer.close();
  });

  it("remains the same phone when the browser took its storage back while the app was open", async () => {
    const db = open();
    const door = openDoor(db);
    const mine = await readDeviceId(door, () => "0199a6c8-0000-7000-8000-000000000001");
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(db.name).onsuccess = resolve;
    });
    expect(await door.call(() => db.meta.count())).toBe(0);
    expect(await readDeviceId(door, () => mine)).toBe(mine);
    expect(await db.meta.count()).toBe(1);
  });
});
