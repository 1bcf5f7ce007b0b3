import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { localTime, milesBetween } from "./locations.ts";
import { aStore } from "./testing/builders.ts";

const HALF_WAY_ROUND_THE_EARTH = 12_438;
const place = (latitude: number | null, longitude: number | null) => aStore("somewhere", { latitude, longitude });
const anyPlace = fc
  .record({ latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }) })
  .map(({ latitude, longitude }) => place(latitude, longitude));

describe("milesBetween", () => {
  it("measures the great circle: San Francisco to New York is about 2,570 miles", () => {
    expect(milesBetween(place(37.7749, -122.4194), place(40.7128, -74.006))).toBeCloseTo(2566, -1);
  });

  it("takes the short way over the date line", () => {
    expect(milesBetween(place(0, 179.5), place(0, -179.5))).toBeCloseTo(69.1, 0);
  });

  it("says nothing where a place has no coordinates", () => {
    expect(milesBetween(place(null, -122), place(40, -74))).toBeNull();
    expect(milesBetween(place(37, -122), place(40, null))).toBeNull();
  });

  it("is the same in both directions, never negative, never more than half way round", () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (from, to) => {
        const there = milesBetween(from, to) ?? Number.NaN;
        expect(there).toBeGreaterThanOrEqual(0);
        expect(there).toBeLessThan(HALF_WAY_ROUND_THE_EARTH);
        expect(milesBetween(to, from)).toBeCloseTo(there, 6);
        expect(milesBetween(from, from)).toBe(0);
      }),
    );
  });
});

describe("localTime", () => {
  it.each([
    ["America/Los_Angeles", { date: "2026-11-22", weekday: 6, minute: 16 * 60 + 30 }],
    ["UTC", { date: "2026-11-23", weekday: 0, minute: 30 }],
    ["Asia/Kolkata", { date: "2026-11-23", weekday: 0, minute: 6 * 60 }],
    ["Asia/Tokyo", { date: "2026-11-23", weekday: 0, minute: 9 * 60 + 30 }],
  ])("reads one instant by the clock on the wall in %s", (timeZone, expected) => {
    expect(localTime(Date.UTC(2026, 10, 23, 0, 30), timeZone)).toEqual(expected);
  });

  it("calls the first minute of a day 0, not 24 o'clock", () => {
    expect(localTime(Date.UTC(2026, 10, 23, 8), "America/Los_Angeles")).toEqual({ date: "2026-11-23", weekday: 0, minute: 0 });
  });

  it("follows the change to summer time, when one night has an hour less", () => {
    expect(localTime(Date.UTC(2026, 2, 8, 9, 59), "America/Los_Angeles").minute).toBe(60 + 59);
    expect(localTime(Date.UTC(2026, 2, 8, 10), "America/Los_Angeles").minute).toBe(3 * 60);
  });

  it("reads a zone that nobody knows as UTC", () => {
    expect(localTime(Date.UTC(2026, 10, 23, 12), "Mars/Olympus_Mons")).toEqual({ date: "2026-11-23", weekday: 0, minute: 720 });
  });
});
