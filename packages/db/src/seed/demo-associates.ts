import { AssociateId, DAY, type Location, type LocationId, problemOfPin, type Role, uuidv7 } from "@aisle/domain";
import { startOfDay } from "./demo-days.ts";
import { inventName } from "./demo-names.ts";
import type { DemoAssociate } from "./demo-types.ts";
import { createSeeded } from "./seeded.ts";

/** The people the walk-through names. Their PINs are printed when the demo starts. */
const NAMED: readonly (Pick<DemoAssociate, "name" | "role" | "pin"> & { readonly at: string })[] = [
  { at: "union-square", name: "Sam Adeyemi", role: "manager", pin: "135790" },
  { at: "union-square", name: "Maya Castellanos", role: "associate", pin: "246810" },
  { at: "union-square", name: "Jo Osei", role: "associate", pin: "802468" },
];
const TEAM: readonly Role[] = ["manager", "lead", "associate", "associate", "associate"];

/** Five people per store: a manager, a lead and three associates, with PINs that differ within the store. */
export function buildAssociates(options: {
  readonly seed: number;
  readonly today: number;
  readonly locations: readonly Location[];
}): DemoAssociate[] {
  const random = createSeeded(options.seed, "associates");
  const hire = (locationId: LocationId, person: Pick<DemoAssociate, "name" | "role" | "pin">): DemoAssociate => {
    const hiredAt = startOfDay(options.today) - random.between(60, 2500) * DAY;
    return { associateId: AssociateId.parse(uuidv7(hiredAt, random.bytes(10))), locationId, ...person };
  };
  return options.locations
    .filter(({ kind }) => kind === "store")
    .flatMap(({ locationId }) => {
      const team = NAMED.filter(({ at }) => at === locationId).map(({ name, role, pin }) =>
        hire(locationId, { name, role, pin }),
      );
      const open = [...TEAM];
      for (const { role } of team) open.splice(open.indexOf(role), 1);
      for (const role of open) {
        let pin = "";
        while (pin === "" || problemOfPin(pin) !== null || team.some((other) => other.pin === pin))
          pin = String(random.between(100_000, 999_999));
        team.push(hire(locationId, { name: inventName(random, 0).name, role, pin }));
      }
      return team;
    });
}
