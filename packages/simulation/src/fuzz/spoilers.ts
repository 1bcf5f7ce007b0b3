import type { SeededRandom } from "@aisle/domain/testing";
import { newId } from "@aisle/server/testing";
import { type Attacker, type Draft, type DraftCommand, honestCommand, type Knowledge } from "./exchange-draft.ts";
import { hostileValue } from "./hostile-values.ts";

type Bench = { readonly random: SeededRandom; readonly about: Knowledge; readonly phone: Attacker };
type Spoiler = (draft: Draft, bench: Bench) => void;

/** These break what the others stand on, so where two come together they come last. */
export const BREAKS_ANYTHING: readonly string[] = ["any value another", "a field left out"];

/** Ways to spoil an honest exchange, by what is wrong with it. Each changes the draft in place. */
export const SPOILERS: Readonly<Record<string, Spoiler>> = {
  "any value another": (draft, { random }) => {
    for (let times = 1 + random.int(3); times > 0; times--) replaceSomewhere(draft, random, hostileValue(random));
  },
  "a field left out": (draft, { random }) => leaveOut(draft, random),
  "fields nobody knows": (draft, { random }) => {
    Object.assign(random.chance(0.5) ? draft : commandOf(draft, random), {
      constructor: hostileValue(random),
      isAdmin: true,
      "§prototype§": "§prototype§",
    });
  },
  "numbers skipped, repeated, reversed": (draft, { random, about, phone }) => {
    const pick = random.int(5);
    draft.push.push(honestCommand(random, about, phone.nextSeq + draft.push.length));
    if (pick === 0) draft.push.reverse();
    else {
      for (const command of draft.push) {
        const seq = Number(command["seq"]);
        command["seq"] = [seq, seq + random.int(1000), 1 + random.int(seq), 2 ** 53 - 1, -seq][pick];
      }
    }
  },
  "one id twice": (draft, { random }) => {
    const [first] = draft.push;
    const last = draft.push.at(-1);
    if (first && last) draft.push.push({ ...(random.chance(0.5) ? first : last), seq: Number(last["seq"]) + 1 });
  },
  "what was answered before": (draft, { random, phone }) => {
    if (phone.sent.length > 0) draft.push = [structuredClone(random.pick(phone.sent))];
  },
  "what was answered before, altered": (draft, { random, about, phone }) => {
    if (phone.sent.length === 0) return;
    const earlier = structuredClone(random.pick(phone.sent));
    const { args, name } = honestCommand(random, about, 1);
    const seq = random.chance(0.5) ? phone.nextSeq : earlier["seq"];
    draft.push = [{ ...earlier, args, name, seq }];
  },
  "another phone's command": (draft, { random, about, phone }) => {
    const id = random.pick(about.others.commands);
    draft.push = [{ ...honestCommand(random, about, phone.nextSeq), id }];
  },
  "another phone named": (draft, { random, about }) => {
    draft["device"] = random.pick(about.others.phones);
  },
  "another person's work": (draft, { random, about }) => {
    for (const command of draft.push) command["by"] = random.chance(0.7) ? random.pick(about.others.people) : newId();
  },
  "needs that cannot be": (draft, { random, about }) => {
    const [first] = draft.push;
    const pick = random.int(4);
    for (const command of draft.push) {
      const needs = [[command["id"]], [first?.["id"]], [newId()], Array.from({ length: 21 }, newId)][pick];
      command["needs"] = random.chance(0.2) ? [random.pick(about.others.commands)] : needs;
    }
    if (pick === 1 && first) first["needs"] = [draft.push.at(-1)?.["id"]];
  },
  "cursors made up": (draft, { random, about }) => {
    const version = random.pick([1, 7, 1e9, 1e15, 2 ** 53 - 1, -1, 0.5, "1"]);
    const names = [
      "network",
      "store:downtown",
      "location:warehouse",
      "location:nowhere",
      "catalogue",
      "__proto__",
      "x".repeat(130),
    ];
    const stores = about.others.stores.map((store) => `store:${store}`);
    const people = about.others.people.map((person) => `associate:${person}`);
    const many = random.chance(0.2) ? Array.from({ length: 700 }, (_, index) => `location:l${index}`) : [];
    for (const name of [random.pick(names), random.pick(stores), random.pick(people), ...many]) draft.cursor[name] = version;
  },
  "another life": (draft, { random }) => {
    draft["epoch"] = random.pick([newId(), "", "x".repeat(65), "null", "\u0000", 0]);
  },
  "another protocol": (draft, { random }) => {
    draft["proto"] = random.pick([0, -1, 2, 3, 99, 2 ** 53 - 1, 1e300, 1.5, "1"]);
  },
  "another room": (draft, { random }) => {
    draft["room"] = random.pick([0, 1, 2, 20_000, 20_001, 1e9, -1, 0.5]);
  },
  "another link": (draft, { random }) => {
    draft["chain"] = random.pick(["", "0".repeat(64), Buffer.from(random.bytes(32)).toString("hex"), "x", 7, null, {}]);
  },
  "another count of answers": (draft, { random }) => {
    draft["outcomesKept"] = random.pick([0, 1, 1e6, 2 ** 53 - 1, -1]);
  },
  "too many commands": (draft, { random, about, phone }) => {
    const count = random.pick([50, 51, 200]);
    draft.push = Array.from({ length: count }, (_, index) => honestCommand(random, about, phone.nextSeq + index));
  },
  "a command too large": (draft, { random }) => {
    commandOf(draft, random).args["text"] = "x".repeat(random.pick([5_000, 300_000, 1_100_000]));
  },
  "text no database holds": (draft, { random }) => {
    const text = random.pick(["a\u0000b", "\ud800", "\udc00", "a\u0000"]);
    const command = commandOf(draft, random);
    const quoted = { locationId: "warehouse", arrivesOn: "2099-01-01", prices: { [text]: "x" } };
    const places: readonly (readonly [object, object])[] = [
      [draft, { app: text }],
      [command, { name: text }],
      [command, { issuedAt: "0000-01-01T00:00:00.000Z" }],
      [command, { v: 2 ** 40 }],
      [command.args, { customerId: text }],
      [command.args, { text }],
      [command.args, { quoted }],
      [command.args, { lines: [{ sku: text, quantity: 1 }] }],
    ];
    const [target, change] = random.pick(places);
    Object.assign(target, change);
  },
  "another's order or client": (draft, { random, about }) => {
    for (const command of draft.push) {
      if ("orderId" in command.args) command.args["orderId"] = random.pick(about.others.orders);
      else if ("customerId" in command.args) command.args["customerId"] = random.pick([newId(), ...about.others.orders]);
    }
  },
};

function commandOf(draft: Draft, random: SeededRandom): DraftCommand {
  return draft.push.length > 0 ? random.pick(draft.push) : { args: {} };
}

/** Every object or list in a value, itself included. */
function branchesOf(value: unknown): object[] {
  if (value === null || typeof value !== "object") return [];
  return [value, ...Object.values(value).flatMap(branchesOf)];
}

export function replaceSomewhere(root: unknown, random: SeededRandom, value: unknown): void {
  const branch = random.pick(branchesOf(root).filter((each) => Object.keys(each).length > 0));
  Reflect.set(branch, random.pick(Object.keys(branch)), value);
}

export function leaveOut(root: unknown, random: SeededRandom): void {
  const branch = random.pick(branchesOf(root).filter((each) => Object.keys(each).length > 0));
  Reflect.deleteProperty(branch, random.pick(Object.keys(branch)));
}
