import { createHash } from "node:crypto";
import { type Database, DOOR } from "@aisle/db";
import { HOUR, MINUTE, mayAt, type Person, type Role } from "@aisle/domain";

/** Whoever is at work, on which phone and where. */
export type SessionPlace = {
  readonly associateId: string;
  readonly deviceId: string;
  /** The store of the phone they hold. */
  readonly locationId: string;
  readonly role: Role;
  /** Where they work themselves: their reach is counted from there. */
  readonly homeLocationId: string;
  readonly regionLocations: readonly string[];
};

/** A signed-in person on a phone. */
export type Session = SessionPlace & { readonly name: string };

/** A session as head office knows it this moment. */
export type LiveSession = Session & {
  readonly sessionId: string;
  readonly way: SessionWay;
  /** Until when they count as having just proven who they are, epoch ms; 0 when they do not. */
  readonly steppedUpUntil: number;
};

/** How a shift was begun. */
export type SessionWay = "identity-provider" | "passkey" | "pin" | "link";

/** A shift at most. NIST SP 800-63B-4, 2.2.3: at AAL2 no more than 24 h overall and 1 h idle. */
export const SHIFT_MS = 12 * HOUR;
/** Without a word from the phone for so long, a session sleeps until the PIN wakes it. */
export const IDLE_MS = HOUR;
/** A sign of life is written down no more often than this. */
const NOTED_EVERY_MS = MINUTE;

export const SESSION_COOKIE = "aisle_session";
/** Over https. A browser takes it from this very host only, and never shows it to anything but https. */
export const SECURE_SESSION_COOKIE = `__Host-${SESSION_COOKIE}`;

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

export function personOf({ role, homeLocationId, regionLocations }: SessionPlace): Person {
  return { role, locationId: homeLocationId, regionLocations };
}

/** The stores that one person's region has, their own among them: a column of a statement that has `associate a`. */
export const REGION_LOCATIONS = `case when a.role = 'regional' then array(
    select l.location_id from location l join location home on home.location_id = a.location_id
    where l.location_id = home.location_id or (home.region_id <> '' and l.region_id = home.region_id))
  else array[a.location_id] end as region_locations`;

type Row = {
  readonly session_id: string;
  readonly associate_id: string;
  readonly device_id: string;
  readonly location_id: string;
  readonly home_location_id: string;
  readonly region_locations: readonly string[];
  readonly role: Role;
  readonly name: string;
  readonly way: SessionWay;
  readonly seen_at: number;
  readonly stepped_up_until: number;
};

/**
 * The live session of a request's cookie header, or null: unknown, ended, asleep, of a person who has left or works elsewhere
 * now, or on a phone that was revoked. Asked anew with every request, so that a leaver is out with the next one.
 */
export async function readSession(database: Database, cookieHeader: string | null, now: number): Promise<LiveSession | null> {
  const token = tokenFrom(cookieHeader);
  if (!token) return null;
  const hash = hashToken(token);
  const [row] = await database.as(DOOR).query<Row>(
    `select s.session_id, s.associate_id, s.device_id, d.location_id, a.location_id as home_location_id, a.role, a.name, s.way,
       extract(epoch from s.last_seen_at)::float8 * 1000 as seen_at,
       coalesce(extract(epoch from s.stepped_up_until)::float8 * 1000, 0) as stepped_up_until, ${REGION_LOCATIONS}
     from session s join associate a using (associate_id) join device d using (device_id)
     where s.token_hash = $1 and s.expires_at > to_timestamp($2::float8 / 1000)
       and s.last_seen_at > to_timestamp($3::float8 / 1000) and a.is_active and d.revoked_at is null`,
    [hash, now, now - IDLE_MS],
    "read-session",
  );
  if (!row) return null;
  const session: LiveSession = {
    sessionId: row.session_id,
    associateId: row.associate_id,
    deviceId: row.device_id,
    locationId: row.location_id,
    homeLocationId: row.home_location_id,
    regionLocations: row.region_locations,
    role: row.role,
    name: row.name,
    way: row.way,
    steppedUpUntil: row.stepped_up_until,
  };
  if (!mayWorkAt(personOf(session), session.locationId)) return null;
  if (row.seen_at < now - NOTED_EVERY_MS) {
    await database
      .as(DOOR)
      .execute("update session set last_seen_at = to_timestamp($2::float8 / 1000) where token_hash = $1", [hash, now]);
  }
  return session;
}

/** Whether somebody may hold a phone of this store: their own, and for those who look after several, each of them. */
export function mayWorkAt(person: Person, locationId: string): boolean {
  return mayAt(person, "see-store", locationId);
}

/** The session token in a cookie header. The name that only https can set goes first: beside it the plain one is somebody's trick. */
export function tokenFrom(cookieHeader: string | null): string | null {
  const pairs = (cookieHeader ?? "").split(";").map((pair) => pair.trim().split("="));
  const [, value] =
    pairs.find(([name]) => name === SECURE_SESSION_COOKIE) ?? pairs.find(([name]) => name === SESSION_COOKIE) ?? [];
  return value && /^[\w-]{43}$/.test(value) ? value : null;
}
