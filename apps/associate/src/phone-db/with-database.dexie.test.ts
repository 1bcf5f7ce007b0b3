import "fake-indexeddb/auto";
import Dexie from "dexie";
import { afterEach, describe, expect, it } from "vitest";
import { AisleDatabase } from "./database.ts";
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
});
