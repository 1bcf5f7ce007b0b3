import "fake-indexeddb/auto";
import { NONCE_BYTES, type RescueAnswer, rescueHeader } from "@aisle/protocol";
import { aBooking, aDevice } from "@aisle/sync/testing";
import { expect, test, vi } from "vitest";
import { AisleDatabase } from "../phone-db/database.ts";
import { createDexieStorage } from "../phone-db/dexie-storage.ts";
import { TEST_ROW_KEYS } from "../phone-db/testing/test-row-keys.ts";
import { openDoor } from "../phone-db/with-database.ts";
import { createRescue } from "./rescue.ts";
import type { RescueDesk } from "./rescue-desk.ts";

const KEY = Buffer.alloc(32, 7).toString("base64");
const ALL_TAKEN = { kind: "taken-in", epoch: "one", actions: 1, confirmed: 1, known: 0, unreadable: 0, needsYou: [] } as const;

let phones = 0;

/** A phone whose signal and head office the test plays. */
function aPhone({ name = `rescue-${phones++}`, isSignedIn = true } = {}) {
  const db = new AisleDatabase(name);
  const door = openDoor(db);
  const later: (() => void)[] = [];
  const desk = { hasSignal: true, taken: [] as Uint8Array[], answer: ALL_TAKEN as RescueAnswer };
  const reach = <Value>(value: Value): Promise<Value> =>
    desk.hasSignal ? Promise.resolve(value) : Promise.reject(new TypeError("no signal"));
  const calls: RescueDesk = {
    key: () => reach(KEY),
    takeIn: async (bytes) => {
      await reach(null);
      desk.taken.push(bytes);
      return desk.answer;
    },
  };
  const rescue = createRescue({
    door,
    device: aDevice,
    desk: calls,
    now: Date.now,
    isSignedIn: () => isSignedIn,
    report: (fault) => {
      throw fault;
    },
    after: (_, work) => {
      later.push(work);
      return () => later.splice(0);
    },
  });
  /** What was to be tried again after a while is tried now. */
  const whileLater = () => later.splice(0).map((work) => work());
  return { name, db, desk, rescue, later, whileLater, storage: createDexieStorage(door, TEST_ROW_KEYS) };
}

function aPackage(): Uint8Array<ArrayBuffer> {
  const header = rescueHeader({ device: aDevice, madeAt: 1_764_000_000_000, nonce: new Uint8Array(NONCE_BYTES) });
  return Uint8Array.from([...header, ...new Uint8Array(40)]);
}

const answerOf = async (db: AisleDatabase) => (await db.rescued.toArray()).map(({ answer }) => answer?.kind ?? null);

test("the key is asked for whenever somebody is signed in, until the phone has it; then it can seal", async () => {
  const { rescue, storage, desk, later, whileLater } = aPhone();
  await storage.enqueue(aBooking(1));
  desk.hasSignal = false;
  rescue.wake();
  await vi.waitFor(() => expect(later).toHaveLength(1));
  expect(await rescue.pack()).toEqual({ kind: "no-key" });
  desk.hasSignal = true;
  whileLater();
  await vi.waitFor(async () => expect(await rescue.pack()).toMatchObject({ kind: "packed", actions: 1 }));
});

test("[RS5] a package taken in without signal outlives the app, and is brought when there is signal", async () => {
  const first = aPhone();
  first.desk.hasSignal = false;
  expect(await first.rescue.takeIn(aPackage())).toMatchObject({ ok: true });
  await vi.waitFor(() => expect(first.later).toHaveLength(1));
  first.rescue.stop();
  first.db.close();

  const second = aPhone({ name: first.name });
  expect(await answerOf(second.db)).toEqual([null]);
  second.rescue.wake();
  await vi.waitFor(async () => expect(await answerOf(second.db)).toEqual(["taken-in"]));
  expect(second.desk.taken).toEqual([aPackage()]);
  await vi.waitFor(() => expect(second.rescue.status.current()).toEqual({ sending: [] }));
});

test("[RS5] head office asking to wait ends nothing: the package is tried again", async () => {
  const { db, desk, rescue, later, whileLater } = aPhone();
  desk.answer = { kind: "try-later", afterMs: 5000 };
  await rescue.takeIn(aPackage());
  await vi.waitFor(() => expect(later).toHaveLength(1));
  expect(await answerOf(db)).toEqual([null]);
  desk.answer = ALL_TAKEN;
  whileLater();
  await vi.waitFor(async () => expect(await answerOf(db)).toEqual(["taken-in"]));
});

test("a phone nobody is signed in on keeps a package and asks nothing", async () => {
  const { db, desk, rescue } = aPhone({ isSignedIn: false });
  await rescue.takeIn(aPackage());
  expect(await answerOf(db)).toEqual([null]);
  expect(desk.taken).toEqual([]);
});
