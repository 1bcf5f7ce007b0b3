import "fake-indexeddb/auto";
import { describeStorageContract } from "@aisle/sync/testing";
import { afterEach } from "vitest";
import { AisleDatabase } from "./database.ts";
import { createDexieStorage, readState } from "./dexie-storage.ts";
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
    storage: createDexieStorage(openDoor(db)),
    reopen: async () => {
      db.close();
      db = open(name);
      return createDexieStorage(openDoor(db));
    },
    held: async () => ({
      state: await readState(db),
      outbox: await db.outbox.orderBy("order").toArray(),
      rows: {
        associates: await db.associates.toArray(),
        customers: await db.customers.toArray(),
        locations: await db.locations.toArray(),
        orders: await db.orders.toArray(),
      },
      stock: await db.stock.toArray(),
      parts: await db.parts.toArray(),
    }),
  };
});
