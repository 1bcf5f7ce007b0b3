import { type Database, DOOR, type Querying, withTx } from "@aisle/db";
import type { Role } from "@aisle/domain";
import { type PinAnswer, type PinCheck, pinKey } from "./pin-check.ts";
import type { ShiftStart } from "./proof-settings.ts";
import { mayWorkAt, REGION_LOCATIONS, type SessionWay } from "./session-reader.ts";
import { beginSession, type Granted, renewSession } from "./session-writer.ts";

export type SignedInPerson = {
  readonly associateId: string;
  readonly name: string;
  readonly role: Role;
  readonly locationId: string;
};

export type SignInAnswer =
  | { readonly kind: "signed-in"; readonly associate: SignedInPerson; readonly expiresAt: string }
  | Exclude<PinAnswer, { readonly kind: "right" }>
  /** The PIN is right, and there is no shift for it to open: begin one first. */
  | { readonly kind: "start-shift"; readonly way: ShiftStart }
  | { readonly kind: "unknown-store" }
  /** The phone was taken out of use. What waits on it stays there, and can be carried to another one. */
  | { readonly kind: "revoked" };

export type SignIn = (request: {
  readonly deviceId: string;
  readonly locationId: string;
  readonly associateId: string;
  readonly pin: string;
  readonly appVersion: string;
}) => Promise<SignInAnswer & { readonly token?: string }>;

/**
 * Lets somebody of the store's team take this phone by their PIN: unlocks their shift on it, asleep or not, or switches to it. Where
 * the shop begins shifts by PIN, begins one.
 */
export function createSignIn(deps: {
  readonly database: Database;
  readonly now: () => number;
  readonly checkPin: PinCheck;
  readonly shiftStart: ShiftStart;
}): SignIn {
  const { database, now, checkPin, shiftStart } = deps;
  return async ({ deviceId, locationId, associateId, pin, appVersion }) => {
    const [device] = await database
      .as(DOOR)
      .query<{ is_here: boolean; is_revoked: boolean }>(
        "select location_id = $2 as is_here, revoked_at is not null as is_revoked from device where device_id = $1",
        [deviceId, locationId],
      );
    if (device?.is_revoked) return { kind: "revoked" };
    const person = await readPersonAt(database.as(DOOR), { associateId, locationId });
    // Somebody who may not work here is judged like somebody unknown, and takes as long.
    const answer = await checkPin({ deviceId, associateId, pin, isOurs: person !== null });
    if (answer.kind !== "right") return answer;
    if (!person) throw new Error("a PIN was right for somebody who may not work here");
    const granted = await withTx(database, { ...DOOR, associateId, deviceId }, async (tx): Promise<Granted | null> => {
      await tx.query(
        `insert into device (device_id, location_id, app_version) values ($1, $2, $3)
         on conflict (device_id) do update set location_id = $2, app_version = $3, last_contact_at = now()`,
        [deviceId, locationId, appVersion],
      );
      const who = { associateId, deviceId };
      if (shiftStart === "pin") return beginSession(tx, who, { way: "pin", now: now() });
      return renewSession(tx, who, { isStepUp: false, now: now() });
    });
    if (!granted) return { kind: "start-shift", way: shiftStart };
    return { kind: "signed-in", associate: { ...person, locationId }, expiresAt: granted.expiresAt, token: granted.token };
  };
}

/** A full start of a shift that was proven another way than by PIN, or why not here. */
export type ShiftAnswer =
  | { readonly kind: "signed-in"; readonly associate: SignedInPerson; readonly hasPin: boolean; readonly expiresAt: string }
  /** They are who they say, and no phone of this store is theirs to take. */
  | { readonly kind: "not-here" };

/** Begins a shift on a phone of a store they may work at, and takes back what wrong PINs there had closed. */
export async function beginShift(
  tx: Querying,
  who: { readonly associateId: string; readonly deviceId: string; readonly locationId: string },
  how: { readonly way: SessionWay; readonly now: number },
): Promise<ShiftAnswer & { readonly token?: string }> {
  const person = await readPersonAt(tx, who);
  if (!person) return { kind: "not-here" };
  const granted = await beginSession(tx, who, how);
  const [pin] = await tx.query<{ has_pin: boolean }>(
    `with forgotten as (delete from wrong_try where key = $2)
     select pin_hash is not null as has_pin from associate where associate_id = $1`,
    [who.associateId, pinKey(who)],
  );
  const associate = { ...person, locationId: who.locationId };
  return { kind: "signed-in", associate, hasPin: pin?.has_pin === true, expiresAt: granted.expiresAt, token: granted.token };
}

/** Somebody who works here and may hold a phone of this store, or null. */
export async function readPersonAt(
  database: Querying,
  { associateId, locationId }: { readonly associateId: string; readonly locationId: string },
): Promise<Omit<SignedInPerson, "locationId"> | null> {
  const [row] = await database.query<{ name: string; role: Role; location_id: string; region_locations: readonly string[] }>(
    `select a.name, a.role, a.location_id, ${REGION_LOCATIONS} from associate a where a.associate_id = $1 and a.is_active`,
    [associateId],
  );
  if (!row) return null;
  const { name, role, location_id, region_locations } = row;
  return mayWorkAt({ role, locationId: location_id, regionLocations: region_locations }, locationId)
    ? { associateId, name, role }
    : null;
}
