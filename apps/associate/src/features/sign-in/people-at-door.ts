import type { AssociateId, Role } from "@aisle/domain";
import type { Doorway, Team } from "../../queries/phone.tsx";

/** Somebody who may take this phone. */
export type DoorPerson = {
  readonly associateId: AssociateId;
  readonly name: string;
  readonly role: Role;
  /** Signed in here before. */
  readonly isKnown: boolean;
  readonly isVisitor: boolean;
};

/**
 * The newest on this phone first, then the rest of the store's team by name, then who looks after it from elsewhere. Somebody whom
 * head office no longer counts to the team is not shown, whatever this phone remembers.
 */
export function peopleAtDoor(about: {
  readonly known: Doorway["people"];
  readonly team: Team | null;
  readonly store: string | undefined;
}): readonly DoorPerson[] {
  const { team, store } = about;
  const isOnTeam = (id: string) => team === null || team.members.some(({ associateId }) => associateId === id);
  const known = about.known
    .filter((each) => each.store.locationId === store && isOnTeam(each.associate.associateId))
    .map(({ associate: { associateId, name, role } }) => ({ associateId, name, role, isKnown: true, isVisitor: false }));
  const ids = new Set<string>(known.map(({ associateId }) => associateId));
  const others = (team?.members ?? [])
    .filter(({ associateId }) => !ids.has(associateId))
    // Boundary: head office answers with ids of its own making.
    .map(({ hasPin: _, ...each }) => ({ ...each, associateId: each.associateId as AssociateId, isKnown: false }));
  return [...known, ...others];
}

/** As many faces as fit in two rows; the rest is behind one more tap. */
const FACES = 7;

/** Who stands in the row of faces, and who comes after it. Visitors are never in the row, unless they were here before. */
export function inTheRow(people: readonly DoorPerson[]): {
  readonly row: readonly DoorPerson[];
  readonly rest: readonly DoorPerson[];
} {
  const row = people.filter((each) => !each.isVisitor).slice(0, FACES);
  return { row, rest: people.filter((each) => !row.includes(each)) };
}
