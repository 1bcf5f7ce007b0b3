import "fake-indexeddb/auto";
import type { Outcome } from "@aisle/protocol";
import { aBooking, applied, aReply } from "@aisle/sync/testing";
import { afterEach, describe, expect, it } from "vitest";
import { AisleDatabase } from "../phone-db/database.ts";
import { createDexieStorage } from "../phone-db/dexie-storage.ts";
import { TEST_ROW_KEYS } from "../phone-db/testing/test-row-keys.ts";
import { openDoor } from "../phone-db/with-database.ts";
import { leaveForGood, whatStandsInTheWay } from "./leave.ts";

const opened: AisleDatabase[] = [];

afterEach(() => {
  for (const db of opened) db.close();
});

/** A phone that sent booking 1, heard nothing, and has booking 2 still to send. */
async function aPhone(headOffice: readonly Outcome[]) {
  const db = new AisleDatabase(`leave-${opened.length}`);
  opened.push(db);
  const door = openDoor(db);
  const storage = createDexieStorage(door, TEST_ROW_KEYS);
  await storage.enqueue(aBooking(1));
  const { stand } = await storage.takeBatch({ now: 1, pushMax: 50 });
  await storage.apply({ stand, reply: aReply({}), now: 1 });
  await storage.enqueue(aBooking(2));
  const check = async () => {
    await storage.settle({ epoch: aReply({}).epoch, outcomes: headOffice, now: 2 });
  };
  return { db, deps: { door, check } };
}

describe("leaving a phone for good", () => {
  it("[LE3] asks head office first about what was sent and never answered", async () => {
    const { deps } = await aPhone([applied({ id: aBooking(1).id, seq: 1 })]);
    expect(await whatStandsInTheWay(deps)).toEqual({ unsent: [aBooking(2).id], unknown: [], unseen: [] });
  });

  it("[LE2] takes nothing while an answer is unknown, as without signal", async () => {
    const { db, deps } = await aPhone([]);
    expect(await leaveForGood(deps, [aBooking(2).id])).toMatchObject({ ok: false, inTheWay: { unknown: [aBooking(1).id] } });
    expect(await db.outbox.count()).toBe(2);
  });
});
