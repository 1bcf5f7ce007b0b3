// One shift of a phone in a few hundred storage operations, one of which fails; then the app is opened cold on healthy storage.
//
//   open, device id, first contact, three bookings, send, answer, acknowledge, one more, start over, one more, send
//
// What every tap was told is written down, and held against what head office has in the end.

import { exchangeOnce, type SyncStorage } from "@aisle/sync";
import { aBooking, aCustomer, anId, aPatch, createSmallHeadOffice, createVirtualAlarm } from "@aisle/sync/testing";
import { AisleDatabase } from "../database.ts";
import { readDeviceId } from "../device-id.ts";
import { createDexieStorage } from "../dexie-storage.ts";
import { createHonestOutbox } from "../honest-outbox.ts";
import { openDoor } from "../with-database.ts";
import type { FailingIdb, Failure } from "./failing-idb.ts";
import { makeRowKeys, openAll } from "./row-keys.ts";

export type StoryVerdict = {
  /** Storage operations of the story, and whether the fault came to pass. */
  readonly operations: number;
  readonly hasFailed: boolean;
  readonly saved: number;
  readonly denied: number;
  /** Called saved, and neither at head office nor waiting. */
  readonly lost: number;
  readonly doubled: number;
  /** Called not saved, and yet at head office. */
  readonly lied: number;
  /** Still waiting when everything works again. */
  readonly stuck: number;
  /** The phone's rows are not head office's. */
  readonly diverged: number;
};

export type StoryOptions = {
  readonly idb: FailingIdb;
  readonly fault: { readonly at: number; readonly failure: Failure } | null;
  /** Another for each story. */
  readonly name: string;
  readonly deadlineMs: number;
  /** The app's own, unless a broken one is to be caught. */
  readonly createOutbox?: typeof createHonestOutbox;
};

export async function tellStory(options: StoryOptions): Promise<StoryVerdict> {
  const { idb, fault, name, deadlineMs, createOutbox = createHonestOutbox } = options;
  const customer = aCustomer();
  const keys = await makeRowKeys();
  const patches = [aPatch("store:downtown", { from: 0, to: 5 }, { rows: { customers: [customer] } })];
  const headOffice = createSmallHeadOffice({ patches });
  const [saved, denied]: [string[], string[]] = [[], []];

  const open = (deadlines: Parameters<typeof openDoor>[1] = {}) => {
    const database = new AisleDatabase(name);
    const door = openDoor(database, deadlines);
    return { database, door, storage: createOutbox(createDexieStorage(door, keys), door) };
  };
  const exchange = (storage: SyncStorage) =>
    exchangeOnce(
      { storage, alarm: createVirtualAlarm(), transport: { exchange: async (request) => headOffice.answer(request) } },
      { identity: { device: DEVICE, app: "story" }, pushMax: 50, isPull: true, onSending: () => {} },
      new AbortController().signal,
    );
  const tap = async (storage: SyncStorage, number: number) => {
    const booking = aBooking(number);
    await storage.enqueue(booking).then(
      () => saved.push(booking.id),
      () => denied.push(booking.id),
    );
  };

  idb.arm(fault);
  const phone = open({ deadlineMs, bulkDeadlineMs: deadlineMs });
  const { storage, door } = phone;
  await anyway(() => readDeviceId(door, () => DEVICE));
  await anyway(() => exchange(storage));
  for (const number of [1, 2, 3]) await tap(storage, number);
  await anyway(() => exchange(storage));
  await anyway(() => storage.acknowledge(aBooking(1).id));
  await tap(storage, 4);
  await anyway(() => storage.startOver({ feeds: ["store:downtown"], epoch: "first-life" }));
  // The app comes to the front again: what was dead is opened anew.
  idb.heal();
  await door.probe();
  await tap(storage, 5);
  await anyway(() => exchange(storage));
  const told = { operations: idb.count(), hasFailed: idb.hasFailed() };
  idb.arm(null);
  phone.database.close();

  const again = open();
  for (let turn = 0; turn < 5; turn++) await exchange(again.storage);
  const stuck = await again.database.outbox.where({ outcomeAt: 0 }).count();
  const rows = await openAll(again.database, "customers", keys);
  again.database.close();
  const { effects } = headOffice;
  return {
    ...told,
    saved: saved.length,
    denied: denied.length,
    lost: saved.filter((id) => !effects.includes(id)).length,
    doubled: effects.length - new Set(effects).size,
    lied: denied.filter((id) => effects.includes(id)).length,
    stuck,
    diverged: rows.length === 1 && rows[0]?.customerId === customer.customerId ? 0 : 1,
  };
}

// Boundary: an id is branded by parsing, which a story does not need.
const DEVICE = anId(9) as Parameters<typeof exchangeOnce>[1]["identity"]["device"];

/** What fails here is tried again by the loop, as on a phone. */
async function anyway(work: () => Promise<unknown>): Promise<void> {
  await work().catch(() => {});
}
