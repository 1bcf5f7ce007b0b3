import type { Role } from "@aisle/domain";

export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  associate: "Associate",
  lead: "Lead",
  manager: "Manager",
  regional: "Regional manager",
  admin: "Head office",
};
