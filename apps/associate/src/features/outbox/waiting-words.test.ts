import { MINUTE } from "@aisle/domain";
import { aBooking } from "@aisle/sync/testing";
import { expect, test } from "vitest";
import { trailOf } from "./action-trail.tsx";
import { isStuck } from "./use-is-stuck.ts";

const clock = (at: number) => new Date(at).toISOString().slice(11, 16);
const SENT = Date.parse("2026-11-23T09:01:00Z");

test("stuck is three tries over ten minutes without an answer, and nothing less", () => {
  const row = { outcome: null, attempts: 3, sentAt: SENT };
  expect(isStuck(row, SENT + 10 * MINUTE)).toBe(true);
  expect(isStuck(row, SENT + 9 * MINUTE)).toBe(false);
  expect(isStuck({ ...row, attempts: 2 }, SENT + 60 * MINUTE)).toBe(false);
  expect(isStuck({ outcome: null, attempts: 0 }, SENT + 60 * MINUTE)).toBe(false);
});

test("the trail says when it was tried and how often, and calls it sending only while it is on its way", () => {
  const none = { order: 1, seq: 1, outcome: null, outcomeAt: 0, acknowledged: false };
  const row = { ...aBooking(1), ...none, attempts: 4, sentAt: SENT };
  const steps = (state: "sending" | "on-this-phone") =>
    trailOf({ row, state }, clock).map((step) => [step.label, step.when, step.mark]);
  expect(steps("on-this-phone")).toEqual([
    ["On this phone", "09:00", "done"],
    ["Tried", "09:01, 4 tries", "waiting"],
    ["Confirmed", "", "ahead"],
  ]);
  expect(steps("sending")[1]).toEqual(["Sending", "09:01, 4 tries", "waiting"]);
});
