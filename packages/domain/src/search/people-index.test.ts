import { describe, expect, it } from "vitest";
import { createPeopleIndex } from "./people-index.ts";

const PEOPLE = [
  { id: "ana", name: "Ana Ruiz", phone: "+1 (415) 555-0199", email: "ana.ruiz@example.com" },
  { id: "anna", name: "Anna Lindqvist", phone: "+46 8 123 456 78", email: "anna@example.se" },
  { id: "jose", name: "José María Núñez", phone: null, email: null },
  { id: "okafor", name: "Chukwuemeka Okafor", phone: "020 7946 0018", email: "Emeka@Example.co.uk" },
  { id: "obrien", name: "Siobhán O’Brien", phone: null, email: null },
  { id: "annemarie", name: "Anne-Marie Dubois", phone: null, email: null },
  { id: "yamada", name: "山田太郎", phone: null, email: null },
  { id: "kim", name: "김민준", phone: null, email: null },
  { id: "olga", name: "Ольга Ковалёва", phone: null, email: null },
  { id: "mohammed", name: "محمد الفارسي", phone: null, email: null },
];

function find(query: string): string[] {
  return createPeopleIndex(PEOPLE)
    .search(query, { limit: 5 })
    .map(({ id }) => id);
}

describe("finding a client", () => {
  it.each([
    ["ana", "ana"],
    ["ruiz ana", "ana"],
    ["lind", "anna"],
    ["jose nunez", "jose"],
    ["JOSÉ", "jose"],
    ["obrien", "obrien"],
    ["o'brien", "obrien"],
    ["siobhan", "obrien"],
    ["anne marie", "annemarie"],
    ["annemarie", "annemarie"],
    ["anne-marie dub", "annemarie"],
    ["山田", "yamada"],
    ["太郎", "yamada"],
    ["김", "kim"],
    ["ковалева", "olga"],
    ["محمد", "mohammed"],
  ])("by name: %s", (query, id) => expect(find(query)[0]).toBe(id));

  it.each([
    ["lindqist", "anna"],
    ["okafro", "okafor"],
    ["chukwuemka", "okafor"],
    ["duboi", "annemarie"],
  ])("by a misspelt name: %s", (query, id) => expect(find(query)[0]).toBe(id));

  it.each([
    ["199", "ana"],
    ["555-0199", "ana"],
    ["+1 415 555 0199", "ana"],
    ["0018", "okafor"],
    ["08 123 456 78", "anna"],
    ["ana 0199", "ana"],
  ])("by the end of the phone number: %s", (query, id) => expect(find(query)).toEqual([id]));

  it.each([
    ["emeka@example.co.uk", "okafor"],
    ["ANA.RUIZ@", "ana"],
    ["@example.se", "anna"],
  ])("by e-mail: %s", (query, id) => expect(find(query)).toEqual([id]));

  it("asks every word to fit", () => {
    expect(find("anna ruiz")).toEqual(["ana"]);
    expect(find("jose okafor")).toEqual([]);
    expect(find("99")).toEqual([]);
    expect(find("")).toEqual([]);
  });

  it("puts the exact name before names that begin with it", () => {
    expect(find("anna")).toEqual(["anna"]);
    expect(find("an").slice(0, 3).toSorted()).toEqual(["ana", "anna", "annemarie"]);
  });

  it("follows a person who changes or goes", () => {
    const people = createPeopleIndex(PEOPLE);
    people.setPerson({ id: "ana", name: "Ana Okonkwo", phone: null, email: null });
    expect(people.search("ruiz", { limit: 5 })).toEqual([]);
    expect(people.search("okonkwo", { limit: 5 }).map(({ id }) => id)).toEqual(["ana"]);
    people.removePerson("ana");
    expect(people.search("okonkwo", { limit: 5 })).toEqual([]);
  });
});
