import type { AssociateId, LocationId } from "../ids.ts";

export const ROLES = ["associate", "lead", "manager", "regional", "admin"] as const;
export type Role = (typeof ROLES)[number];

export type Associate = {
  readonly associateId: AssociateId;
  readonly name: string;
  readonly role: Role;
  readonly locationId: LocationId;
};
