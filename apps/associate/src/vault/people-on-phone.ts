// Who may be let in on this phone, as written down. Each call is one transaction and harmless to run twice, or says why not.

import { HOUR, MINUTE, SECOND } from "@aisle/domain";
import type { AisleDatabase } from "../phone-db/database.ts";
import { dropFeed } from "../phone-db/dexie-storage.ts";
import { isPersonal } from "../phone-db/sealed-rows.ts";
import type { DatabaseDoor } from "../phone-db/with-database.ts";
import type { PersonOnPhone } from "./person-on-phone.ts";

/** So long a phone keeps what it holds of clients without hearing of head office. */
export const LEASE_MS = 24 * HOUR;
/** From the fifth wrong PIN in a row, each costs this wait; the tenth ends their way in without head office. */
const PATIENT_TRIES = 5;
const WAIT_MS = 30 * SECOND;
export const MOST_TRIES = 10;
/** Clocks are set right by a little now and then; further back than this is another matter. */
const SET_BACK_MS = 2 * MINUTE;
const PEOPLE_KEPT = 6;
const SEEN = "clock-seen";

export type Counted =
  | { readonly kind: "may-try"; readonly person: PersonOnPhone & { readonly wrapped: NonNullable<PersonOnPhone["wrapped"]> } }
  | { readonly kind: "wait"; readonly seconds: number }
  /** Only head office can let them in. `clock`: this phone's clock was set back, so nobody knows how old what it holds is. */
  | { readonly kind: "dark"; readonly why: "lease" | "clock" };

/** The one known last first. */
export async function readPeople(database: AisleDatabase): Promise<readonly PersonOnPhone[]> {
  return (await database.people.toArray()).sort((a, b) => b.knownAt - a.knownAt);
}

/** Writes down somebody head office has just let in, and that the clock is right. */
export function keepPerson(door: DatabaseDoor, person: PersonOnPhone): Promise<void> {
  return door.call((db) =>
    db.transaction("rw", db.people, db.settings, async () => {
      await db.people.put(person);
      await db.settings.put({ key: SEEN, value: person.knownAt });
      // Whoever still works here is never among those who are forgotten.
      const idle = (await db.people.toArray()).filter(({ wrapped }) => wrapped === null).sort((a, b) => b.knownAt - a.knownAt);
      await db.people.bulkDelete(idle.slice(PEOPLE_KEPT).map(({ associateId }) => associateId));
    }),
  );
}

/**
 * Counts a try before it is looked at, so that a page killed in the middle, or two at once, are no free tries. Run twice it
 * counts twice: the wrong side to err on is the other one.
 */
export function countTry(door: DatabaseDoor, asked: { readonly associateId: string; readonly now: number }): Promise<Counted> {
  const { associateId, now } = asked;
  return door.call((db) =>
    db.transaction("rw", db.people, db.settings, async (): Promise<Counted> => {
      const [person, seen] = [await db.people.get(associateId), await readSeen(db)];
      if (!person?.wrapped || person.dueAt <= now) return { kind: "dark", why: "lease" };
      if (now < seen - SET_BACK_MS) return { kind: "dark", why: "clock" };
      const left = Math.min(person.waitUntil - now, WAIT_MS);
      if (left > 0) return { kind: "wait", seconds: Math.ceil(left / SECOND) };
      const wrong = person.wrong + 1;
      const counted = { ...person, wrong, waitUntil: wrong >= PATIENT_TRIES ? now + WAIT_MS : 0, wrapped: person.wrapped };
      await db.people.put(counted);
      await db.settings.put({ key: SEEN, value: now });
      return { kind: "may-try", person: counted };
    }),
  );
}

/** What a wrong PIN leaves: tries, a wait, or nothing but head office. */
export async function settleWrong(
  door: DatabaseDoor,
  { associateId, wrong }: PersonOnPhone,
): Promise<
  | { readonly kind: "wrong-pin"; readonly triesLeft: number }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "shut" }
> {
  if (wrong < PATIENT_TRIES) return { kind: "wrong-pin", triesLeft: PATIENT_TRIES - wrong };
  if (wrong < MOST_TRIES) return { kind: "wait", seconds: WAIT_MS / SECOND };
  await shut(door, associateId);
  return { kind: "shut" };
}

export function settleRight(door: DatabaseDoor, associateId: string): Promise<void> {
  return door.call(async (db) => void (await db.people.update(associateId, { wrong: 0, waitUntil: 0 })));
}

/** From now on only head office lets them in, and what this phone held for them is gone. */
export async function shut(door: DatabaseDoor, associateId: string): Promise<void> {
  await door.call((db) => db.people.update(associateId, { wrapped: null }));
  await clearAway(door, 0);
}

/**
 * Takes off the phone what nobody may open any more: the halves of keys whose lease has run out by `now`, and the rows under
 * them. The outbox is not touched. Answers whose lease ran out.
 */
export function clearAway(door: DatabaseDoor, now: number): Promise<readonly string[]> {
  return door.bulk((db) =>
    db.transaction("rw", db.tables, async () => {
      const people = await db.people.toArray();
      const over = people.filter(({ wrapped, dueAt }) => wrapped !== null && dueAt <= now);
      await db.people.bulkPut(over.map((person) => ({ ...person, wrapped: null })));
      const live = people.filter((person) => person.wrapped !== null && !over.includes(person));
      const readable = new Set(
        live.flatMap(({ associateId, store }) => [`associate:${associateId}`, `store:${store.locationId}`]),
      );
      const sync = await db.meta.get("sync");
      const cursor = sync?.key === "sync" ? sync.cursor : {};
      // Not by unique keys of an index: where it rests on disk, WebKit never answers those (WebKitGTK, a table without rows).
      const lying = (await db.sealed.toCollection().primaryKeys()).map(([feed]) => feed);
      const gone = new Set([...lying, ...Object.keys(cursor)].filter((feed) => isPersonal(feed) && !readable.has(feed)));
      for (const feed of gone) await dropFeed(db, feed);
      const kept = Object.fromEntries(Object.entries(cursor).filter(([feed]) => !gone.has(feed)));
      if (sync?.key === "sync" && gone.size > 0) await db.meta.put({ ...sync, cursor: kept });
      return over.map(({ associateId }) => associateId);
    }),
  );
}

/** Remembers how late it was, so that a clock set back is noticed. Answers whether it is. */
export function noteTime(door: DatabaseDoor, now: number): Promise<boolean> {
  return door.call((db) =>
    db.transaction("rw", db.settings, async () => {
      const seen = await readSeen(db);
      if (now > seen) await db.settings.put({ key: SEEN, value: now });
      return now < seen - SET_BACK_MS;
    }),
  );
}

async function readSeen(db: AisleDatabase): Promise<number> {
  const value = (await db.settings.get(SEEN))?.value;
  return typeof value === "number" ? value : 0;
}
