// The world of one story: a clock, phones with their tabs, head office processes, the air between them, one database.
// It does one thing at a time: a step of the story is one await of one tab, or one act of somebody, run to its end.

import type { OwnersDatabase } from "@aisle/db";
import { type AssociateId, type DeviceId, uuidv7 } from "@aisle/domain";
import { createSeededRandom } from "@aisle/domain/testing";
import { hashToken, SESSION_COOKIE } from "@aisle/server/testing";
import type { CommandDraft, Held } from "@aisle/sync";
import { type Broken, createPhoneWatch, type PhoneWatch } from "../oracles/phone-watch.ts";
import type { Sabotage } from "../sabotage.ts";
import type { Fate, Story } from "../story.ts";
import { send } from "./air.ts";
import { idOf, PEOPLE } from "./chain.ts";
import { createWorldClock, settle, type WorldClock } from "./clock.ts";
import { type Answered, type Office, startOffice } from "./office.ts";
import { asHeard, asSpoken } from "./old-wire.ts";
import type { Past } from "./past.ts";
import { createDisk, type Phone, storageOn } from "./phone.ts";
import { type Hear, openTab, type Tab } from "./tab.ts";

/** What a worker prepares once: the database with the chain in it, and what a phone of each store holds when it has read it. */
export type Ground = { readonly database: OwnersDatabase; readonly past: Past; readonly heldByStore: Map<string, Held> };

export type Stalled = Extract<Answered, { readonly kind: "stalled" }> & { readonly hear: Hear<string>; readonly phone: Phone };

export type World = {
  readonly clock: WorldClock;
  readonly database: OwnersDatabase;
  readonly phones: Phone[];
  /** Every command ever issued, in the order issued. */
  readonly asked: Map<string, CommandDraft>;
  readonly throwsLeft: Map<string, number>;
  readonly stalls: Stalled[];
  readonly late: { readonly phone: Phone; readonly body: string }[];
  readonly lines: Line[];
  readonly newId: (now: number) => string;
  /** The page's tab, opened anew when it is dead. */
  readonly tabOf: (phone: Phone, number: number) => Promise<Tab>;
  readonly kill: (tab: Tab) => void;
  readonly addPhone: (about: NewPhone) => Promise<Phone>;
  readonly deliver: (phone: Phone, body: string, fate: Fate) => Promise<Answered>;
  /** Every process ends; the next exchange starts a new one. */
  readonly stopOffices: () => void;
  readonly look: (phone: Phone, call: string) => void;
  /** Where every feed stands. */
  readonly heads: () => Promise<ReadonlyMap<string, number>>;
  readonly say: (text: string, weight?: Line["weight"]) => void;
  broken: Broken | null;
  exchanges: number;
  hasBackup: boolean;
  /** A phone's copy may differ from head office's until the two are compared. */
  isDrifted: boolean;
  /** How often the database came back from a backup. */
  lives: number;
};

/** One sentence of what happened. Small ones are left out when the story is told. */
export type Line = { readonly text: string; readonly weight: "told" | "small" };

type NewPhone = {
  readonly store: string;
  readonly tabs: number;
  readonly proto: number | null;
  readonly held?: Held | undefined;
  readonly twinOf?: Phone;
};

export function createWorld(ground: Ground, story: Story, sabotage: Sabotage): World {
  const { database } = ground;
  const clock = createWorldClock();
  const random = createSeededRandom(story.seed);
  const offices: (Office | null)[] = Array.from({ length: story.offices }, () => null);
  let ids = 0;
  let tabsOpened = 0;

  const officeAt = async (number: number): Promise<Office> => {
    const place = number % offices.length;
    offices[place] ??= await startOffice({
      database,
      now: clock.now,
      throwsLeft: world.throwsLeft,
      onAnswered: (outcome, isRepeat) => {
        if (!isRepeat) world.say(`Head office: ${outcome.kind} for ${nameOf(outcome.id)}.`, "told");
      },
      ...(sabotage.run ? { run: sabotage.run(database) } : {}),
      ...(sabotage.rewrite ? { rewrite: sabotage.rewrite } : {}),
    });
    // Boundary: it was filled just now.
    return offices[place] as Office;
  };
  const nameOf = (id: string) => {
    const place = [...world.asked.keys()].indexOf(id);
    return place < 0 ? "an unknown command" : `command ${place + 1}`;
  };

  const deliver = async (phone: Phone, body: string, fate: Fate): Promise<Answered> => {
    world.exchanges++;
    const office = await officeAt(fate.office);
    const answered = await office.answer({ body: asSpoken(body, phone.proto), cookie: phone.cookie }, fate.network);
    if (answered.kind === "died") offices[fate.office % offices.length] = null;
    if (answered.kind === "threw") world.say(`Head office threw: ${String(answered.fault)}`, "told");
    return answered.kind === "answer" ? { ...answered, body: asHeard(answered.body, phone.proto) } : answered;
  };

  const kill = (tab: Tab) => {
    tab.isDead = true;
    tab.turns.length = 0;
    clock.forget(tab.turns);
  };

  const look = (phone: Phone, call: string) => {
    const broken = phone.watch.look(phone.disk.contents.held(), call);
    if (broken) world.broken ??= { ...broken, what: `${phone.name}: ${broken.what}` };
  };

  const open = (phone: Phone, number: number): Tab => {
    tabsOpened++;
    return openTab({
      phone,
      number,
      storage: (pause) => sabotage.storage?.(phone.disk, phone.storage, pause) ?? phone.storage,
      random: createSeededRandom(story.seed * 1000 + tabsOpened),
      alarmFor: (turns) => clock.alarmFor(turns, () => phone.clockOffset),
      send: (body, fate, hear) => send(world, phone, { body, fate, hear }),
      officeFor: (fate) => officeAt(fate.office),
      wrap: sabotage.transport?.() ?? ((transport) => transport),
      onKilled: (killed) => {
        world.say(`${phone.name}'s app is killed.`, "told");
        kill(killed);
      },
      onDone: (call) => look(phone, call),
    });
  };

  const addPhone = async ({ store, tabs, proto, held, twinOf }: NewPhone): Promise<Phone> => {
    const number = world.phones.length + 1;
    const device = twinOf?.device ?? (idOf(100 + number) as DeviceId);
    const token = `phone-${number}`.padEnd(43, "x");
    const team = PEOPLE.filter((person) => person.store === store);
    const by = twinOf?.by ?? team[number % team.length]?.id ?? PEOPLE[0]?.id;
    const disk = createDisk(held);
    const watch: PhoneWatch = twinOf ? twinOf.watch.copy() : createPhoneWatch();
    const phone: Phone = {
      name: `Phone ${number}`,
      device,
      // Boundary: an id of this chain.
      by: by as AssociateId,
      cookie: twinOf?.cookie ?? `${SESSION_COOKIE}=${token}`,
      store,
      disk,
      storage: storageOn(disk),
      watch,
      tabs: [],
      clockOffset: 0,
      isSignedIn: true,
      proto,
      hasTwin: twinOf !== undefined,
      lastAnswer: null,
    };
    if (!twinOf) {
      await database.query("insert into device (device_id, location_id, added_at) values ($1, $2, '2026-11-01')", [
        device,
        store,
      ]);
      await beginSession(database, phone);
    }
    phone.tabs = Array.from({ length: tabs }, (_, index) => open(phone, index));
    world.phones.push(phone);
    return phone;
  };

  const world: World = {
    clock,
    database,
    phones: [],
    asked: new Map(),
    throwsLeft: new Map(),
    stalls: [],
    late: [],
    lines: [],
    newId: (now) => {
      ids++;
      return uuidv7(now, Uint8Array.from([...random.bytes(4), 0, 0, 0, 0, ids >> 8, ids & 255]));
    },
    tabOf: async (phone, number) => {
      const place = number % phone.tabs.length;
      const tab = phone.tabs[place];
      if (tab && !tab.isDead) return tab;
      const opened = open(phone, place);
      phone.tabs[place] = opened;
      await settle();
      return opened;
    },
    kill,
    addPhone,
    deliver,
    stopOffices: () => offices.fill(null),
    look,
    heads: async () => {
      const rows = await database.query<{ feed_id: string; head: string }>(sabotage.heads ?? "select feed_id, head from feed");
      return new Map(rows.map(({ feed_id: feed, head }) => [feed, Number(head)]));
    },
    say: (text, weight = "small") => world.lines.push({ text, weight }),
    broken: null,
    exchanges: 0,
    hasBackup: false,
    isDrifted: false,
    lives: 0,
  };
  return world;
}

export async function beginSession(database: OwnersDatabase, phone: Phone): Promise<void> {
  const token = phone.cookie.split("=")[1] ?? "";
  await database.query(
    `insert into session (token_hash, associate_id, device_id, last_seen_at, expires_at) values ($1, $2, $3, '2099-01-01', '2099-01-01')
     on conflict (token_hash) do update set associate_id = excluded.associate_id`,
    [hashToken(token), phone.by, phone.device],
  );
}
