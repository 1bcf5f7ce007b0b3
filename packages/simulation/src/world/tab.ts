import type { SeededRandom } from "@aisle/domain/testing";
import { type Alarm, createSyncLoop, type SyncLoop, type SyncStorage, type Transport } from "@aisle/sync";
import type { Fate } from "../story.ts";
import { gateStorage, type Turn } from "./gated-storage.ts";
import type { Office } from "./office.ts";
import type { Phone } from "./phone.ts";

/** One open page of a phone: the real engine. Each of its awaits is a turn in `turns`, or a sleeper of the world's clock. */
export type Tab = {
  readonly number: number;
  readonly loop: SyncLoop;
  readonly turns: Turn<Fate>[];
  isDead: boolean;
};

export type TabDeps = {
  readonly phone: Phone;
  readonly number: number;
  /** The phone's storage; `pause` is for a broken one. */
  readonly storage: (pause: () => Promise<void>) => SyncStorage;
  readonly random: SeededRandom;
  /** The phone's clock; the tab's sleepers are known by its `turns`. */
  readonly alarmFor: (turns: object) => Alarm;
  /** One exchange over the air, for this tab. */
  readonly send: (body: string, fate: Fate, hear: Hear<string>) => Promise<void>;
  readonly officeFor: (fate: Fate) => Promise<Office>;
  readonly wrap: (transport: Transport) => Transport;
  readonly onKilled: (tab: Tab) => void;
  readonly onDone: (call: string) => void;
};

/** How a caller hears of the end of an await; one that is never called leaves it waiting for ever. */
export type Hear<T> = { readonly resolve: (value: T) => void; readonly reject: (fault: unknown) => void };

/** Opens the app in a new page and lets its loop run for as long as the page lives. */
export function openTab(deps: TabDeps): Tab {
  const { phone, random } = deps;
  const turns: Turn<Fate>[] = [];
  const pause = () =>
    new Promise<void>((resolve) => {
      turns.push({ what: "between two transactions", run: async () => resolve() });
    });
  const storage = gateStorage(deps.storage(pause), {
    wait: ({ what, run }) => turns.push({ what, run: (fate) => run(fate.storage) }),
    kill: () => deps.onKilled(tab),
    done: deps.onDone,
  });
  const over = <T>(what: string, work: (fate: Fate, hear: Hear<T>) => Promise<void>) =>
    new Promise<T>((resolve, reject) => {
      const hear: Hear<T> = {
        resolve: (value) => tab.isDead || resolve(value),
        reject: (fault) => tab.isDead || reject(fault),
      };
      turns.push({ what, run: (fate) => work(fate, hear).catch(hear.reject) });
    });
  const transport: Transport = {
    exchange: async (request) => {
      const body = JSON.stringify(request);
      // Boundary: head office wrote it; a cut answer does not parse, and that is how it is noticed.
      return JSON.parse(await over("exchange", (fate, hear: Hear<string>) => deps.send(body, fate, hear)));
    },
  };
  const broadcast = <T>(what: string, work: (office: Office) => Promise<T>) =>
    over(what, async (fate, hear: Hear<T>) => {
      if (fate.network.kind.endsWith("-lost")) hear.reject(new Error("the network went away"));
      else hear.resolve(await work(await deps.officeFor(fate)));
    });
  const loop = createSyncLoop({
    storage,
    transport: deps.wrap(transport),
    broadcast: {
      manifest: () => broadcast("manifest", (office) => office.manifest()),
      part: (sha) => broadcast("part", (office) => office.part(sha)),
    },
    alarm: deps.alarmFor(turns),
    random: random.next,
    wakeups: { subscribe: () => () => {}, isShown: () => true },
    // Every tab works: the worst case, as in a browser without locks.
    runner: (work, signal) => work(signal),
    identity: () => (phone.isSignedIn ? { device: phone.device, app: "simulation" } : null),
    report: () => {},
  });
  const tab: Tab = { number: deps.number, loop, turns, isDead: false };
  loop.run(new AbortController().signal).catch((fault: unknown) => {
    turns.push({
      what: "the loop threw",
      run: async () => {
        throw fault;
      },
    });
  });
  return tab;
}
