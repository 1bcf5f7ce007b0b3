import { expect, test } from "vitest";
import { runFuzz } from "./run-fuzz.ts";

test("[EX3] 2,000 spoiled requests are all answered in a typed form, and harm nobody else's work", async () => {
  const run = await runFuzz({ seed: 20, count: 2_000 });
  expect(run.broken).toEqual([]);
  expect(run.uncaught).toEqual([]);
  expect(run.effects).toEqual({ doubled: 0, oversold: 0, ledgerDifferences: 0, othersTouched: 0, victimLost: 0 });
  // [PU4] Nothing is tried in vain, or the rest proves nothing: what was altered or forged was tried, refused and raised.
  expect(Math.min(run.altered.answered, run.otherPhone.answered)).toBeGreaterThan(0);
  expect(run.altered.raised).toBeGreaterThanOrEqual(run.altered.answered);
  expect(run.otherPhone.raised).toBeGreaterThanOrEqual(run.otherPhone.answered);
  expect([...run.answers.keys()]).toEqual(
    expect.arrayContaining(["ok", "gap", "start-over", "sign-in-again", "- applied", "- refused same-id-other-content"]),
  );
}, 240_000);
