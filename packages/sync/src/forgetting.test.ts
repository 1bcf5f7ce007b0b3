import { DAY } from "@aisle/domain";
import { KEEP_DAYS } from "@aisle/protocol";
import { expect, it } from "vitest";
import { createMemoryStorage } from "./memory-storage.ts";
import { createSyncLoop } from "./sync-loop.ts";
import { aDevice, aReply } from "./testing/builders.ts";
import { createScriptedTransport } from "./testing/scripted-transport.ts";
import { createVirtualAlarm } from "./testing/virtual-alarm.ts";

it("[RE3] forgets what was answered only after the days head office keeps, too, by head office's clock", async () => {
  const alarm = createVirtualAlarm();
  const transport = createScriptedTransport();
  const stop = new AbortController();
  const before: number[] = [];
  const memory = createMemoryStorage();
  const heardAt = "2026-11-20T09:00:00.000Z";
  const storage = {
    ...memory,
    readState: async () => ({ ...(await memory.readState()), heardAt }),
    prune: async (at: number) => void before.push(Date.parse(heardAt) - at),
  };
  const loop = createSyncLoop({
    storage,
    transport,
    alarm,
    broadcast: { manifest: () => Promise.reject(new Error("no lane")), part: () => Promise.reject(new Error("no lane")) },
    random: () => 0.5,
    wakeups: { subscribe: () => () => {}, isShown: () => true },
    runner: (work, signal) => work(signal),
    identity: () => ({ device: aDevice, app: "test" }),
    report: () => {},
  });
  transport.otherwise(aReply());
  const running = loop.run(stop.signal);
  await alarm.advance(90_000);
  expect(before).toEqual([KEEP_DAYS * DAY]);
  stop.abort();
  await running;
});
