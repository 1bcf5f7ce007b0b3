// People who signed in on this phone lately, and what it takes to know them again without signal.
//
// The proof of a PIN is an HMAC under a key that this browser holds and never gives out, so that a copy of the storage
// is no list of PINs. It opens the phone only; head office still asks for the PIN before it takes anything.

import { type Associate, DAY, SECOND } from "@aisle/domain";
import type { AisleDatabase } from "../phone-db/database.ts";
import type { StoreName } from "./session.ts";

/** How long after head office last knew them, in ms, a person may open this phone without it. */
export const OFFLINE_WINDOW_MS = 7 * DAY;
const PEOPLE_KEPT = 6;
const TRIES = 5;
const WAIT_MS = 30 * SECOND;

export type KnownPerson = {
  readonly associate: Associate;
  readonly store: StoreName;
  /** Epoch ms by this phone's clock. */
  readonly provenAt: number;
  readonly proof: ArrayBuffer | null;
};

export type OfflineAnswer =
  | { readonly kind: "known"; readonly person: KnownPerson }
  | { readonly kind: "wrong-pin"; readonly triesLeft: number }
  | { readonly kind: "wait"; readonly seconds: number }
  /** Nobody of this store may open this phone without signal. */
  | { readonly kind: "needs-signal" };

const PEOPLE = "people";
const PIN_KEY = "pin-key";
const WRONG = "wrong-pins";

/** The newest first. */
export async function readPeople(database: AisleDatabase): Promise<readonly KnownPerson[]> {
  const row = await database.settings.get(PEOPLE);
  // Boundary: written by `rememberPerson` only, and cleared with the rest of the phone.
  return Array.isArray(row?.value) ? (row.value as readonly KnownPerson[]) : [];
}

/** Puts a person whom head office just knew first among the people of this phone. */
export async function rememberPerson(
  database: AisleDatabase,
  person: Pick<KnownPerson, "associate" | "store">,
  { pin, now }: { readonly pin: string; readonly now: number },
): Promise<void> {
  const proof = await prove(database, { associateId: person.associate.associateId, pin });
  const others = (await readPeople(database)).filter((each) => each.associate.associateId !== person.associate.associateId);
  const people = [{ ...person, provenAt: now, proof }, ...others].slice(0, PEOPLE_KEPT);
  await database.settings.put({ key: PEOPLE, value: people });
  await database.settings.delete(WRONG);
}

/** Whether this is that person's PIN, at `store`, with the same patience as head office: five tries, then 30 seconds. */
export async function knowAgain(
  database: AisleDatabase,
  {
    store,
    associateId,
    pin,
    now,
  }: { readonly store: string; readonly associateId: string; readonly pin: string; readonly now: number },
): Promise<OfflineAnswer> {
  const people = (await readPeople(database)).filter(
    (each) =>
      each.store.locationId === store &&
      each.associate.associateId === associateId &&
      each.proof !== null &&
      now - each.provenAt < OFFLINE_WINDOW_MS,
  );
  if (people.length === 0) return { kind: "needs-signal" };
  const wrong = await readWrong(database);
  if (wrong.until > now) return { kind: "wait", seconds: Math.ceil((wrong.until - now) / SECOND) };
  for (const person of people) {
    const proof = await prove(database, { associateId: person.associate.associateId, pin });
    if (proof && person.proof && isSame(proof, person.proof)) {
      await database.settings.delete(WRONG);
      return { kind: "known", person };
    }
  }
  const times = wrong.times + 1;
  const isOver = times >= TRIES;
  await database.settings.put({ key: WRONG, value: isOver ? { times: 0, until: now + WAIT_MS } : { times, until: 0 } });
  return isOver ? { kind: "wait", seconds: WAIT_MS / SECOND } : { kind: "wrong-pin", triesLeft: TRIES - times };
}

async function readWrong(database: AisleDatabase): Promise<{ readonly times: number; readonly until: number }> {
  const row = await database.settings.get(WRONG);
  // Boundary: written a few lines above.
  return (row?.value as { times: number; until: number } | undefined) ?? { times: 0, until: 0 };
}

/** Null where the page is not in a secure context: there is no keeping of secrets then, and no opening without signal. */
async function prove(
  database: AisleDatabase,
  { associateId, pin }: { readonly associateId: string; readonly pin: string },
): Promise<ArrayBuffer | null> {
  if (!globalThis.crypto?.subtle) return null;
  const key = await pinKey(database);
  return crypto.subtle.sign("HMAC", key, new TextEncoder().encode(`${associateId}\n${pin}`));
}

async function pinKey(database: AisleDatabase): Promise<CryptoKey> {
  const row = await database.settings.get(PIN_KEY);
  if (row?.value instanceof CryptoKey) return row.value;
  const key = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  await database.settings.put({ key: PIN_KEY, value: key });
  return key;
}

function isSame(left: ArrayBuffer, right: ArrayBuffer): boolean {
  const [a, b] = [new Uint8Array(left), new Uint8Array(right)];
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
