import "fake-indexeddb/auto";
import { aBooking, applied, aReply } from "@aisle/sync/testing";
import { expect, it, vi } from "vitest";
import { AisleDatabase } from "./database.ts";
import { createDexieStorage } from "./dexie-storage.ts";
import { createSecondCopy, type Shelf } from "./second-copy.ts";
import { TEST_ROW_KEYS } from "./testing/test-row-keys.ts";
import { openDoor } from "./with-database.ts";

const NOW = Date.UTC(2026, 10, 23, 9);
const LIMITS = { now: NOW, pushMax: 50 };

function aShelf(): Shelf & { readonly texts: Map<string, string> } {
  const texts = new Map<string, string>();
  return {
    texts,
    put: async (key, text) => void texts.set(key, text),
    remove: async (key) => void texts.delete(key),
    keys: async () => [...texts.keys()],
    read: async (key) => texts.get(key) ?? null,
  };
}

let phones = 0;

/** A phone over `shelf`, as an app that was just opened finds it; `lose` is what a browser does with a database it cannot read. */
async function openPhone(shelf: Shelf, name = `second-copy-${++phones}`) {
  const database = new AisleDatabase(name);
  const report = vi.fn();
  const copies = createSecondCopy({ door: openDoor(database), shelf, now: () => NOW, report, patienceMs: 50 });
  const written = createDexieStorage(openDoor(database), TEST_ROW_KEYS);
  const device = await copies.open(written, () => crypto.randomUUID());
  return { name, database, device, report, storage: copies.watch(written), lose: () => database.delete() };
}

it("[OB14] puts what waits back when the browser has thrown the database away, in its order and as the same phone", async () => {
  const shelf = aShelf();
  const phone = await openPhone(shelf);
  for (const number of [3, 1, 2]) await phone.storage.enqueue(aBooking(number));
  await phone.storage.takeBatch(LIMITS);
  await phone.lose();
  const again = await openPhone(shelf, phone.name);
  expect(again.device).toBe(phone.device);
  const { rows } = await again.storage.takeBatch(LIMITS);
  expect(rows.map((row) => row.id)).toEqual([3, 1, 2].map((number) => aBooking(number).id));
  expect(rows[0]?.args).toEqual(aBooking(3).args);
});

it("[OB14] goes on with putting back when the app was killed in the middle of it", async () => {
  const shelf = aShelf();
  const phone = await openPhone(shelf);
  for (const number of [1, 2, 3]) await phone.storage.enqueue(aBooking(number));
  await phone.lose();
  const door = openDoor(new AisleDatabase(phone.name));
  const written = createDexieStorage(door, TEST_ROW_KEYS);
  const killed = {
    ...written,
    enqueue: vi.fn(written.enqueue).mockImplementationOnce(written.enqueue).mockRejectedValueOnce("killed"),
  };
  const copies = createSecondCopy({ door, shelf, now: () => NOW, report: vi.fn() });
  await expect(copies.open(killed, () => crypto.randomUUID())).rejects.toBe("killed");
  const again = await openPhone(shelf, phone.name);
  expect(again.device).toBe(phone.device);
  expect((await again.storage.takeBatch(LIMITS)).rows.map((row) => row.id)).toEqual(
    [1, 2, 3].map((number) => aBooking(number).id),
  );
});

it("[OB14] cannot be undone once it was put back: it may have been on its way", async () => {
  const shelf = aShelf();
  const phone = await openPhone(shelf);
  await phone.storage.enqueue(aBooking(1));
  await phone.lose();
  const again = await openPhone(shelf, phone.name);
  expect(await again.storage.withdraw(aBooking(1).id)).toBe(false);
});

it("[OB14] brings nothing back that was answered, undone, or never called saved", async () => {
  const shelf = aShelf();
  const phone = await openPhone(shelf);
  for (const number of [1, 2]) await phone.storage.enqueue(aBooking(number));
  expect(await phone.storage.withdraw(aBooking(2).id)).toBe(true);
  const { stand } = await phone.storage.takeBatch(LIMITS);
  await phone.storage.apply({ stand, reply: aReply({ outcomes: [applied({ id: aBooking(1).id })] }), now: NOW });
  await expect.poll(() => shelf.texts.size).toBe(0);
  await phone.lose();
  const again = await openPhone(shelf, phone.name);
  expect((await again.storage.takeBatch(LIMITS)).rows).toEqual([]);
});

it("[OB14] tidies the shelf when opened: copies of what no longer waits go, and what waits without one gets one", async () => {
  const shelf = aShelf();
  const phone = await openPhone(shelf);
  await phone.storage.enqueue(aBooking(1));
  shelf.texts.clear();
  await shelf.put(aBooking(9).id, "a copy that was left over");
  const again = await openPhone(shelf, phone.name);
  await expect.poll(() => [...shelf.texts.keys()]).toEqual([aBooking(1).id]);
  expect((await again.storage.takeBatch(LIMITS)).rows).toHaveLength(1);
});

it("[OB14] a shelf that fails is left alone, and half a copy is none", async () => {
  const broken: Shelf = { put: refuse, remove: refuse, keys: refuse, read: refuse };
  const phone = await openPhone(broken);
  await phone.storage.enqueue(aBooking(1));
  expect((await phone.storage.takeBatch(LIMITS)).rows).toHaveLength(1);
  expect(phone.report).toHaveBeenCalled();
  const shelf = aShelf();
  await shelf.put(aBooking(1).id, '{"device":"01');
  expect((await (await openPhone(shelf)).storage.takeBatch(LIMITS)).rows).toEqual([]);
});

it("[OB14] [LO5] a shelf that never answers holds up neither the opening of the app nor a tap", async () => {
  const silent = () => new Promise<never>(() => {});
  const phone = await openPhone({ put: silent, remove: silent, keys: silent, read: silent });
  await phone.storage.enqueue(aBooking(1));
  await phone.storage.enqueue(aBooking(2));
  expect(await phone.storage.withdraw(aBooking(2).id)).toBe(true);
  expect((await phone.storage.takeBatch(LIMITS)).rows).toHaveLength(1);
});

it("[OB14] what another phone's life left on the shelf is not thrown away unread", async () => {
  const shelf = aShelf();
  const first = await openPhone(shelf);
  await first.storage.enqueue(aBooking(1));
  const other = await openPhone({ ...shelf, keys: () => new Promise<never>(() => {}) });
  expect(other.device).not.toBe(first.device);
  const again = await openPhone(shelf, other.name);
  await again.storage.enqueue(aBooking(2));
  await expect.poll(() => [...shelf.texts.keys()]).toEqual([aBooking(1).id, aBooking(2).id]);
});

function refuse(): Promise<never> {
  return Promise.reject(new Error("no shelf"));
}
