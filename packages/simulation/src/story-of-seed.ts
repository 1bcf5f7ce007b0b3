import { DAY, HOUR, MINUTE, SECOND } from "@aisle/domain";
import { createSeededRandom, type SeededRandom } from "@aisle/domain/testing";
import {
  ALL_FINE,
  type Ask,
  type DatabaseFault,
  type Fate,
  type NetworkFate,
  type Place,
  type Step,
  type StorageFate,
  type Story,
} from "./story.ts";

/** Which faults this story has at all: few kinds together find what all kinds at once would hide. */
type Climate = {
  readonly network: readonly NetworkFate["kind"][];
  readonly storage: readonly StorageFate[];
  readonly acts: readonly Step["kind"][];
  readonly rate: number;
};

const NETWORK: readonly NetworkFate["kind"][] = [
  "request-lost",
  "answer-lost",
  "request-cut",
  "answer-cut",
  "doubled",
  "late",
  "silent",
  "stale",
  "killed",
  "stalled",
  "database",
];
const STORAGE: readonly StorageFate[] = ["aborted", "quota", "done-unheard", "done-killed"];
const ACTS: readonly Step["kind"][] = [
  "wake",
  "pass",
  "kill",
  "late-arrival",
  "clock",
  "session",
  "update",
  "clone",
  "client-moves",
  "person-moves",
  "count",
  "restore",
  "floor",
  "drift",
];

/** What changes much: most stories go without. */
const RARE: readonly Step["kind"][] = ["restore", "clone", "drift"];

/** The story of a seed: the same one on every machine, for ever. */
export function storyOf(seed: number): Story {
  const random = createSeededRandom(seed * 7919 + 17);
  const climate: Climate = {
    network: NETWORK.filter(() => random.chance(0.4)),
    storage: STORAGE.filter(() => random.chance(0.35)),
    acts: ACTS.filter((act) => random.chance(RARE.includes(act) ? 0.25 : 0.5)),
    rate: random.pick([0.1, 0.3, 0.6]),
  };
  const phones = Array.from({ length: 2 + random.int(3) }, () => ({
    store: random.chance(0.75) ? 0 : 1,
    tabs: random.pick([1, 1, 2, 2, 3]),
    isNew: random.chance(0.3),
    proto: random.chance(0.12) ? random.pick([1, 99]) : null,
  }));
  const steps: Step[] = [];
  const length = 70 + random.int(110);
  while (steps.length < length) steps.push(...someSteps(random, climate, phones.length));
  const [first] = phones;
  if (first && first.tabs > 1 && random.chance(0.4)) steps.unshift(...racingPages(random, climate));
  // What is to be restored was backed up early on.
  if (climate.acts.includes("restore")) steps.splice(random.int(length / 2), 0, { kind: "backup" });
  return {
    seed,
    phones,
    offices: 1 + random.int(2),
    onHand: [
      [0, 0, 2 + random.int(3)],
      [random.int(3), 0, random.int(2)],
      [3, 3, 20],
      [0, 0, 0],
    ],
    steps,
    calmAfter: random.chance(0.85),
  };
}

function someSteps(random: SeededRandom, climate: Climate, phones: number): Step[] {
  const phone = random.int(phones);
  const dice = random.next();
  if (dice < 0.3) return [asking(random, climate, phone)];
  if (dice < 0.42 && climate.acts.length > 0) return [acting(random, climate, phone)];
  if (dice < 0.47 && climate.network.includes("stalled")) return rush(random, climate, phones);
  if (dice < 0.5) return twoPages(random, climate, phone);
  // A run of awaits of one tab, as when a page works while the others rest; or single ones, all mixed up.
  const length = random.chance(0.5) ? 1 : 2 + random.int(6);
  const tab = random.int(3);
  return Array.from({ length }, (): Step => ({ kind: "go", phone, tab, turn: random.int(4), fate: fateOf(random, climate) }));
}

/** Nobody has any before the first rush. */
const RUSH_ITEM = 3;

/** Two phones ask for the same scarce item; head office stands still over the one while it takes the other. */
function rush(random: SeededRandom, climate: Climate, phones: number): Step[] {
  const first = random.int(phones);
  const second = (first + 1) % phones;
  const ask: Ask = { kind: "book", item: RUSH_ITEM, quantity: 2, for: "known", promised: "far-off" };
  const asks = [first, second].map((phone): Step => ({ kind: "ask", phone, ask, storage: "fine", throws: 0, grace: 0 }));
  const stalled: NetworkFate = { kind: "stalled", at: random.pick(["order", "order", "commit"]) };
  const go = (phone: number, network: NetworkFate): Step[] =>
    Array.from({ length: 7 }, () => ({ kind: "go", phone, tab: 0, turn: 0, fate: { ...fateOf(random, climate), network } }));
  const delivery: Step = { kind: "count", item: RUSH_ITEM, place: 2, onHand: random.pick([2, 2, 4]) };
  return [delivery, ...asks, ...go(first, stalled), ...go(second, FINE), { kind: "stall-ends", dies: random.chance(0.2) }];
}

/** Two pages of one phone work in turns, await by await, over what was just asked for. */
function twoPages(random: SeededRandom, climate: Climate, phone: number): Step[] {
  const awaits = Array.from({ length: 10 + random.int(8) }, (): Step[] => {
    const go: Step = { kind: "go", phone, tab: random.int(2), turn: 0, fate: fateOf(random, climate) };
    return random.chance(0.25) ? [go, asking(random, climate, phone)] : [go];
  });
  return [asking(random, climate, phone), ...awaits.flat()];
}

/** The first phone's two pages, at rest, take what is asked for between their awaits. */
function racingPages(random: SeededRandom, climate: Climate): Step[] {
  const go = (tab: number): Step => ({ kind: "go", phone: 0, tab, turn: 0, fate: ALL_FINE });
  const atRest = [0, 1].flatMap((tab) => Array.from({ length: 6 }, () => go(tab)));
  const ask = (): Step => ({ ...asking(random, climate, 0), grace: 0, storage: "fine" });
  return [...atRest, ask(), go(0), ask(), go(1), go(1), go(0), ask(), go(1), go(0), go(1), go(0)];
}

function fateOf(random: SeededRandom, climate: Climate): Fate {
  return {
    storage: storageFate(random, climate),
    network: climate.network.length > 0 && random.chance(climate.rate) ? networkFate(random, random.pick(climate.network)) : FINE,
    office: random.int(2),
  };
}

const FINE: NetworkFate = { kind: "fine" };

function storageFate(random: SeededRandom, climate: Climate): StorageFate {
  return climate.storage.length > 0 && random.chance(climate.rate / 4) ? random.pick(climate.storage) : "fine";
}

function networkFate(random: SeededRandom, kind: NetworkFate["kind"]): NetworkFate {
  const at = (): Place => (random.chance(0.35) ? random.pick(["commit", "commit", "order"]) : random.int(14));
  switch (kind) {
    case "killed":
      return { kind, at: at(), when: random.pick(["before", "after"]) };
    case "stalled":
      return { kind, at: at() };
    case "database":
      return { kind, at: at(), fault: random.pick<DatabaseFault>(["40001", "53100", "lost-before", "lost-after"]) };
    case "silent":
      return { kind, isDelivered: random.chance(0.5) };
    case "fine":
    case "request-lost":
    case "request-cut":
    case "answer-lost":
    case "answer-cut":
    case "doubled":
    case "late":
    case "stale":
      return { kind };
  }
}

function asking(random: SeededRandom, climate: Climate, phone: number): Extract<Step, { readonly kind: "ask" }> {
  const grace = random.chance(0.2) ? 6 : 0;
  const throws = random.chance(0.06) ? random.pick([1, 2, 99]) : 0;
  return { kind: "ask", phone, ask: askOf(random), storage: storageFate(random, climate), throws, grace };
}

function askOf(random: SeededRandom): Ask {
  const dice = random.next();
  if (dice < 0.6) {
    const item = random.pick([0, 0, 0, 0, 1, 2, 2, 3]);
    const promised = random.chance(0.2) ? "soon" : "far-off";
    return {
      kind: "book",
      item,
      quantity: 1 + random.int(2),
      for: random.pick(["known", "known", "new", "after-last"]),
      promised,
    };
  }
  if (dice < 0.7) return { kind: "note", client: random.int(3) };
  if (dice < 0.78) return { kind: "address", client: random.int(3) };
  if (dice < 0.86) return { kind: "withdraw", row: random.int(5) };
  if (dice < 0.96) return { kind: "acknowledge", row: random.int(5) };
  return { kind: "send-now" };
}

function acting(random: SeededRandom, climate: Climate, phone: number): Step {
  // Processes that stand still must be let go on in every climate, or they hold their locks for ever.
  const kind = climate.network.includes("stalled") && random.chance(0.3) ? "stall-ends" : random.pick(climate.acts);
  switch (kind) {
    case "wake":
      return { kind, phone, why: random.pick(["shown", "online", "poke"]) };
    case "pass":
      return { kind, ms: random.pick([SECOND, 10 * SECOND, 25 * SECOND, 2 * MINUTE]) };
    case "kill":
      return { kind, phone, tab: random.chance(0.4) ? "all" : random.int(3) };
    case "late-arrival":
      return { kind, office: random.int(2) };
    case "clock":
      return { kind, phone, ms: random.pick([-100 * DAY, -HOUR, MINUTE, 2 * DAY, 100 * DAY]) };
    case "session":
      return { kind, phone, is: random.pick(["ended", "begun", "begun", "signed-out"]) };
    case "update":
    case "clone":
    case "drift":
      return { kind, phone };
    case "client-moves":
      return { kind, client: random.int(3) };
    case "person-moves":
      return { kind, person: random.int(3) };
    case "count":
      return { kind, item: random.int(4), place: random.int(3), onHand: random.int(4) };
    case "restore":
    case "backup":
      return random.chance(0.3) ? { kind: "backup" } : { kind: "restore", isTold: random.chance(0.6) };
    case "floor":
      return { kind, feed: random.int(3) };
    case "stall-ends":
      return { kind, dies: random.chance(0.4) };
    case "go":
    case "ask":
      throw new Error("not an act");
  }
}
