import { expect, test } from "vitest";
import { runStorm } from "./storm.ts";

const SMALL = {
  seed: 7,
  phones: 6,
  commands: 300,
  kills: { servers: 1, postgres: 1, phones: 1 },
  phoneProcesses: 2,
  stormMs: 4000,
  speed: 8,
};

test("[EX8] 6 phones lose, double and oversell nothing while head office, Postgres and phones are killed around them", async () => {
  const { verdict, kills, faults, stuck, crashes } = await runStorm({ ...SMALL, startedAt: Date.now() }, { settleMs: 60_000 });
  expect(kills).toEqual(SMALL.kills);
  expect(verdict).toMatchObject({
    asked: 300,
    lost: 0,
    doubled: 0,
    oversold: 0,
    ledgerDifferences: 0,
    outOfOrder: 0,
    refusedWrongly: 0,
    parkedWrongly: 0,
    diverged: 0,
  });
  expect({ stuck, crashes }).toEqual({ stuck: 0, crashes: [] });
  expect(verdict.refused).toBeGreaterThan(0);
  expect(faults["answer-dropped"] + faults.twice + faults.lost).toBeGreaterThan(0);
}, 180_000);
