import { expect, test } from "vitest";
import { runBookings } from "./run-bookings.ts";

test("10 phones on bad Wi-Fi lose nothing, double nothing, oversell nothing, and end with the same orders", async () => {
  const { verdict, figures } = await runBookings({ seed: 7, phones: 10, bookings: 300 });
  expect(verdict).toMatchObject({ issued: 300, lost: 0, doubled: 0, oversold: 0, ledgerDifferences: 0, diverged: 0 });
  expect(verdict.applied + verdict.refused).toBe(300);
  expect(verdict.refused).toBeGreaterThan(0);
  expect(Math.min(figures.lost, figures.answersLost, figures.doubled, figures.late)).toBeGreaterThan(0);
});
