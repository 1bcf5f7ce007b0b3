import { ROLES, type Role } from "./associate.ts";

/**
 * Whether somebody may make another person this, or look after one who is: those below themselves, and for head office everybody.
 * Nobody lifts themselves or a friend up to where they stand.
 */
export function mayLookAfter(own: Role, other: Role): boolean {
  return own === "admin" || ROLES.indexOf(other) < ROLES.indexOf(own);
}
