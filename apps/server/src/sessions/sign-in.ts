import { randomBytes } from "node:crypto";
import { type Database, verifyPin, withTx } from "@aisle/db";
import { HOUR, type Role, SECOND } from "@aisle/domain";
import { hashToken } from "./session-reader.ts";

export type SignInAnswer =
  | {
      readonly kind: "signed-in";
      readonly associate: {
        readonly associateId: string;
        readonly name: string;
        readonly role: Role;
        readonly locationId: string;
      };
      readonly expiresAt: string;
    }
  | { readonly kind: "wrong-pin"; readonly triesLeft: number }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "unknown-store" };

export const SHIFT_MS = 12 * HOUR;
const TRIES = 5;
const WAIT_MS = 30 * SECOND;
/** Anybody can make up a phone's id: beyond this many, the longest untouched is forgotten. */
const REMEMBERED_PHONES = 10_000;

type WrongTries = Map<string, { readonly times: number; readonly until: number }>;

export type SignIn = (request: {
  readonly deviceId: string;
  readonly locationId: string;
  readonly pin: string;
  readonly appVersion: string;
}) => Promise<SignInAnswer & { readonly token?: string }>;

/** Starts a shift by PIN. Five wrong PINs on a phone make it wait 30 seconds, so guessing 10,000 would take most of a day. */
export function createSignIn(database: Database, now: () => number): SignIn {
  const wrong: WrongTries = new Map();
  return async ({ deviceId, locationId, pin, appVersion }) => {
    const team = await database.query<{ associate_id: string; name: string; role: Role; pin_hash: string | null }>(
      "select associate_id, name, role, pin_hash from associate where location_id = $1 and is_active order by name",
      [locationId],
    );
    if (team.length === 0) return { kind: "unknown-store" };
    const tries = wrong.get(deviceId) ?? { times: 0, until: 0 };
    if (tries.until > now()) return { kind: "wait", seconds: Math.ceil((tries.until - now()) / SECOND) };
    // Counted before it is judged, so that PINs tried all at once are counted too; the right one clears the count.
    const times = tries.times + 1;
    remember(wrong, deviceId, times >= TRIES ? { times: 0, until: now() + WAIT_MS } : { times, until: 0 });
    const matches = await Promise.all(team.map(async (each) => each.pin_hash !== null && (await verifyPin(pin, each.pin_hash))));
    const person = team[matches.indexOf(true)];
    if (!person) {
      return times >= TRIES ? { kind: "wait", seconds: WAIT_MS / SECOND } : { kind: "wrong-pin", triesLeft: TRIES - times };
    }
    wrong.delete(deviceId);
    const token = randomBytes(32).toString("base64url");
    const expiresAt = new Date(now() + SHIFT_MS).toISOString();
    await withTx(database, { associateId: person.associate_id, deviceId }, async (tx) => {
      await tx.query(
        `insert into device (device_id, location_id, app_version) values ($1, $2, $3)
         on conflict (device_id) do update set location_id = $2, app_version = $3, last_contact_at = now()`,
        [deviceId, locationId, appVersion],
      );
      await tx.query("insert into session (token_hash, associate_id, device_id, expires_at) values ($1, $2, $3, $4)", [
        hashToken(token),
        person.associate_id,
        deviceId,
        expiresAt,
      ]);
    });
    const { associate_id: associateId, name, role } = person;
    return { kind: "signed-in", associate: { associateId, name, role, locationId }, expiresAt, token };
  };
}

function remember(wrong: WrongTries, deviceId: string, tries: { readonly times: number; readonly until: number }): void {
  wrong.delete(deviceId);
  wrong.set(deviceId, tries);
  const [longestUntouched] = wrong.keys();
  if (wrong.size > REMEMBERED_PHONES && longestUntouched !== undefined) wrong.delete(longestUntouched);
}
