import "fake-indexeddb/auto";
import { linkOf } from "@aisle/protocol";
import { newRow, toPushed } from "@aisle/sync";
import { aBooking, applied, aReply } from "@aisle/sync/testing";
import Dexie from "dexie";
import { expect, test } from "vitest";
import { AisleDatabase } from "./database.ts";
import { createDexieStorage } from "./dexie-storage.ts";
import { TEST_ROW_KEYS } from "./testing/test-row-keys.ts";
import { openDoor } from "./with-database.ts";

/** What the first release left on a phone: its tables, its rows and its facts, without a chain. */
async function leaveAsFirstReleaseDid(name: string): Promise<void> {
  const old = new Dexie(name);
  old.version(1).stores({
    meta: "key",
    settings: "key",
    outbox: "++order, &id, outcomeAt, outcome.kind",
    parts: "part, [part+sha]",
    stock: "locationId, [locationId+version]",
    associates: "associateId, feed",
    customers: "customerId, feed",
    locations: "locationId, feed",
    orders: "orderId, feed, customerId, bookedAt",
  });
  await old.open();
  const [done, sent, unsent] = [1, 2, 3].map((number) => newRow(aBooking(number), number));
  await old
    .table("outbox")
    .bulkPut([
      { ...done, seq: 1, attempts: 1, outcome: applied({ id: aBooking(1).id }), outcomeAt: 1000 },
      { ...sent, seq: 2, attempts: 4 },
      { ...unsent },
    ]);
  const cursor = { "store:downtown": 5 };
  await old.table("meta").put({ key: "sync", epoch: "first-life", nextSeq: 3, cursor, catalogue: null, heardAt: null });
  old.close();
}

test("[ST4] a phone that comes from the first release keeps its outbox, sends it, and begins its chain", async () => {
  await leaveAsFirstReleaseDid("older-app");
  const db = new AisleDatabase("older-app");
  const storage = createDexieStorage(openDoor(db), TEST_ROW_KEYS);
  const batch = await storage.takeBatch({ now: 2000, pushMax: 50 });
  expect(batch.rows.map(({ id, seq }) => [id, seq])).toEqual([
    [aBooking(2).id, 2],
    [aBooking(3).id, 3],
  ]);
  expect(batch.chain, "an app that knew no chain numbered the first of them").toBeUndefined();
  expect(batch.stand.cursor, "what came in the clear went, and is read anew").toEqual({});

  const outcomes = batch.rows.map((row) => applied(row));
  await storage.apply({ stand: batch.stand, reply: aReply({ outcomes }), now: 3000 });
  await storage.enqueue(aBooking(4));
  const next = await storage.takeBatch({ now: 4000, pushMax: 50 });
  const [, third] = batch.rows;
  expect(next.chain).toBe(third && linkOf("", toPushed(third)));
  db.close();
});
