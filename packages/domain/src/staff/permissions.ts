import type { Role } from "./associate.ts";

/** Everything a person can be allowed to do. A procedure or command names one; without a name it is for nobody. */
export const ACTIONS = [
  "book-order",
  "see-store",
  "take-in-actions",
  "see-clients",
  "keep-clients",
  "export-client",
  "erase-client",
  "see-access-log",
  "see-phones",
  "add-phone",
  "revoke-phone",
  "see-people",
  "manage-people",
  "end-sessions",
  "override-price",
  "refund-over-limit",
] as const;
export type Action = (typeof ACTIONS)[number];

/** Where a role may do something. */
export type Reach = "nowhere" | "own-store" | "own-region" | "everywhere";

/** On the shop floor, for its clients. */
const FLOOR = {
  "book-order": "own-store",
  "see-store": "own-store",
  "take-in-actions": "own-store",
  "see-clients": "own-store",
  "keep-clients": "own-store",
} as const;

const NOTHING_TO_MANAGE = {
  "export-client": "nowhere",
  "erase-client": "nowhere",
  "see-access-log": "nowhere",
  "see-phones": "nowhere",
  "add-phone": "nowhere",
  "revoke-phone": "nowhere",
  "see-people": "own-store",
  "manage-people": "nowhere",
  "end-sessions": "nowhere",
  "override-price": "nowhere",
  "refund-over-limit": "nowhere",
} as const;

/** Who may do what, and how far it reaches. A role or action without an entry here does not compile. */
export const PERMISSIONS: Record<Role, Record<Action, Reach>> = {
  associate: { ...FLOOR, ...NOTHING_TO_MANAGE },
  lead: { ...FLOOR, ...NOTHING_TO_MANAGE, "see-phones": "own-store", "end-sessions": "own-store" },
  manager: {
    ...FLOOR,
    "export-client": "own-store",
    "erase-client": "own-store",
    "see-access-log": "own-store",
    "see-phones": "own-store",
    "add-phone": "own-store",
    "revoke-phone": "own-store",
    "see-people": "own-store",
    "manage-people": "own-store",
    "end-sessions": "own-store",
    "override-price": "own-store",
    "refund-over-limit": "own-store",
  },
  // From outside the store: looks after its people and phones, and never acts for its clients.
  regional: {
    "book-order": "nowhere",
    "see-store": "own-region",
    "take-in-actions": "nowhere",
    "see-clients": "nowhere",
    "keep-clients": "nowhere",
    "export-client": "nowhere",
    "erase-client": "nowhere",
    "see-access-log": "own-region",
    "see-phones": "own-region",
    "add-phone": "own-region",
    "revoke-phone": "own-region",
    "see-people": "own-region",
    "manage-people": "own-region",
    "end-sessions": "own-region",
    "override-price": "nowhere",
    "refund-over-limit": "nowhere",
  },
  admin: {
    "book-order": "nowhere",
    "see-store": "everywhere",
    "take-in-actions": "nowhere",
    "see-clients": "nowhere",
    "keep-clients": "nowhere",
    "export-client": "everywhere",
    "erase-client": "everywhere",
    "see-access-log": "everywhere",
    "see-phones": "everywhere",
    "add-phone": "everywhere",
    "revoke-phone": "everywhere",
    "see-people": "everywhere",
    "manage-people": "everywhere",
    "end-sessions": "everywhere",
    "override-price": "nowhere",
    "refund-over-limit": "nowhere",
  },
};

/** What asks for a fresh proof of who somebody is, however long they have been at work. */
export const STEP_UP: ReadonlySet<Action> = new Set([
  "export-client",
  "erase-client",
  "manage-people",
  "override-price",
  "refund-over-limit",
]);

/** Whoever acts, where, and which stores their region has (their own among them). */
export type Person = {
  readonly role: Role;
  readonly locationId: string;
  readonly regionLocations: readonly string[];
};

/** The locations where this person may do it. */
export function reachOf(person: Person, action: Action): readonly string[] | "everywhere" {
  switch (PERMISSIONS[person.role][action]) {
    case "nowhere":
      return [];
    case "own-store":
      return [person.locationId];
    case "own-region":
      return person.regionLocations;
    case "everywhere":
      return "everywhere";
  }
}

/** Whether this person may do it at `locationId`. */
export function mayAt(person: Person, action: Action, locationId: string): boolean {
  const reach = reachOf(person, action);
  return reach === "everywhere" || reach.includes(locationId);
}

/** Whether this role may do it anywhere at all: enough to show or hide a screen, never enough to do it. */
export function may(role: Role, action: Action): boolean {
  return PERMISSIONS[role][action] !== "nowhere";
}

/**
 * Whether somebody may bring in what another phone could not send. They only carry it, sealed, and each action is judged for whoever
 * asked for it; but its answers speak of that store's clients, so the carrier must be of that store.
 */
export function mayTakeIn(
  carrier: { readonly role: Role; readonly locationId: string },
  phone: { readonly locationId: string },
): boolean {
  return may(carrier.role, "take-in-actions") && carrier.locationId === phone.locationId;
}
