// One worker of `runSeedsInWorkers`: `seed-worker.ts <first> <count>`, on the cluster its parent started. Says what it found as JSON.
import { createGround } from "./ground.ts";
import { explain, runSeeds } from "./run-seeds.ts";
import type { WorkerSaid } from "./seeds-in-workers.ts";

/** A claim that broke this often needs no more examples. */
const MOST_BROKEN = 10;

const [first = 1, count = 0] = process.argv.slice(2).map(Number);
await using ground = await createGround();
const said = { seeds: 0, commands: 0, exchanges: 0, steps: 0, broken: [] as number[] };
await runSeeds(ground, { first, count }, ({ seed, ran }) => {
  said.seeds++;
  said.commands += ran.figures.commands;
  said.exchanges += ran.figures.exchanges;
  said.steps += ran.figures.steps;
  if (ran.broken) said.broken.push(seed);
  return said.broken.length < MOST_BROKEN;
});
const [worst] = said.broken;
const story = worst === undefined ? null : await explain(ground, worst);
process.stdout.write(JSON.stringify({ ...said, story } satisfies WorkerSaid));
