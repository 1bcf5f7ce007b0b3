import type { PhoneHealth } from "@aisle/protocol";
import {
  createObserved,
  createSyncLoop,
  FIRST_STATUS,
  type Identity,
  type Observable,
  type SyncLoop,
  type SyncStatus,
  type SyncStorage,
  type WakeReason,
  watchDrift,
} from "@aisle/sync";
import { createHttpBroadcast } from "./http-broadcast.ts";
import { liveWithPage } from "./lives.ts";
import { joinTabs } from "./one-tab.ts";
import { createPageWakeups } from "./page-wakeups.ts";
import { pageAlarm } from "./timers.ts";
import { createTrpcTransport } from "./trpc-transport.ts";

export type PhoneSync = {
  /** As the talking tab sees it, in every tab. */
  readonly status: Observable<SyncStatus>;
  /** Something changed that head office should hear of: a command was issued, somebody signed in. */
  readonly wake: (reason: WakeReason) => void;
  /** Ends every grace and sends what waits. */
  readonly sendNow: () => Promise<void>;
  readonly stop: () => void;
};

/** Keeps this phone in step with head office until stopped. Call once per page. */
export function startSync(deps: {
  readonly storage: SyncStorage;
  /** Who is signed in, asked before every exchange. */
  readonly identity: () => Identity | null;
  /** Brings the session to whoever holds the phone, before every exchange; rejects without signal. */
  /** How this phone is; told with each exchange. */
  readonly health?: () => Promise<PhoneHealth | undefined>;
  readonly ready?: () => Promise<"ready" | "sign-in-again">;
  /** Told of storage faults; they are for the diary of the phone, not for the screen. */
  readonly report: (fault: unknown) => void;
  /** Where head office is; by default where this page came from. */
  readonly origin?: string;
}): PhoneSync {
  const { storage, identity, report, ready, health, origin = "" } = deps;
  const shown = createObserved<SyncStatus>(FIRST_STATUS);
  const tabs = joinTabs({
    status: () => loop.status.current(),
    onWake: (reason) => wakeHere(reason),
    onStatus: (status) => shown.change(status),
  });
  const wakeups = createPageWakeups({
    pokeUrl: `${origin}/poke`,
    onHidden: () => storage.endGrace().catch(report),
  });
  const transport = createTrpcTransport({ url: `${origin}/trpc`, ...(ready && { ready }), ...(health && { health }) });
  const loop: SyncLoop = createSyncLoop({
    storage,
    identity,
    report,
    wakeups,
    alarm: pageAlarm,
    random: Math.random,
    runner: tabs.runner,
    transport,
    broadcast: createHttpBroadcast({ url: `${origin}/snap` }),
  });
  const unsubscribe = loop.status.subscribe(() => {
    if (!tabs.isMine()) return;
    shown.change(loop.status.current());
    tabs.tell();
  });
  const stopComparing = watchDrift({
    storage,
    status: loop.status,
    alarm: pageAlarm,
    compare: transport.compare,
    onFound: () => loop.wake("shown"),
  });
  const wakeHere = (reason: WakeReason) => {
    if (reason === "signed-in") wakeups.listenAnew();
    loop.wake(reason);
  };
  const wake = (reason: WakeReason) => {
    if (tabs.isMine()) wakeHere(reason);
    else tabs.passOn(reason);
  };
  const stopLiving = liveWithPage({
    run: (signal) => {
      // A page that comes back from the cache has slept through everything.
      loop.wake("shown");
      return loop.run(signal);
    },
    alarm: pageAlarm,
    report,
  });
  return {
    status: shown,
    wake,
    sendNow: async () => {
      await storage.endGrace();
      wake("shown");
    },
    stop: () => {
      stopLiving();
      stopComparing();
      unsubscribe();
      tabs.close();
    },
  };
}
