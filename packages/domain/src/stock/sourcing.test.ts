import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Location } from "../locations.ts";
import { aLocationId, aStore, aWarehouse } from "../testing/builders.ts";
import { chooseSource, type SourceCandidate, type SourcingChoice } from "./sourcing.ts";

const unionSquare = aStore("union-square");
const fairfield = aStore("fairfield", { latitude: 38.25, longitude: -122.04 });
const oakland = aStore("oakland", { latitude: 37.8, longitude: -122.27 });
const reno = aWarehouse("reno");
const newark = aWarehouse("newark", { latitude: 40.73, longitude: -74.17, timeZone: "America/New_York" });
/** Monday 23 November 2026, ten in the morning in San Francisco. */
const now = Date.UTC(2026, 10, 23, 18);

const has = (location: Location, available: number): SourceCandidate => ({ location, available });
const choose = (candidates: readonly SourceCandidate[], facts: Partial<Parameters<typeof chooseSource>[0]> = {}) =>
  chooseSource({ candidates, destination: unionSquare, quantity: 1, method: "standard", now, ...facts });
const reasons = ({ steps }: SourcingChoice) => steps.map((step) => `${step.locationId} ${step.reason}`);

describe("chooseSource", () => {
  it("takes the warehouse when it arrives no later than any store", () => {
    const choice = choose([has(fairfield, 9), has(reno, 2)]);
    expect(choice.chosen).toEqual({ locationId: "reno", arrivesOn: "2026-11-26" });
    expect(reasons(choice)).toEqual(["reno arrives-no-later", "fairfield less-stock"]);
  });

  it("takes the store that arrives first when the warehouse is further away", () => {
    const choice = choose([has(newark, 50), has(fairfield, 2)]);
    expect(choice.chosen?.locationId).toBe("fairfield");
    expect(reasons(choice)).toEqual(["fairfield arrives-first", "newark arrives-later"]);
  });

  it("takes the store with most stock among those that arrive together", () => {
    const choice = choose([has(fairfield, 3), has(oakland, 5)]);
    expect(reasons(choice)).toEqual(["oakland arrives-first", "fairfield less-stock"]);
  });

  it("leaves a store its last one, and says so", () => {
    const choice = choose([has(fairfield, 1)]);
    expect(choice.chosen).toBeNull();
    expect(reasons(choice)).toEqual(["fairfield last-one"]);
  });

  it("takes a warehouse's last one: nobody looks at its shelf", () => {
    expect(choose([has(reno, 1)]).chosen?.locationId).toBe("reno");
  });

  it("takes a store's last one when the associate asks for that store", () => {
    const choice = choose([has(fairfield, 1), has(reno, 20)], { askedFor: aLocationId("fairfield") });
    expect(reasons(choice)).toEqual(["fairfield asked-for", "reno less-stock"]);
  });

  it("takes nobody else when the store asked for has too few", () => {
    const choice = choose([has(fairfield, 1), has(reno, 20)], { askedFor: aLocationId("fairfield"), quantity: 2 });
    expect(choice.chosen).toBeNull();
    expect(reasons(choice)).toContain("fairfield too-few");
  });

  it("has no choice where nobody has any", () => {
    expect(choose([])).toEqual({ chosen: null, steps: [] });
  });
});

describe("whatever the chain looks like", () => {
  const anyCandidates = fc.uniqueArray(
    fc.record({
      id: fc.integer({ min: 1, max: 99 }),
      kind: fc.constantFrom("store" as const, "warehouse" as const),
      latitude: fc.double({ min: 30, max: 45, noNaN: true }),
      longitude: fc.double({ min: -120, max: -75, noNaN: true }),
      available: fc.integer({ min: -2, max: 6 }),
    }),
    { selector: ({ id }) => id, maxLength: 8 },
  );
  const candidatesOf = (facts: readonly { id: number; available: number }[]) =>
    facts.map(({ id, available, ...location }) => has(aStore(`place-${id}`, location), available));
  const anyQuantity = fc.integer({ min: 1, max: 3 });

  it("only a building that can ship is chosen, and never a store's last one", () => {
    fc.assert(
      fc.property(anyCandidates, anyQuantity, (facts, quantity) => {
        const candidates = candidatesOf(facts);
        const { chosen } = choose(candidates, { quantity });
        const source = candidates.find(({ location }) => location.locationId === chosen?.locationId);
        const left = source ? source.available - quantity : 0;
        expect(left).toBeGreaterThanOrEqual(source?.location.kind === "store" ? 1 : 0);
        const isAnyAble = candidates.some((each) => each.available - quantity >= (each.location.kind === "store" ? 1 : 0));
        expect(chosen !== null).toBe(isAnyAble);
      }),
    );
  });

  it("nobody who could ship would arrive before the chosen one", () => {
    fc.assert(
      fc.property(anyCandidates, anyQuantity, (facts, quantity) => {
        const { chosen, steps } = choose(candidatesOf(facts), { quantity });
        const able = steps.filter(({ reason }) => reason !== "too-few" && reason !== "last-one");
        for (const step of able) expect(step.arrivesOn >= (chosen?.arrivesOn ?? "")).toBe(true);
      }),
    );
  });

  it("every candidate is explained once, the chosen one first", () => {
    fc.assert(
      fc.property(anyCandidates, anyQuantity, (facts, quantity) => {
        const candidates = candidatesOf(facts);
        const { chosen, steps } = choose(candidates, { quantity });
        const ids = candidates.map(({ location }) => location.locationId);
        expect(steps.map((step) => step.locationId).toSorted()).toEqual(ids.toSorted());
        if (chosen) expect(steps[0]).toMatchObject(chosen);
      }),
    );
  });

  it("the order of the candidates changes nothing", () => {
    fc.assert(
      fc.property(anyCandidates, anyQuantity, (facts, quantity) => {
        const candidates = candidatesOf(facts);
        expect(choose(candidates.toReversed(), { quantity }).chosen).toEqual(choose(candidates, { quantity }).chosen);
      }),
    );
  });
});
