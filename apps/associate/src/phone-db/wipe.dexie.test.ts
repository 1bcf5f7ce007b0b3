import "fake-indexeddb/auto";
import { DeviceId } from "@aisle/domain";
import { aBooking, aCustomer, anId, applied, aReply, refused } from "@aisle/sync/testing";
import { afterEach, describe, expect, it } from "vitest";
import { AisleDatabase } from "./database.ts";
import { readDeviceId } from "./device-id.ts";
import { createDexieStorage } from "./dexie-storage.ts";
import { sealRow } from "./sealed-rows.ts";
import { TEST_ROW_KEYS } from "./testing/test-row-keys.ts";
import { wipe } from "./wipe.ts";
import { openDoor } from "./with-database.ts";

const opened: AisleDatabase[] = [];

afterEach(() => {
  for (const db of opened) db.close();
});

async function putClient(db: AisleDatabase): Promise<void> {
  const key = TEST_ROW_KEYS.keyOf("store:downtown");
  const place = { feed: "store:downtown", table: "customers", key: aCustomer().customerId, version: 5 } as const;
  if (key) await db.sealed.put(await sealRow(key, place, aCustomer()));
}

function openPhone() {
  const db = new AisleDatabase(`wipe-${opened.length}`);
  opened.push(db);
  const door = openDoor(db);
  return { db, door, storage: createDexieStorage(door, TEST_ROW_KEYS) };
}

describe("taking everything off a phone", () => {
  it("[LE2] is refused while something was never answered, and takes nothing then", async () => {
    const { db, door, storage } = openPhone();
    await storage.enqueue(aBooking(1));
    await putClient(db);
    expect(await wipe(door)).toEqual({ ok: false, inTheWay: { unsent: [aBooking(1).id], unknown: [], unseen: [] } });
    expect([await db.outbox.count(), await db.sealed.count()]).toEqual([1, 1]);
  });

  it("leaves nothing but who the phone is and where its numbers stand", async () => {
    const { db, door, storage } = openPhone();
    const deviceId = await readDeviceId(door, () => anId(1));
    await storage.enqueue(aBooking(1));
    const { stand } = await storage.takeBatch({ now: 1, pushMax: 50 });
    await storage.apply({ stand, reply: aReply({ outcomes: [applied(aBooking(1))] }), now: 1 });
    await putClient(db);
    await db.settings.put({ key: "focus", value: "Ana" });
    expect(await wipe(door)).toEqual({ ok: true });
    const left = await Promise.all(db.tables.map(async (table) => [table.name, await table.count()]));
    expect(left.filter(([, count]) => count !== 0)).toEqual([["meta", 2]]);
    expect(await storage.readState()).toMatchObject({ epoch: "first-life", nextSeq: 2, cursor: {}, catalogue: null });
    expect(await readDeviceId(door, () => anId(2))).toBe(deviceId);
  });

  it("[LE2] is refused while an answer is unknown, or a refusal unseen", async () => {
    const { door, storage } = openPhone();
    for (const number of [1, 2]) await storage.enqueue(aBooking(number));
    const { stand } = await storage.takeBatch({ now: 1, pushMax: 50 });
    await storage.apply({ stand, reply: aReply({ outcomes: [refused(aBooking(1))] }), now: 1 });
    const inTheWay = { unsent: [], unknown: [aBooking(2).id], unseen: [aBooking(1).id] };
    expect(await wipe(door)).toEqual({ ok: false, inTheWay });
  });

  it("[LE2] takes what a person has decided about, and nothing that came after they did", async () => {
    const { db, door, storage } = openPhone();
    await storage.enqueue(aBooking(1));
    const decided = [aBooking(1).id];
    await storage.enqueue(aBooking(2));
    expect(await wipe(door, decided)).toMatchObject({ ok: false, inTheWay: { unsent: [aBooking(2).id] } });
    expect(await wipe(door, [...decided, aBooking(2).id])).toEqual({ ok: true });
    expect(await db.outbox.count()).toBe(0);
  });

  it("[LE2] is refused while the phone carries what another one could not send", async () => {
    const { db, door } = openPhone();
    const carried = {
      id: "a package",
      bytes: new Uint8Array(60),
      device: DeviceId.parse(anId(9)),
      madeAt: 1,
      takenAt: 2,
      answer: null,
      answeredAt: 0,
      isSeen: false,
    };
    await db.rescued.put(carried);
    expect(await wipe(door)).toEqual({ ok: false, inTheWay: { unsent: ["a package"], unknown: [], unseen: [] } });
    await db.rescued.put({ ...carried, answer: { kind: "refused", code: "other-store" }, answeredAt: 3 });
    expect(await wipe(door)).toEqual({ ok: false, inTheWay: { unsent: [], unknown: [], unseen: ["a package"] } });
    await db.rescued.update("a package", { isSeen: true });
    expect(await wipe(door)).toEqual({ ok: true });
  });
});
