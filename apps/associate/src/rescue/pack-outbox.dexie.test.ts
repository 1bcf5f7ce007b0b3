import "fake-indexeddb/auto";
import { inflateRawSync } from "node:zlib";
import { readRescueEnvelope } from "@aisle/protocol";
import { aBooking, aDevice, applied, aReply } from "@aisle/sync/testing";
import { expect, test } from "vitest";
import { AisleDatabase } from "../phone-db/database.ts";
import { createDexieStorage } from "../phone-db/dexie-storage.ts";
import { TEST_ROW_KEYS } from "../phone-db/testing/test-row-keys.ts";
import { openDoor } from "../phone-db/with-database.ts";
import { packOutbox } from "./pack-outbox.ts";
import { keepRescueKey, readRescueKey } from "./rescue-key.ts";

const KEY = Uint8Array.from({ length: 32 }, (_, index) => index * 7);
const NOW = Date.UTC(2026, 10, 24, 18);

let phones = 0;
async function aPhone({ hasKey = true } = {}) {
  const db = new AisleDatabase(`pack-${phones++}`);
  const door = openDoor(db);
  if (hasKey) await keepRescueKey(door, Buffer.from(KEY).toString("base64"));
  return {
    db,
    door,
    storage: createDexieStorage(door, TEST_ROW_KEYS),
    pack: () => packOutbox(door, { device: aDevice, now: NOW }),
  };
}

/** As head office opens it, but with this phone's own tools. */
async function open(bytes: Uint8Array<ArrayBuffer>): Promise<{ commands: { id: string; seq: number | null }[] }> {
  const envelope = readRescueEnvelope(bytes);
  if (!envelope.ok) throw new Error(envelope.refusal);
  const { header, nonce, sealed } = envelope.value;
  const key = await crypto.subtle.importKey("raw", KEY, "AES-GCM", false, ["decrypt"]);
  const deflated = await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce, additionalData: header }, key, sealed);
  return JSON.parse(inflateRawSync(new Uint8Array(deflated)).toString());
}

test("[RS1] a package holds every waiting command in the order issued, sent ones with their number, and nothing answered", async () => {
  const { storage, pack } = await aPhone();
  for (const number of [1, 2, 3]) await storage.enqueue(aBooking(number));
  const { stand } = await storage.takeBatch({ now: NOW, pushMax: 2 });
  await storage.apply({ stand, reply: aReply({ outcomes: [applied(aBooking(1))] }), now: NOW });
  const packed = await pack();
  if (packed.kind !== "packed") throw new Error(packed.kind);
  expect(packed).toMatchObject({ actions: 2, madeAt: NOW });
  const { commands } = await open(packed.bytes);
  expect(commands).toMatchObject([
    { id: aBooking(2).id, seq: 2, args: aBooking(2).args, by: aBooking(2).by, needs: [] },
    { id: aBooking(3).id, seq: null },
  ]);
});

test("[RS1] the phone's own key neither opens a package nor leaves the phone, and two packages of the same work differ", async () => {
  const { door, storage, pack } = await aPhone();
  await storage.enqueue(aBooking(1));
  const [one, two] = [await pack(), await pack()];
  if (one.kind !== "packed" || two.kind !== "packed") throw new Error("not packed");
  expect(Buffer.from(one.bytes).equals(two.bytes)).toBe(false);
  expect(Buffer.from(one.bytes).includes("Bay St")).toBe(false);
  const key = await readRescueKey(door);
  if (!key) throw new Error("no key");
  await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
  const iv = one.bytes.slice(29, 41);
  await expect(crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, one.bytes.slice(41))).rejects.toThrow();
});

test("[RS7] what was packed is not undone any more: its copy may be on its way", async () => {
  const { storage, pack } = await aPhone();
  await storage.enqueue(aBooking(1, { notBefore: NOW + 5000 }));
  await pack();
  await storage.enqueue(aBooking(2, { notBefore: NOW + 5000 }));
  expect(await storage.withdraw(aBooking(1).id)).toBe(false);
  expect(await storage.withdraw(aBooking(2).id)).toBe(true);
});

test("a phone with nothing waiting, or without a key, says so and marks nothing", async () => {
  expect(await (await aPhone()).pack()).toEqual({ kind: "nothing" });
  const { storage, pack } = await aPhone({ hasKey: false });
  await storage.enqueue(aBooking(1));
  expect(await pack()).toEqual({ kind: "no-key" });
  expect(await storage.withdraw(aBooking(1).id)).toBe(true);
});

test("five hundred bookings make a package that fits into one request", async () => {
  const { storage, pack } = await aPhone();
  for (let number = 1; number <= 500; number++) await storage.enqueue(aBooking(number));
  const packed = await pack();
  if (packed.kind !== "packed") throw new Error(packed.kind);
  expect((await open(packed.bytes)).commands).toHaveLength(500);
  expect(packed.bytes.length).toBeLessThan(64 * 1024);
});
