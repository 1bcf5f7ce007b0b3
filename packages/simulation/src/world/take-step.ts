import { assertNever, MINUTE } from "@aisle/domain";
import { createMemoryStorage } from "@aisle/sync";
import type { Sabotage } from "../sabotage.ts";
import { ALL_FINE, type Step } from "../story.ts";
import { draftsOf, handle } from "./asking.ts";
import { idOf } from "./chain.ts";
import { settle } from "./clock.ts";
import { act } from "./head-office-acts.ts";
import type { Past } from "./past.ts";
import type { Phone } from "./phone.ts";
import { beginSession, type World } from "./world.ts";

/** More phones than this tell nothing new. */
const MOST_PHONES = 5;
/** Processes that may stand still at once: each holds a connection. */
const MOST_STALLS = 2;

/** Lets one step of the story happen, to its end. A step about something that is not there does nothing. */
export async function takeStep(
  world: World,
  step: Step,
  about: { readonly past: Past; readonly sabotage: Sabotage },
): Promise<void> {
  const phone = "phone" in step ? world.phones[step.phone % world.phones.length] : undefined;
  switch (step.kind) {
    case "go":
      if (phone) await go(world, phone, step);
      return;
    case "ask":
      if (phone) await ask(world, phone, step);
      break;
    case "wake":
      world.say(`${phone?.name}: ${step.why}.`);
      for (const tab of phone?.tabs ?? []) tab.loop.wake(step.why);
      break;
    case "pass":
      world.say(`${step.ms / 1000} seconds pass.`);
      await world.clock.until(world.clock.now() + step.ms, settle);
      return;
    case "kill": {
      const tabs = phone?.tabs.filter((tab) => step.tab === "all" || tab.number === step.tab % phone.tabs.length) ?? [];
      for (const tab of tabs) if (!tab.isDead) world.kill(tab);
      world.say(`${phone?.name}'s app is killed${step.tab === "all" ? "" : ` in page ${step.tab}`}.`, "told");
      return;
    }
    case "late-arrival": {
      const message = world.late.shift();
      if (!message) return;
      world.say(`A late request of ${message.phone.name} arrives.`, "told");
      await world.deliver(message.phone, message.body, { ...ALL_FINE, office: step.office });
      return;
    }
    case "stall-ends":
      await endStall(world, step.dies);
      break;
    case "clock":
      if (!phone) return;
      phone.clockOffset += step.ms;
      world.say(`${phone.name}'s clock jumps by ${step.ms / MINUTE} minutes.`, "told");
      return;
    case "session":
      if (phone) await changeSession(world, phone, step.is);
      return;
    case "update":
      if (!phone) return;
      phone.proto = null;
      for (const tab of phone.tabs) world.kill(tab);
      world.say(`${phone.name} gets the newest app.`, "told");
      return;
    case "clone":
      if (!phone || world.phones.length >= MOST_PHONES) return;
      phone.hasTwin = true;
      await world.addPhone({ store: phone.store, tabs: 1, proto: phone.proto, held: phone.disk.contents.held(), twinOf: phone });
      world.say(`${phone.name}'s backup goes on as Phone ${world.phones.length}.`, "told");
      return;
    case "client-moves":
    case "person-moves":
    case "count":
    case "floor": {
      const said = await act(world.database, step, about.sabotage);
      if (said) world.say(said, "told");
      return;
    }
    case "backup":
      await endAllStalls(world);
      await about.past.keep("backup");
      world.hasBackup = true;
      world.say("Head office makes a backup.", "told");
      return;
    case "restore":
      if (world.hasBackup) await restore(world, about.past, step.isTold);
      return;
    case "drift":
      if (phone) loseRow(world, phone);
      return;
    default:
      assertNever(step);
  }
  await settle();
}

async function go(world: World, phone: Phone, step: Extract<Step, { readonly kind: "go" }>): Promise<void> {
  const tab = await world.tabOf(phone, step.tab);
  const stallsTooMuch = step.fate.network.kind === "stalled" && world.stalls.length >= MOST_STALLS;
  const fate = stallsTooMuch ? { ...step.fate, network: ALL_FINE.network } : step.fate;
  const [turn] = tab.turns.splice(step.turn % Math.max(1, tab.turns.length), 1);
  if (turn) {
    world.say(`${phone.name}.${tab.number} ${turn.what}${fate.storage === "fine" ? "" : ` (storage: ${fate.storage})`}`);
    await turn.run(fate);
    await settle();
    return;
  }
  const at = world.clock.nextWake(tab.turns);
  if (at !== null) await world.clock.until(Math.min(at, world.clock.now() + 2 * MINUTE), settle);
}

async function ask(world: World, phone: Phone, step: Extract<Step, { readonly kind: "ask" }>): Promise<void> {
  if (!phone.isSignedIn) return;
  const drafts = draftsOf(phone, step, { now: world.clock.now(), newId: world.newId });
  const did = drafts.length === 0 ? await handle(phone, step.ask) : null;
  if (did) world.say(`${phone.name} ${did}.`, "told");
  for (const draft of drafts) {
    // A person whose tap was not saved is told so, and goes no further.
    if (step.storage === "aborted" || step.storage === "quota") return;
    world.asked.set(draft.id, draft);
    if (step.throws > 0 && draft === drafts.at(-1)) world.throwsLeft.set(draft.id, step.throws);
    await phone.storage.enqueue(draft);
    world.say(`${phone.name} asks for ${draft.name} (command ${world.asked.size}).`, "told");
    if (step.storage === "done-killed") {
      for (const tab of phone.tabs) world.kill(tab);
      return;
    }
    // Unheard, so asked again with the same id: one row all the same.
    if (step.storage === "done-unheard") await phone.storage.enqueue(draft);
    phone.watch.saved.add(draft.id);
  }
  world.look(phone, step.ask.kind);
  for (const [index, tab] of phone.tabs.entries()) tab.loop.wake(index === 0 ? "issued" : "other-tab");
}

/** The oldest process that stands still goes on to its answer, or dies where it stands. */
export async function endStall(world: World, dies: boolean): Promise<void> {
  const stall = world.stalls.shift();
  if (!stall) return;
  world.say(`The process that stood still for ${stall.phone.name} ${dies ? "dies" : "goes on"}.`, "told");
  if (dies) {
    await stall.die();
    stall.goOn();
    stall.hear.reject(new Error("the connection was reset"));
    return;
  }
  stall.goOn();
  const answered = await stall.answered;
  if (answered.kind === "answer") stall.hear.resolve(answered.body);
  else stall.hear.reject(new Error("the connection was reset"));
}

export async function endAllStalls(world: World): Promise<void> {
  while (world.stalls.length > 0) await endStall(world, true);
}

async function changeSession(world: World, phone: Phone, is: "ended" | "begun" | "signed-out"): Promise<void> {
  phone.isSignedIn = is !== "signed-out";
  if (is === "ended") await world.database.query("delete from session where device_id = $1", [phone.device]);
  if (is === "begun") await beginSession(world.database, phone);
  world.say(`${phone.name}'s session: ${is}.`, "told");
  for (const tab of phone.tabs) tab.loop.wake("signed-in");
}

async function restore(world: World, past: Past, isTold: boolean): Promise<void> {
  await endAllStalls(world);
  world.stopOffices();
  const [life] = await world.database.query<{ epoch: string }>("select epoch from database_life");
  await past.goBack("backup");
  world.lives++;
  world.isDrifted ||= !isTold;
  const epoch = isTold ? idOf(1000 + world.lives) : life?.epoch;
  await world.database.query("update database_life set epoch = $1", [epoch]);
  world.say(`Head office's database is restored from the backup${isTold ? "" : ", and nobody says so"}.`, "told");
}

function loseRow(world: World, phone: Phone): void {
  const held = phone.disk.contents.held();
  const [first, ...customers] = held.rows.customers;
  if (!first) return;
  phone.disk.contents = createMemoryStorage({ ...held, rows: { ...held.rows, customers } });
  world.isDrifted = true;
  world.say(`${phone.name} loses a client's row.`, "told");
}
