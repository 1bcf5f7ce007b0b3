import type { Querying } from "@aisle/db";
import type { Role } from "@aisle/domain";
import { LOCK_AT } from "../sessions/pin-check.ts";

/** Somebody on a list of people. What proves who they are is told to those who look after them only: null for everybody else. */
export type ListedPerson = {
  readonly associateId: string;
  readonly name: string;
  readonly role: Role;
  readonly locationId: string;
  readonly access: {
    readonly login: string | null;
    readonly hasPin: boolean;
    readonly passkeys: number;
    /** Ten wrong PINs on some phone. */
    readonly isLocked: boolean;
    readonly sessions: number;
  } | null;
};

/** Who works at a store, by name. */
export async function readPeopleAt(
  database: Querying,
  asked: { readonly locationId: string; readonly withAccess: boolean; readonly now: number },
): Promise<readonly ListedPerson[]> {
  const rows = await database.query<{
    associate_id: string;
    name: string;
    role: Role;
    location_id: string;
    login: string | null;
    has_pin: boolean;
    passkeys: number;
    is_locked: boolean;
    sessions: number;
  }>(
    `select a.associate_id, a.name, a.role, a.location_id, a.login, a.pin_hash is not null as has_pin,
       (select count(*)::int from passkey p where p.associate_id = a.associate_id) as passkeys,
       exists (select from wrong_try w where w.key like 'pin:' || a.associate_id || ':%' and w.times >= $2) as is_locked,
       (select count(*)::int from session s where s.associate_id = a.associate_id
         and s.expires_at > to_timestamp($3::float8 / 1000)) as sessions
     from associate a where a.location_id = $1 and a.is_active order by a.name, a.associate_id`,
    [asked.locationId, LOCK_AT, asked.now],
  );
  return rows.map((row) => ({
    associateId: row.associate_id,
    name: row.name,
    role: row.role,
    locationId: row.location_id,
    access: asked.withAccess
      ? { login: row.login, hasPin: row.has_pin, passkeys: row.passkeys, isLocked: row.is_locked, sessions: row.sessions }
      : null,
  }));
}

/** What somebody is and where; null for one who is unknown or has left. */
export async function readPerson(
  database: Querying,
  associateId: string,
): Promise<{ readonly associateId: string; readonly name: string; readonly role: Role; readonly locationId: string } | null> {
  const [row] = await database.query<{ name: string; role: Role; location_id: string }>(
    "select name, role, location_id from associate where associate_id = $1 and is_active",
    [associateId],
  );
  return row ? { associateId, name: row.name, role: row.role, locationId: row.location_id } : null;
}
