import type { Context } from "@aisle/db";
import { ACTIONS, type Action, may, type Role, reachOf } from "@aisle/domain";
import { personOf, type SessionPlace } from "./session-reader.ts";

/** Under whose name their statements run: what the table of permissions allows them, as Postgres's policies read it. */
export function personContext(session: SessionPlace): Context {
  const { associateId, deviceId, locationId, role } = session;
  // Every role's actions reach equally far, and seeing a store is in all of them.
  return { associateId, deviceId, locationId, role, reach: reachOf(personOf(session), "see-store"), may: actionsOf(role) };
}

const actionsByRole = new Map<Role, readonly Action[]>();

function actionsOf(role: Role): readonly Action[] {
  const actions = actionsByRole.get(role) ?? ACTIONS.filter((action) => may(role, action));
  actionsByRole.set(role, actions);
  return actions;
}
