import { describe, expect, it } from "vitest";
import { ROLES } from "./associate.ts";
import { ACTIONS, may, mayAt, mayTakeIn, type Person, reachOf, STEP_UP } from "./permissions.ts";

const at = (role: Person["role"]): Person => ({ role, locationId: "downtown", regionLocations: ["downtown", "airport"] });

describe("who may do what", () => {
  it.each(["associate", "lead", "manager"] as const)(
    "a person on the floor books and keeps clients in their own store: %s",
    (role) => {
      for (const action of ["book-order", "keep-clients", "see-clients"] as const) {
        expect(mayAt(at(role), action, "downtown"), action).toBe(true);
        expect(mayAt(at(role), action, "airport"), action).toBe(false);
      }
    },
  );

  it.each(["regional", "admin"] as const)("a person from outside the store never acts for its clients: %s", (role) => {
    for (const action of ["book-order", "keep-clients", "see-clients", "take-in-actions"] as const) {
      expect(reachOf(at(role), action), action).toEqual([]);
    }
  });

  it("lets a manager look after their own store's people and phones, a regional their region's, an admin everybody's", () => {
    for (const action of ["manage-people", "revoke-phone", "see-access-log"] as const) {
      expect(reachOf(at("associate"), action)).toEqual([]);
      expect(reachOf(at("manager"), action)).toEqual(["downtown"]);
      expect(reachOf(at("regional"), action)).toEqual(["downtown", "airport"]);
      expect(reachOf(at("admin"), action)).toBe("everywhere");
      expect(mayAt(at("regional"), action, "harbor"), action).toBe(false);
      expect(mayAt(at("admin"), action, "harbor"), action).toBe(true);
    }
  });

  it("answers for every role and action, and asks for a fresh proof only where somebody may do it at all", () => {
    for (const role of ROLES) for (const action of ACTIONS) expect(may(role, action)).toBeTypeOf("boolean");
    for (const action of STEP_UP)
      expect(
        ROLES.some((role) => may(role, action)),
        action,
      ).toBe(true);
  });

  it("lets anybody on the floor bring in the actions of a phone of their own store, and of no other", () => {
    for (const role of ROLES) {
      const isOnTheFloor = may(role, "book-order");
      expect(mayTakeIn({ role, locationId: "downtown" }, { locationId: "downtown" }), role).toBe(isOnTheFloor);
      expect(mayTakeIn({ role, locationId: "downtown" }, { locationId: "airport" }), role).toBe(false);
    }
  });
});
