import { createHash } from "node:crypto";
import type { Querying } from "@aisle/db";
import type { Role } from "@aisle/domain";

/** A signed-in person on a phone. */
export type Session = {
  readonly associateId: string;
  readonly deviceId: string;
  readonly locationId: string;
  readonly role: Role;
  readonly name: string;
};

export const SESSION_COOKIE = "aisle_session";

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** The live session of a request's cookie header, or null: unknown, ended, of a person who has left, or on a phone that was revoked. */
export async function readSession(database: Querying, cookieHeader: string | null, now: number): Promise<Session | null> {
  const token = tokenFrom(cookieHeader);
  if (!token) return null;
  const [row] = await database.query<{ associate_id: string; device_id: string; location_id: string; role: Role; name: string }>(
    `select s.associate_id, s.device_id, d.location_id, a.role, a.name
     from session s join associate a using (associate_id) join device d using (device_id)
     where s.token_hash = $1 and s.expires_at > to_timestamp($2::float8 / 1000) and a.is_active and d.revoked_at is null`,
    [hashToken(token), now],
    "read-session",
  );
  if (!row) return null;
  const { associate_id: associateId, device_id: deviceId, location_id: locationId, role, name } = row;
  return { associateId, deviceId, locationId, role, name };
}

export function tokenFrom(cookieHeader: string | null): string | null {
  for (const pair of cookieHeader?.split(";") ?? []) {
    const [name, value] = pair.trim().split("=");
    if (name === SESSION_COOKIE && value && /^[\w-]{43}$/.test(value)) return value;
  }
  return null;
}
