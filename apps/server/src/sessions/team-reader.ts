import type { Querying } from "@aisle/db";
import type { Role } from "@aisle/domain";
import type { ShiftStart } from "./proof-settings.ts";

/** Somebody who may take a phone of this store, as its sign-in screen shows them. */
export type TeamMember = {
  readonly associateId: string;
  readonly name: string;
  readonly role: Role;
  /** Whether there is a PIN to unlock with. */
  readonly hasPin: boolean;
  /** Looks after several stores, this one among them, and works at another. */
  readonly isVisitor: boolean;
};

export type Team = { readonly way: ShiftStart; readonly members: readonly TeamMember[] };

/** The people of a store by name; after them who looks after it from elsewhere. */
export async function readTeam(database: Querying, locationId: string): Promise<readonly TeamMember[]> {
  const rows = await database.query<{ associate_id: string; name: string; role: Role; has_pin: boolean; is_visitor: boolean }>(
    `select a.associate_id, a.name, a.role, a.pin_hash is not null as has_pin, a.location_id <> $1 as is_visitor
     from associate a join location home using (location_id) join location here on here.location_id = $1
     where a.is_active and (a.location_id = $1 or a.role = 'admin'
       or (a.role = 'regional' and home.region_id <> '' and home.region_id = here.region_id))
     order by is_visitor, a.name, a.associate_id`,
    [locationId],
    "read-team",
  );
  return rows.map((row) => ({
    associateId: row.associate_id,
    name: row.name,
    role: row.role,
    hasPin: row.has_pin,
    isVisitor: row.is_visitor,
  }));
}
