import { HOUR } from "@aisle/domain";
import { expect, test } from "vitest";
import { watchDrift } from "./drift.ts";
import { createMemoryStorage } from "./memory-storage.ts";
import { createObserved, FIRST_STATUS, type SyncStatus } from "./status.ts";
import { anOrder, aPatch, aReply } from "./testing/builders.ts";

const FEED = "store:downtown";

async function aPhone() {
  const storage = createMemoryStorage();
  const batch = await storage.takeBatch({ now: 0, pushMax: 1 });
  const patches = [aPatch(FEED, { from: 0, to: 5 }, { rows: { orders: [anOrder(1)] } })];
  await storage.apply({ stand: batch.stand, reply: aReply({ patches }), now: 0 });
  return storage;
}

test("looks when all is said, once an hour, comes round to every feed, and asks for what it dropped", async () => {
  const storage = await aPhone();
  const status = createObserved<SyncStatus>({ ...FIRST_STATUS, phase: "waiting" });
  let now = 0;
  let compared = 0;
  const looked = Promise.withResolvers<readonly { feed: string }[]>();
  const stop = watchDrift({
    storage,
    status,
    alarm: { now: () => now },
    compare: async ({ feed, version }) => {
      compared++;
      expect([feed, version]).toEqual([FEED, 5]);
      return { kind: "different", feed, chunk: "orders/1" };
    },
    onFound: looked.resolve,
  });
  for (let hour = 1; hour <= 8; hour++) {
    now = hour * HOUR;
    status.change({ phase: "sending" });
    status.change({ phase: "idle" });
    status.change({ phase: "idle" });
  }
  expect(await looked.promise).toEqual([{ feed: FEED, chunk: "orders/1" }]);
  expect(compared).toBe(1);
  expect(storage.held().rows.orders).toEqual([]);
  stop();
});

test("never looks while something waits or head office does not answer", async () => {
  const storage = await aPhone();
  const status = createObserved({ ...FIRST_STATUS });
  let asked = 0;
  const reading = {
    ...storage,
    readState: () => {
      asked++;
      return storage.readState();
    },
  };
  const watch = { storage: reading, status, alarm: { now: () => HOUR }, onFound: () => undefined };
  const stop = watchDrift({ ...watch, compare: async () => ({ kind: "same" }) });
  status.change({ phase: "idle", waitingCount: 2 });
  status.change({ phase: "offline", waitingCount: 0 });
  status.change({ phase: "idle", failures: 1 });
  expect(asked).toBe(0);
  stop();
});
