import { randomBytes } from "node:crypto";
import { createChanges, recordChanges, storeFeed, type Tx } from "@aisle/db";
import { type Role, uuidv7 } from "@aisle/domain";
import { endSessionsOf } from "../sessions/session-writer.ts";

/** The feeds that moved, for the pokes after the commit. */
type Moved = readonly string[];

export type NewPerson = {
  readonly name: string;
  readonly role: Role;
  readonly locationId: string;
  readonly login: string | null;
};

/** Takes somebody on. Null when somebody else has that login. */
export async function addPerson(tx: Tx, person: NewPerson, now: number): Promise<{ associateId: string; feeds: Moved } | null> {
  const associateId = uuidv7(now, randomBytes(10));
  const added = await tx.execute(
    `insert into associate (associate_id, name, role, location_id, login) values ($1, $2, $3, $4, $5) on conflict (login) do nothing`,
    [associateId, person.name, person.role, person.locationId, person.login],
  );
  return added === 0 ? null : { associateId, feeds: await tell(tx, associateId, [person.locationId]) };
}

export type PersonChange = { readonly name: string; readonly role: Role; readonly login: string | null };

/** Changes what somebody is. Another role counts from their next request on. False when somebody else has that login. */
export async function changePerson(
  tx: Tx,
  person: { readonly associateId: string; readonly locationId: string },
  change: PersonChange,
): Promise<{ feeds: Moved } | null> {
  const changed = await tx.execute(
    `update associate set name = $2, role = $3, login = $4 where associate_id = $1
       and not exists (select from associate o where o.login = $4 and o.associate_id <> $1)`,
    [person.associateId, change.name, change.role, change.login],
  );
  return changed === 0 ? null : { feeds: await tell(tx, person.associateId, [person.locationId]) };
}

/** Somebody works at another store from now on; their sessions end. Null where they are not theirs to move. */
export async function movePerson(
  tx: Tx,
  person: { readonly associateId: string; readonly locationId: string },
  to: string,
): Promise<{ feeds: Moved } | null> {
  const moved = await tx.execute("update associate set location_id = $2 where associate_id = $1", [person.associateId, to]);
  if (moved === 0) return null;
  await endSessionsOf(tx, person.associateId);
  return { feeds: await tell(tx, person.associateId, [person.locationId, to]) };
}

/** Somebody has left: every session, PIN, passkey and link of theirs ends now; what they did stays theirs. Null as above. */
export async function letGo(
  tx: Tx,
  person: { readonly associateId: string; readonly locationId: string },
): Promise<{ feeds: Moved } | null> {
  const { associateId } = person;
  if (!(await forgetProofs(tx, associateId))) return null;
  await tx.execute("update associate set is_active = false where associate_id = $1", [associateId]);
  return { feeds: await tell(tx, associateId, [person.locationId]) };
}

/** Nothing that proved who somebody is does so any more: a stolen phone, a shared PIN, a lost key. False where they are not theirs to change. */
export async function forgetProofs(tx: Tx, associateId: string): Promise<boolean> {
  const changed = await tx.execute("update associate set pin_hash = null where associate_id = $1", [associateId]);
  if (changed === 0) return false;
  await tx.execute("delete from passkey where associate_id = $1", [associateId]);
  await tx.execute("update one_time_link set used_at = now() where associate_id = $1 and used_at is null", [associateId]);
  await endSessionsOf(tx, associateId);
  return true;
}

/** Phones of every store concerned hear of it; the ones where somebody no longer works forget them. */
async function tell(tx: Tx, associateId: string, locationIds: readonly string[]): Promise<Moved> {
  const changes = createChanges();
  const now = locationIds.at(-1) ?? "";
  for (const locationId of locationIds.slice(0, -1)) {
    if (locationId !== now) changes.gone(storeFeed(locationId), "associates", associateId);
  }
  changes.associate(associateId, now);
  await recordChanges(tx, changes);
  return [...changes.touched.feeds];
}
