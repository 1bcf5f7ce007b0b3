import fc from "fast-check";
import { expect, it } from "vitest";
import { availableHere, availableToPromise } from "./stock-level.ts";

const units = fc.integer({ min: 0, max: 10_000 });
const anyLevel = fc.record({
  onHand: fc.integer({ min: -100, max: 10_000 }),
  reserved: units,
  leased: units,
  safety: units,
  unavailable: units,
});

it("has for a customer here what nobody was promised and nothing is wrong with", () => {
  const level = { onHand: 10, reserved: 3, leased: 1, safety: 2, unavailable: 1 };
  expect(availableHere(level)).toBe(5);
  expect(availableToPromise(level)).toBe(3);
});

it("promises the last units kept for the shelf to nobody elsewhere", () => {
  expect(availableToPromise({ onHand: 2, reserved: 0, leased: 0, safety: 2, unavailable: 0 })).toBe(0);
});

it("says so when the record misses a movement, instead of hiding it as none", () => {
  expect(availableHere({ onHand: 1, reserved: 2, leased: 0, safety: 0, unavailable: 0 })).toBe(-1);
});

it("accounts for every unit on hand, and never promises more than is here", () => {
  fc.assert(
    fc.property(anyLevel, (level) => {
      expect(availableHere(level) + level.reserved + level.leased + level.unavailable).toBe(level.onHand);
      expect(availableToPromise(level)).toBeLessThanOrEqual(availableHere(level));
    }),
  );
});
