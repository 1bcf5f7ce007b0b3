import fc from "fast-check";
import { expect, it } from "vitest";
import { backoff } from "./backoff.ts";

it("waits at most twice as long after each failure, and never over a minute", () => {
  const longest = (failures: number) => backoff(failures, () => 1);
  expect([1, 2, 3, 6, 7, 1000].map(longest)).toEqual([2000, 4000, 8000, 60_000, 60_000, 60_000]);
});

it("spreads phones over the whole wait", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const ms = backoff(failures, () => chance);
      expect(Math.abs(ms - chance * backoff(failures, () => 1))).toBeLessThanOrEqual(0.5);
    }),
  );
});
