import { describe, expect, it } from "vitest";
import { ROLES } from "./associate.ts";
import { ACTIONS, may, mayTakeIn } from "./permissions.ts";

describe("who may do what", () => {
  it.each(["associate", "lead", "manager"] as const)("a person on the floor books and keeps clients: %s", (role) => {
    expect(ACTIONS.filter((action) => may(role, action))).toEqual([...ACTIONS]);
  });

  it.each(["regional", "admin"] as const)("a person from outside the store looks and changes nothing: %s", (role) => {
    expect(ACTIONS.filter((action) => may(role, action))).toEqual(["see-store"]);
  });

  it("answers yes or no for every role and action", () => {
    for (const role of ROLES) for (const action of ACTIONS) expect(may(role, action)).toBeTypeOf("boolean");
  });

  it("lets anybody on the floor bring in the actions of a phone of their own store, and of no other", () => {
    for (const role of ROLES) {
      const isOnTheFloor = may(role, "book-order");
      expect(mayTakeIn({ role, locationId: "downtown" }, { locationId: "downtown" }), role).toBe(isOnTheFloor);
      expect(mayTakeIn({ role, locationId: "downtown" }, { locationId: "airport" }), role).toBe(false);
    }
  });
});
