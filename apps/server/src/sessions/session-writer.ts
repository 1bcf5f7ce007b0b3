import { randomBytes } from "node:crypto";
import { type Database, OFFICE, type Querying } from "@aisle/db";
import { MINUTE } from "@aisle/domain";
import { hashToken, type SessionWay, SHIFT_MS } from "./session-reader.ts";

/** A token for the cookie, and until when it is good at most. Only its SHA-256 is kept. */
export type Granted = { readonly token: string; readonly expiresAt: string };

type Who = { readonly associateId: string; readonly deviceId: string };

/** How long somebody who has just proven themselves need not do it again. */
export const STEPPED_UP_MS = 5 * MINUTE;

function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Begins a shift. An earlier one of the same person on the same phone ends: there is one key to it, not two. */
export async function beginSession(
  database: Querying,
  who: Who,
  { way, now }: { readonly way: SessionWay; readonly now: number },
): Promise<Granted> {
  const token = newToken();
  const expiresAt = new Date(now + SHIFT_MS).toISOString();
  // Somebody who just began a full shift need not prove themselves a second time.
  const steppedUpUntil = new Date(now + STEPPED_UP_MS).toISOString();
  await database.execute("delete from session where associate_id = $1 and device_id = $2", [who.associateId, who.deviceId]);
  await database.execute(
    `insert into session (token_hash, associate_id, device_id, way, created_at, last_seen_at, stepped_up_until, expires_at)
     values ($1, $2, $3, $4, to_timestamp($5::float8 / 1000), to_timestamp($5::float8 / 1000), $6, $7)`,
    [hashToken(token), who.associateId, who.deviceId, way, now, steppedUpUntil, expiresAt],
  );
  return { token, expiresAt };
}

/**
 * Gives somebody's shift on this phone a new token, asleep or not, and the old token opens nothing from then on. Null when there is
 * no such shift any more.
 */
export async function renewSession(
  database: Querying,
  who: Who,
  { isStepUp, now }: { readonly isStepUp: boolean; readonly now: number },
): Promise<Granted | null> {
  const token = newToken();
  const steppedUpUntil = isStepUp ? new Date(now + STEPPED_UP_MS).toISOString() : null;
  const [row] = await database.query<{ expires_at: Date }>(
    `update session set token_hash = $3, last_seen_at = to_timestamp($4::float8 / 1000),
       stepped_up_until = coalesce($5::timestamptz, stepped_up_until)
     where token_hash = (select token_hash from session where associate_id = $1 and device_id = $2
       and expires_at > to_timestamp($4::float8 / 1000) order by expires_at desc limit 1)
     returning expires_at`,
    [who.associateId, who.deviceId, hashToken(token), now, steppedUpUntil],
  );
  return row ? { token, expiresAt: row.expires_at.toISOString() } : null;
}

/** Ends every session of this person on this phone. */
export async function endSession(database: Querying, who: Who): Promise<void> {
  await database.execute("delete from session where associate_id = $1 and device_id = $2", [who.associateId, who.deviceId]);
}

/** Ends every session of a person, on whichever phone: they have left, or their proof is in wrong hands. */
export async function endSessionsOf(database: Querying, associateId: string): Promise<number> {
  return database.execute("delete from session where associate_id = $1", [associateId]);
}

/** Ends one session. False when it had ended before. */
export async function endSessionById(database: Querying, sessionId: string): Promise<boolean> {
  return (await database.execute("delete from session where session_id = $1", [sessionId])) > 0;
}

/** What ended long ago is of no use to anybody. */
export async function forgetEndedSessions(database: Database, now: number): Promise<number> {
  return database.as(OFFICE).execute("delete from session where expires_at < to_timestamp($1::float8 / 1000)", [now]);
}
