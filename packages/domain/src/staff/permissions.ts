import type { Role } from "./associate.ts";

export const ACTIONS = ["book-order", "keep-clients", "see-store", "take-in-actions"] as const;
export type Action = (typeof ACTIONS)[number];

/** What each role may do in its own store. A role or action without an entry here does not compile. */
const PERMISSIONS: Record<Role, Record<Action, boolean>> = {
  associate: { "book-order": true, "keep-clients": true, "see-store": true, "take-in-actions": true },
  lead: { "book-order": true, "keep-clients": true, "see-store": true, "take-in-actions": true },
  manager: { "book-order": true, "keep-clients": true, "see-store": true, "take-in-actions": true },
  regional: { "book-order": false, "keep-clients": false, "see-store": true, "take-in-actions": false },
  admin: { "book-order": false, "keep-clients": false, "see-store": true, "take-in-actions": false },
};

export function may(role: Role, action: Action): boolean {
  return PERMISSIONS[role][action];
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
