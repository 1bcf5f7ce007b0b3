// Runs one story from its beginning to its verdict.
//
//   go back to the beginning -> every step, each to its end -> [faults end, everything must settle] -> what must hold
//
// 1. Nothing here or in the engine runs but by a step: every await of a phone is a turn, every statement of head office follows
//    from one, and time moves only when told to. The same story is the same run.
// 2. Phones are judged after every transaction of theirs, head office at the end.

import { createChanges, recordChanges, withTx } from "@aisle/db";
import { type AssociateId, HOUR } from "@aisle/domain";
import { createDigests } from "@aisle/server/testing";
import { findDrift, type Held, isWaiting } from "@aisle/sync";
import { judgeAgreement, judgeHeadOffice } from "./oracles/head-office.ts";
import type { Broken } from "./oracles/phone-watch.ts";
import { judgeReplay } from "./oracles/replay.ts";
import { feedsFollowed, judgeRows } from "./oracles/same-rows.ts";
import type { Sabotage } from "./sabotage.ts";
import { ALL_FINE, type Story } from "./story.ts";
import { countShelf, PEOPLE, PLACES, STORES } from "./world/chain.ts";
import { settle } from "./world/clock.ts";
import { act } from "./world/head-office-acts.ts";
import type { Phone } from "./world/phone.ts";
import { underFate } from "./world/statements.ts";
import { endStall, takeStep } from "./world/take-step.ts";
import { beginSession, createWorld, type Ground, type Line, type World } from "./world/world.ts";

export type Ran = {
  /** The first rule that broke, or null. */
  readonly broken: Broken | null;
  readonly lines: readonly Line[];
  /** What each phone holds at the end. */
  readonly held: () => readonly Held[];
  readonly figures: { readonly commands: number; readonly exchanges: number; readonly steps: number };
};

/** Everything must have settled by then, in the story's own time. */
const SETTLED_WITHIN_MS = 2 * HOUR;

export async function runStory(ground: Ground, story: Story, sabotage: Sabotage = {}): Promise<Ran> {
  const { past } = ground;
  await past.goBack("beginning");
  const world = createWorld(ground, story, sabotage);
  const ran = (broken: Broken | null): Ran => ({
    broken,
    lines: world.lines,
    held: () => world.phones.map((phone) => phone.disk.contents.held()),
    figures: { commands: world.asked.size, exchanges: world.exchanges, steps: story.steps.length },
  });
  try {
    await fillShelves(world, { story, rewrite: sabotage.rewrite });
    for (const { store, tabs, isNew, proto } of story.phones) {
      const place = STORES[store % STORES.length] ?? "downtown";
      await world.addPhone({ store: place, tabs, proto, held: isNew ? undefined : ground.heldByStore.get(place) });
    }
    await settle();
    for (const step of story.steps) {
      await takeStep(world, step, { past, sabotage });
      if (world.broken) return ran(world.broken);
    }
    if (story.calmAfter) {
      const stuck = (await calmDown(world)) ?? (world.isDrifted ? await compareAll(world) : null);
      if (stuck) return ran(world.broken ?? stuck);
    } else while (world.stalls.length > 0) await endStall(world, true);
    return ran(world.broken ?? (await judge(world, story)));
  } finally {
    while (world.stalls.length > 0) await endStall(world, true);
    for (const phone of world.phones) for (const tab of phone.tabs) world.kill(tab);
  }
}

async function judge(world: World, story: Story): Promise<Broken | null> {
  return (
    (await judgeHeadOffice(world)) ??
    (world.isDrifted ? null : await judgeRows(world)) ??
    (await judgeAgreement(world, story.calmAfter)) ??
    (story.calmAfter ? await judgeReplay(world) : null)
  );
}

async function fillShelves(
  world: World,
  { story, rewrite }: { readonly story: Story; readonly rewrite: Sabotage["rewrite"] },
): Promise<void> {
  const { database } = underFate(world.database, { fate: { kind: "fine" }, rewrite });
  await withTx(database, {}, async (tx) => {
    const changes = createChanges();
    for (const [variant, units] of story.onHand.entries()) {
      for (const [place, onHand] of units.entries()) {
        const name = PLACES[place];
        if (name && onHand > 0) await countShelf(tx, changes, { place: name, variant, onHand });
      }
    }
    await recordChanges(tx, changes);
  });
}

/** The faults end. Null once every command is answered and every phone has read every feed; else what is stuck. */
export async function calmDown(world: World): Promise<Broken | null> {
  world.say("From here on nothing goes wrong any more.", "told");
  while (world.stalls.length > 0) await endStall(world, false);
  for (const { phone, body } of world.late.splice(0)) await world.deliver(phone, body, ALL_FINE);
  for (const phone of world.phones) {
    phone.isSignedIn = true;
    phone.proto = null;
    await handToItsStore(world, phone);
    await beginSession(world.database, phone);
    // People close what they do not need; one page per phone goes on.
    for (const tab of phone.tabs.slice(1)) world.kill(tab);
    phone.tabs.length = 1;
    const tab = await world.tabOf(phone, 0);
    tab.loop.wake("signed-in");
  }
  await settle();
  return settleAll(world);
}

/** Whoever moved to another store is let in on no phone of the old one: somebody who works there takes it, or comes to. */
async function handToItsStore(world: World, phone: Phone): Promise<void> {
  const team = () =>
    world.database.query<{ id: AssociateId }>("select associate_id as id from associate where location_id = $1 order by 1", [
      phone.store,
    ]);
  if ((await team()).length === 0) {
    const person = PEOPLE.findIndex(({ id }) => id === phone.by);
    const said = await act(world.database, { kind: "person-moves", person }, {});
    if (said) world.say(said, "told");
  }
  const ids = (await team()).map(({ id }) => id);
  phone.by = ids.find((id) => id === phone.by) ?? ids[0] ?? phone.by;
}

async function settleAll(world: World): Promise<Broken | null> {
  const until = world.clock.now() + SETTLED_WITHIN_MS;
  while (world.clock.now() < until && !world.broken) {
    if (await takeTurns(world)) continue;
    if (await isSettled(world)) return null;
    const next = world.clock.nextWake();
    if (next === null) break;
    await world.clock.until(next, settle);
  }
  if (world.broken) return world.broken;
  return { oracle: "everything-answered", what: await whatIsStuck(world) };
}

/** What the hours of a day do: each phone holds each of its feeds against head office once, and reads anew what differs. */
async function compareAll(world: World): Promise<Broken | null> {
  const digests = createDigests(world.database);
  for (const phone of world.phones) {
    const found = await findDrift(
      { storage: phone.storage, compare: (held) => digests.compare(held, "office"), alarm: world.clock },
      new AbortController().signal,
    );
    world.look(phone, "startOver");
    if (found.length > 0) world.say(`${phone.name} finds that ${found.map(({ feed }) => feed).join(", ")} differs.`, "told");
    for (const tab of phone.tabs) tab.loop.wake("poke");
  }
  await settle();
  world.isDrifted = false;
  return settleAll(world);
}

/** Every page takes one turn; false when none had any. */
async function takeTurns(world: World): Promise<boolean> {
  let taken = false;
  for (const phone of world.phones) {
    for (const tab of phone.tabs) {
      const turn = tab.turns.shift();
      if (!turn) continue;
      taken = true;
      world.say(`${phone.name}.${tab.number} ${turn.what}`);
      await turn.run(ALL_FINE);
      await settle();
    }
  }
  return taken;
}

async function isSettled(world: World): Promise<boolean> {
  if (world.phones.some((phone) => phone.disk.contents.held().outbox.some(isWaiting))) return false;
  const heads = await world.heads();
  return world.phones.every((phone) => {
    const { cursor } = phone.disk.contents.held().state;
    return feedsFollowed(phone).every((feed) => (cursor[feed] ?? 0) === (heads.get(feed) ?? 0));
  });
}

async function whatIsStuck(world: World): Promise<string> {
  const heads = await world.heads();
  const all = world.phones.flatMap((phone) => {
    const { state, outbox } = phone.disk.contents.held();
    const waiting = outbox.filter(isWaiting).map((row) => `${row.name} number ${row.seq}`);
    const behind = feedsFollowed(phone).filter((feed) => (state.cursor[feed] ?? 0) !== (heads.get(feed) ?? 0));
    const phase = phone.tabs[0]?.loop.status.current().phase;
    return waiting.length + behind.length > 0 ? [`${phone.name} (${phase}) waits for ${[...waiting, ...behind].join(", ")}`] : [];
  });
  return all.join("; ") || "nothing is stuck, but nothing was settled";
}
