import { randomBytes } from "node:crypto";
import { type Database, verifyPin, withTx } from "@aisle/db";
import { HOUR, MINUTE, type Role, SECOND } from "@aisle/domain";
import { hashToken } from "./session-reader.ts";
import { createWrongTries, type TryLimit } from "./wrong-tries.ts";

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
  | { readonly kind: "unknown-store" }
  /** The phone was taken out of use. What waits on it stays there, and can be carried to another one. */
  | { readonly kind: "revoked" };

export const SHIFT_MS = 12 * HOUR;
const TRIES = 5;
const WAIT_MS = 30 * SECOND;
/** Wrong PINs of all phones together that a store has not seen before. */
const STRANGERS_TRIES = 20;
const STRANGERS_WAIT_MS = 5 * MINUTE;
export type SignIn = (request: {
  readonly deviceId: string;
  readonly locationId: string;
  readonly pin: string;
  readonly appVersion: string;
}) => Promise<SignInAnswer & { readonly token?: string }>;

/**
 * Starts a shift by PIN. Five wrong PINs on a phone make it wait 30 seconds, so guessing 10,000 would take most of a day. Anybody
 * can make up the id of a new phone for every guess: phones that a store has not seen before share one count, and when it is
 * full they wait together, while those at work there go on.
 */
export function createSignIn(database: Database, now: () => number): SignIn {
  const wrong = createWrongTries(now);
  return async ({ deviceId, locationId, pin, appVersion }) => {
    const [team, [device]] = await Promise.all([
      database.query<{ associate_id: string; name: string; role: Role; pin_hash: string | null }>(
        "select associate_id, name, role, pin_hash from associate where location_id = $1 and is_active order by name",
        [locationId],
      ),
      database.query<{ is_here: boolean; is_revoked: boolean }>(
        "select location_id = $2 as is_here, revoked_at is not null as is_revoked from device where device_id = $1",
        [deviceId, locationId],
      ),
    ]);
    if (team.length === 0) return { kind: "unknown-store" };
    if (device?.is_revoked) return { kind: "revoked" };
    const known = device?.is_here === true;
    const limits: TryLimit[] = [{ key: deviceId, tries: TRIES, waitMs: WAIT_MS }];
    const strangers = `strangers at ${locationId}`;
    if (!known) limits.push({ key: strangers, tries: STRANGERS_TRIES, waitMs: STRANGERS_WAIT_MS });
    const waitMs = Math.max(...limits.map(({ key }) => wrong.waitOf(key)));
    if (waitMs > 0) return { kind: "wait", seconds: Math.ceil(waitMs / SECOND) };
    const left = limits.map(wrong.count);
    const matches = await Promise.all(team.map(async (each) => each.pin_hash !== null && (await verifyPin(pin, each.pin_hash))));
    const person = team[matches.indexOf(true)];
    if (!person) {
      const used = limits.filter((_, index) => left[index] === 0);
      if (used.length === 0) return { kind: "wrong-pin", triesLeft: Math.min(...left) };
      return { kind: "wait", seconds: Math.max(...used.map((limit) => limit.waitMs)) / SECOND };
    }
    wrong.forget(deviceId);
    if (!known) wrong.giveBack(strangers);
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
