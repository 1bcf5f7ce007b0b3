import { AssociateId, LocationId } from "@aisle/domain";
import { expect, test } from "vitest";
import type { Team } from "../../queries/phone.tsx";
import { inTheRow, peopleAtDoor } from "./people-at-door.ts";

const id = (number: number) => AssociateId.parse(`01890000-0000-7000-8000-${String(number).padStart(12, "0")}`);
const downtown = { locationId: LocationId.parse("downtown"), name: "Downtown" };
const member = (number: number, name: string, isVisitor = false): Team["members"][number] => ({
  associateId: id(number),
  name,
  role: isVisitor ? "regional" : "associate",
  hasPin: true,
  isVisitor,
});
const known = (number: number, name: string, store = downtown) => ({
  associate: { associateId: id(number), name, role: "associate" as const, locationId: store.locationId },
  store,
  isLive: true,
});
const teamOf = (...members: Team["members"]): Team => ({ way: "pin", members });

test("the newest on this phone stand first, then the rest of the team", () => {
  const team = teamOf(member(1, "Ada"), member(2, "Ben"), member(3, "Cy"));
  const people = peopleAtDoor({ known: [known(3, "Cy"), known(2, "Ben")], team, store: "downtown" });
  expect(people.map(({ name }) => name)).toEqual(["Cy", "Ben", "Ada"]);
});

test("without signal on a phone that never asked, those who were here are known", () => {
  expect(peopleAtDoor({ known: [known(3, "Cy")], team: null, store: "downtown" })).toMatchObject([{ name: "Cy", isKnown: true }]);
});

test("a leaver and somebody of another store are not offered", () => {
  const airport = { locationId: LocationId.parse("airport"), name: "Airport" };
  const people = peopleAtDoor({
    known: [known(3, "Cy"), known(4, "Dee", airport)],
    team: teamOf(member(1, "Ada")),
    store: "downtown",
  });
  expect(people.map(({ name }) => name)).toEqual(["Ada"]);
});

test("the row holds seven faces, and visitors wait behind one more tap", () => {
  const many = Array.from({ length: 9 }, (_, at) => member(at + 1, `Person ${at}`));
  const people = peopleAtDoor({ known: [], team: teamOf(...many, member(20, "Robin", true)), store: "downtown" });
  const { row, rest } = inTheRow(people);
  expect(row).toHaveLength(7);
  expect(rest.map(({ name }) => name)).toEqual(["Person 7", "Person 8", "Robin"]);
});
