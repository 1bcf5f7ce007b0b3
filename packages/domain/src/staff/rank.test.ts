import { expect, test } from "vitest";
import { ROLES } from "./associate.ts";
import { mayLookAfter } from "./rank.ts";

test("people look after those below them; only head office after its equals", () => {
  for (const [rank, own] of ROLES.entries()) {
    const below = own === "admin" ? ROLES : ROLES.slice(0, rank);
    expect(
      ROLES.filter((other) => mayLookAfter(own, other)),
      own,
    ).toEqual(below);
  }
});
