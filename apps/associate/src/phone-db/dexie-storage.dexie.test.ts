import "fake-indexeddb/auto";
import { exchangeOnce } from "@aisle/sync";
import { aBooking, aDevice, aReply, createVirtualAlarm, describeStorageContract } from "@aisle/sync/testing";
import { afterEach, expect, test } from "vitest";
import { AisleDatabase } from "./database.ts";
import { createDexieStorage, readState } from "./dexie-storage.ts";
import { openAll } from "./testing/row-keys.ts";
import { TEST_ROW_KEYS } from "./testing/test-row-keys.ts";
import { openDoor } from "./with-database.ts";

const opened: AisleDatabase[] = [];
let number = 0;

afterEach(() => {
  for (const db of opened.splice(0)) db.close();
});

function open(name: string): AisleDatabase {
  const db = new AisleDatabase(name);
  opened.push(db);
  return db;
}

describeStorageContract("Dexie", async () => {
  number++;
  const name = `contract-${number}`;
  let db = open(name);
  return {
    storage: createDexieStorage(openDoor(db), TEST_ROW_KEYS),
    reopen: async () => {
      db.close();
      db = open(name);
      return createDexieStorage(openDoor(db), TEST_ROW_KEYS);
    },
    held: async () => ({
      state: await readState(db),
      outbox: await db.outbox.orderBy("order").toArray(),
      rows: {
        associates: await db.associates.toArray(),
        customers: await openAll(db, "customers", TEST_ROW_KEYS),
        locations: await db.locations.toArray(),
        orders: await openAll(db, "orders", TEST_ROW_KEYS),
      },
      stock: await db.stock.toArray(),
      parts: await db.parts.toArray(),
    }),
  };
});

test("[EX7] holds no transaction while head office is waited for: what is tapped meanwhile is saved", async () => {
  const storage = createDexieStorage(openDoor(open("meanwhile")), TEST_ROW_KEYS);
  await storage.enqueue(aBooking(1));
  const transport = {
    exchange: async () => {
      await storage.enqueue(aBooking(2));
      return aReply();
    },
  };
  const identity = { device: aDevice, app: "test" };
  const options = { identity, pushMax: 50, isPull: true, onSending: () => {} };
  const done = await exchangeOnce({ storage, transport, alarm: createVirtualAlarm() }, options, new AbortController().signal);
  expect(done.kind).toBe("ok");
  expect((await storage.takeBatch({ now: 0, pushMax: 50 })).rows).toHaveLength(2);
});
