import { expect, test } from "vitest";
import { greeting, startOfDay } from "./today-bounds.ts";

const SAN_FRANCISCO = "America/Los_Angeles";

test.each([
  ["an ordinary afternoon", "2026-11-24T22:16:30Z", "2026-11-24T08:00:00.000Z"],
  ["midnight itself", "2026-11-24T08:00:00Z", "2026-11-24T08:00:00.000Z"],
  ["the last minute of a day", "2026-11-25T07:59:59Z", "2026-11-24T08:00:00.000Z"],
  ["the day clocks go forward", "2026-03-08T22:00:00Z", "2026-03-08T08:00:00.000Z"],
  ["the day clocks go back", "2026-11-01T22:00:00Z", "2026-11-01T07:00:00.000Z"],
  ["the evening of the day clocks go back", "2026-11-02T07:30:00Z", "2026-11-01T07:00:00.000Z"],
])("%s begins at the shop's midnight", (_, now, midnight) => {
  expect(new Date(startOfDay(Date.parse(now), SAN_FRANCISCO)).toISOString()).toBe(midnight);
});

test.each([
  ["2026-11-24T16:30:00Z", "Good morning"],
  ["2026-11-24T20:00:00Z", "Good afternoon"],
  ["2026-11-25T01:59:00Z", "Good afternoon"],
  ["2026-11-25T02:00:00Z", "Good evening"],
])("at %s the shop says %s", (now, words) => {
  expect(greeting(Date.parse(now), SAN_FRANCISCO)).toBe(words);
});
