import "fake-indexeddb/auto";
import { NONCE_BYTES, type RescueAnswer, rescueHeader } from "@aisle/protocol";
import { NEW_PHONE, RETENTION_MS } from "@aisle/sync";
import { aDevice } from "@aisle/sync/testing";
import { expect, test } from "vitest";
import { AisleDatabase } from "../phone-db/database.ts";
import { openDoor } from "../phone-db/with-database.ts";
import { forgetOldPackages, keepAnswer, keepPackage, markSeen, packagesToBring } from "./carried-packages.ts";

const NOW = Date.UTC(2026, 10, 24, 18);
const ALL_TAKEN: RescueAnswer = {
  kind: "taken-in",
  epoch: "first-life",
  actions: 3,
  confirmed: 3,
  known: 0,
  unreadable: 0,
  needsYou: [],
};

let phones = 0;
async function aCarrier() {
  const db = new AisleDatabase(`carrier-${phones++}`);
  await db.meta.put({ key: "sync", ...NEW_PHONE, epoch: "first-life" });
  return { db, door: openDoor(db) };
}

function aPackage(fill = 1): Uint8Array<ArrayBuffer> {
  const header = rescueHeader({ device: aDevice, madeAt: NOW, nonce: new Uint8Array(NONCE_BYTES) });
  return Uint8Array.from([...header, ...new Uint8Array(40).fill(fill)]);
}

async function taken(door: ReturnType<typeof openDoor>, bytes = aPackage()) {
  const kept = await keepPackage(door, bytes, NOW);
  if (!kept.ok) throw new Error(kept.refusal);
  return kept.value;
}

test("[RS5] a package is kept, once, until head office has answered it", async () => {
  const { db, door } = await aCarrier();
  const { id } = await taken(door);
  await taken(door);
  await taken(door, aPackage(2));
  expect(await packagesToBring(door)).toHaveLength(2);
  await keepAnswer(door, { id, answer: ALL_TAKEN, now: NOW });
  expect(await packagesToBring(door)).toMatchObject([{ bytes: aPackage(2) }]);
  expect(await db.rescued.get(id)).toMatchObject({ isSeen: true, bytes: aPackage() });
});

test("what is no package is not taken in", async () => {
  const { door } = await aCarrier();
  expect(await keepPackage(door, new Uint8Array(60), NOW)).toEqual({ ok: false, refusal: "not-a-package" });
  expect(await packagesToBring(door)).toEqual([]);
});

test("[RS8] an answer that needs a person waits for one, and a refused package may be brought again", async () => {
  const { db, door } = await aCarrier();
  const { id } = await taken(door);
  await keepAnswer(door, { id, answer: { kind: "refused", code: "other-store" }, now: NOW });
  expect(await db.rescued.get(id)).toMatchObject({ isSeen: false });
  await markSeen(door, id);
  expect(await packagesToBring(door)).toEqual([]);
  await taken(door);
  expect(await packagesToBring(door)).toHaveLength(1);
});

test("[RS9] a package is brought again to another life of head office's database, and forgotten with the outbox's own", async () => {
  const { db, door } = await aCarrier();
  const { id } = await taken(door);
  await keepAnswer(door, { id, answer: ALL_TAKEN, now: NOW });
  await db.meta.put({ key: "sync", ...NEW_PHONE, epoch: "second-life" });
  expect(await packagesToBring(door)).toHaveLength(1);
  await keepAnswer(door, { id, answer: { ...ALL_TAKEN, epoch: "second-life" }, now: NOW });
  expect(await packagesToBring(door)).toEqual([]);
  await forgetOldPackages(door, NOW + RETENTION_MS);
  expect(await db.rescued.count()).toBe(1);
  await forgetOldPackages(door, NOW + RETENTION_MS + 1);
  expect(await db.rescued.count()).toBe(0);
});
