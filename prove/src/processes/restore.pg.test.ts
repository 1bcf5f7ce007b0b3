import { expect, test } from "vitest";
import { runRestore } from "./restore.ts";

const SMALL = {
  seed: 5,
  phones: 8,
  commands: 240,
  kills: { servers: 0, postgres: 1, phones: 0 },
  phoneProcesses: 1,
  stormMs: 0,
  speed: 8,
};

test("[SO6] [SO5] nothing is missing or doubled after an old copy of the database is put back and nobody says so", async () => {
  const { verdict, forgotten, notAgain, counted, shown, stuck } = await runRestore({ ...SMALL, startedAt: Date.now() }, "untold");
  expect(forgotten).toBeGreaterThan(0);
  expect(verdict).toMatchObject({ lost: 0, doubled: 0, oversold: 0, ledgerDifferences: 0, diverged: 0 });
  expect({ counted, shown, stuck }).toEqual({ counted: notAgain, shown: notAgain, stuck: 0 });
}, 240_000);
