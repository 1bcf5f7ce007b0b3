import type { DeviceId } from "@aisle/domain";
import type { Exchange, Reply } from "@aisle/protocol";
import { createSyncLoop, type SyncStorage } from "@aisle/sync";
import type { LoadFigures, LoadRun } from "../load-run.ts";
import { OWN_STORE } from "../own-store.ts";
import { openMemory, report, whenSearchable } from "./memory.ts";
import type { PhoneCode } from "./phone-code.ts";
import { snapshotUrl } from "./snapshot.ts";

/** The app's own engine, storage, loader and search; only head office's answers to its exchanges are made up here. */
export async function loadOurs(phone: PhoneCode, { database, probe }: LoadRun): Promise<LoadFigures> {
  const started = performance.now();
  const db = new phone.AisleDatabase(database);
  const rested = Promise.withResolvers<number>();
  const memory = openMemory(phone, db);
  const searchable = whenSearchable(memory, probe);
  const storage = memory.fresh.watch(phone.createDexieStorage(phone.openDoor(db)));
  const watched: SyncStorage = {
    ...storage,
    putParts: async (change) => {
      await storage.putParts(change);
      if (change.whole) rested.resolve(performance.now() - started);
    },
  };
  const loop = createSyncLoop({
    storage: watched,
    transport: { exchange: async (request) => answer(request) },
    broadcast: phone.createHttpBroadcast({ url: snapshotUrl(database) }),
    alarm: phone.pageAlarm,
    random: Math.random,
    wakeups: { subscribe: () => () => {}, isShown: () => true },
    runner: (work, signal) => work(signal),
    // Boundary: any id will do where nobody checks it.
    identity: () => ({ device: "bench" as DeviceId, app: "bench" }),
    report,
  });
  loop.run(new AbortController().signal).catch(report);
  const { found, lookedUp } = await searchable;
  return { found: found - started, searchable: lookedUp - started, durable: await rested.promise };
}

function answer({ cursor }: Exchange): Reply {
  const feed = `location:${OWN_STORE}`;
  return {
    kind: "ok",
    epoch: "bench",
    lastSeq: 0,
    outcomes: [],
    patches: [],
    drop: [],
    fetch: cursor[feed] === undefined ? [feed] : [],
    catalogue: 1,
    more: false,
    serverTime: "2026-03-02T08:00:00.000Z",
    next: { pollMs: 60_000, pushMax: 50 },
  };
}
