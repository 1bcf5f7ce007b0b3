import type { Role } from "./associate.ts";

export const ACTIONS = ["book-order", "keep-clients", "see-store"] as const;
export type Action = (typeof ACTIONS)[number];

/** What each role may do in its own store. A role or action without an entry here does not compile. */
const PERMISSIONS: Record<Role, Record<Action, boolean>> = {
  associate: { "book-order": true, "keep-clients": true, "see-store": true },
  lead: { "book-order": true, "keep-clients": true, "see-store": true },
  manager: { "book-order": true, "keep-clients": true, "see-store": true },
  regional: { "book-order": false, "keep-clients": false, "see-store": true },
  admin: { "book-order": false, "keep-clients": false, "see-store": true },
};

export function may(role: Role, action: Action): boolean {
  return PERMISSIONS[role][action];
}
