import { expect, test } from "vitest";
import { guessTimeZone, timeZoneNamed } from "./time-zones.ts";

test.each([
  [{ country: "", region: "CA", longitude: null }, "America/Los_Angeles"],
  [{ country: "US", region: "tx", longitude: -106.4 }, "America/Denver"],
  [{ country: "US", region: "TX", longitude: -97.7 }, "America/Chicago"],
  [{ country: "US", region: "TX", longitude: null }, null],
  [{ country: "US", region: "FL", longitude: -87.2 }, "America/Chicago"],
  [{ country: "US", region: "FL", longitude: -80.2 }, "America/New_York"],
  [{ country: "DE", region: "BE", longitude: 13.4 }, "Europe/Berlin"],
  [{ country: "BR", region: "AM", longitude: -60 }, null],
])("%o is in %s", (place, zone) => {
  expect(guessTimeZone(place)).toBe(zone);
});

test("names are brought to one spelling, inventions are refused", () => {
  expect(timeZoneNamed("america/new_york")).toBe("America/New_York");
  expect(timeZoneNamed("Mars/Base")).toBeNull();
});
