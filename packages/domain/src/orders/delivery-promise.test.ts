import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localTime } from "../locations.ts";
import { aStore, aWarehouse } from "../testing/builders.ts";
import { addWorkingDays, DELIVERY_METHODS, promiseDate } from "./delivery-promise.ts";

const unionSquare = aStore("union-square");
const reno = aWarehouse("reno");
/** Monday 23 November 2026, by the clock in San Francisco. */
const monday = (hour: number, minute = 0) => Date.UTC(2026, 10, 23, hour + 8, minute);
const DAY_MS = 86_400_000;

const promise = (facts: Partial<Parameters<typeof promiseDate>[0]>) =>
  promiseDate({ source: reno, destination: unionSquare, method: "standard", now: monday(10), ...facts });

describe("promiseDate", () => {
  it("gives a warehouse 190 miles away three working days", () => {
    expect(promise({})).toBe("2026-11-26");
  });

  it("gives a store a day more, to pick and pack", () => {
    const fairfield = aStore("fairfield", { latitude: 38.25, longitude: -122.04 });
    expect(promise({ source: fairfield })).toBe("2026-11-26");
    expect(promise({ source: { ...fairfield, kind: "warehouse" } })).toBe("2026-11-25");
  });

  it("sends what comes after three in the afternoon the next day", () => {
    expect(promise({ now: monday(14, 59) })).toBe("2026-11-26");
    expect(promise({ now: monday(15) })).toBe("2026-11-27");
  });

  it("looks at the clock of the building that ships, not of the store that books", () => {
    const newark = aWarehouse("newark", { timeZone: "America/New_York" });
    expect(promise({ source: newark, now: monday(13) })).toBe("2026-11-27");
  });

  it("does not count the weekend", () => {
    expect(promise({ now: monday(10) + 4 * DAY_MS })).toBe("2026-12-02");
    expect(promise({ now: monday(10) + 5 * DAY_MS })).toBe("2026-12-03");
  });

  it("brings express the next working day, wherever it comes from", () => {
    const boston = aWarehouse("boston", { latitude: 42.36, longitude: -71.06 });
    expect(promise({ source: boston, method: "express" })).toBe("2026-11-24");
  });

  it("takes a place without coordinates for the furthest", () => {
    expect(promise({ source: aWarehouse("somewhere", { latitude: null }) })).toBe("2026-11-30");
  });

  it("is never today or earlier where the parcel starts, never a weekend, and never sooner by standard than by express", () => {
    const zones = ["Pacific/Honolulu", "America/Los_Angeles", "America/New_York", "Europe/Berlin", "Asia/Tokyo"] as const;
    const building = fc.record({
      kind: fc.constantFrom("store", "warehouse"),
      latitude: fc.option(fc.double({ min: -60, max: 70, noNaN: true })),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
      timeZone: fc.constantFrom(...zones),
    });
    const instant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(
      fc.property(building, building, instant, (from, to, now) => {
        const source = aStore("from", from);
        const destination = aStore("to", to);
        const days = DELIVERY_METHODS.map((method) => promiseDate({ source, destination, method, now }));
        for (const day of days) {
          expect(day > localTime(now, source.timeZone).date).toBe(true);
          expect([1, 2, 3, 4, 5]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
        }
        const [standard = "", express = ""] = days;
        expect(express <= standard).toBe(true);
      }),
    );
  });
});

describe("addWorkingDays", () => {
  it.each([
    ["2026-11-23", 0, "2026-11-23"],
    ["2026-11-23", 1, "2026-11-24"],
    ["2026-11-27", 1, "2026-11-30"],
    ["2026-11-28", 1, "2026-11-30"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2028-02-28", 2, "2028-03-01"],
  ])("%s and %d more is %s", (date, days, expected) => {
    expect(addWorkingDays(date, days)).toBe(expected);
  });
});
