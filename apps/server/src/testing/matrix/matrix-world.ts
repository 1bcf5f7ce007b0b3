// What everybody tries their hands on: three stores, two of them in one region, each with people, clients, phones and sessions whose
// every word carries the store's canary. What comes back with the canary of a store out of reach is a leak.

import type { OwnersDatabase } from "@aisle/db";
import { ROLES, type Role } from "@aisle/domain";
import { pinKey } from "../../sessions/pin-check.ts";
import type { LiveSession } from "../../sessions/session-reader.ts";
import { newId, seedSmallChain } from "../small-chain.ts";

export const PLACES = ["own-store", "other-store", "other-region", "unknown"] as const;
export type Place = (typeof PLACES)[number];

/** Where each place is; nobody has ever heard of the last. */
export const LOCATION_OF: Readonly<Record<Place, string>> = {
  "own-store": "downtown",
  "other-store": "airport",
  "other-region": "harbour",
  unknown: "nowhere",
};

export const canaryOf = (locationId: string): string => `CANARY~${locationId}~`;

/** Somebody and something at a place, made anew for each call: what one call does to it does not reach the next. */
export type Target = {
  readonly place: Place;
  readonly locationId: string;
  readonly associateId: string;
  readonly customerId: string;
  readonly deviceId: string;
  readonly sessionId: string;
};

export type MatrixActor = { readonly session: LiveSession };

export async function seedMatrix(database: OwnersDatabase): Promise<void> {
  await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 1000, airport: 50, downtown: 50 } }]);
  await database.query("update location set region_id = case when location_id = 'harbour' then 'south' else 'north' end");
}

/** Somebody of this role at the own store, freshly proven, with a phone in hand. */
export async function hireActor(database: OwnersDatabase, role: Role, untilProven: number): Promise<MatrixActor> {
  const target = await makeTarget(database, "own-store", role);
  const session: LiveSession = {
    sessionId: target.sessionId,
    associateId: target.associateId,
    deviceId: target.deviceId,
    locationId: "downtown",
    homeLocationId: "downtown",
    regionLocations: role === "regional" ? ["downtown", "airport", "warehouse"] : ["downtown"],
    role,
    name: "Actor",
    way: "passkey",
    steppedUpUntil: untilProven,
  };
  return { session };
}

/** A target at a place; at the unknown one its ids are made up and no row is. */
export async function makeTarget(database: OwnersDatabase, place: Place, role: Role = "associate"): Promise<Target> {
  const [associateId, customerId, deviceId] = [newId(), newId(), newId()];
  const sessionId = crypto.randomUUID();
  const locationId = LOCATION_OF[place];
  const target = { place, locationId, associateId, customerId, deviceId, sessionId };
  if (place === "unknown") return target;
  const canary = `${canaryOf(locationId)} ${associateId}`;
  await database.query(
    `with a as (insert into associate (associate_id, name, role, location_id, login, pin_hash) values ($1, $5, $7, $4, $5, 'x')),
       c as (insert into customer (customer_id, name, phone, email, home_location_id, associate_id, since)
         values ($2, $5, $5, $5, $4, $1, 2020)),
       n as (insert into customer_note (note_id, customer_id, text, associate_id, at) values ($8, $2, $5, $1, now())),
       ad as (insert into customer_address (customer_id, position, line1, line2, city, region, postal_code, country)
         values ($2, 0, $5, '', $5, 'CA', '94123', 'US')),
       d as (insert into device (device_id, location_id, name, rescue_key, public_key)
         values ($3, $4, $5, decode(repeat('07', 32), 'hex'), decode(repeat('08', 91), 'hex'))),
       t as (insert into wrong_try (key, times) values ($10, 10))
     insert into session (token_hash, session_id, associate_id, device_id, last_seen_at, expires_at)
     values ($9, $6, $1, $3, '2099-01-01', '2099-01-01')`,
    [associateId, customerId, deviceId, locationId, canary, sessionId, role, newId(), newId(), pinKey(target)],
  );
  return target;
}

/** A hash of every table's content but what is written down about anybody's asking. `except`: rows that name one of these do not count. */
export async function dump(
  database: OwnersDatabase,
  except: readonly string[],
  without: readonly string[] = [],
): Promise<ReadonlyMap<string, string>> {
  const tables = await database.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = current_schema() and not (tablename = any($1)) order by 1",
    [[...NOTED_ABOUT_ASKING, ...without]],
  );
  const hashes = new Map<string, string>();
  for (const { name } of tables) {
    const [row] = await database.query<{ hash: string }>(
      `select md5(coalesce(string_agg(line, E'\\n' order by line), '')) as hash from (select t::text as line from "${name}" t) lines
       where not exists (select from unnest($1::text[]) as e (word) where position(word in line) > 0)`,
      [except],
    );
    hashes.set(name, row?.hash ?? "");
  }
  return hashes;
}

const NOTED_ABOUT_ASKING = ["access_log", "command_outcome", "command_fault", "security_event", "pending_proof", "migration"];

export const ALL_ROLES: readonly Role[] = ROLES;
