import type { BenchTable } from "@aisle/bench/table";
import { startTestCluster } from "@aisle/db/testing";
import { catchAllCanaries, runSeedsInWorkers, WITHIN_SEEDS } from "@aisle/simulation";

const WORKERS = 2;

/** Simulated worlds, seeds 1 to `count`: phones, head office and everything that goes wrong between them; then the broken variants. */
export async function proveSeeds(count: number): Promise<BenchTable> {
  await using cluster = await startTestCluster();
  const started = performance.now();
  const said = await runSeedsInWorkers({ cluster, first: 1, count, workers: WORKERS });
  const seconds = (performance.now() - started) / 1000;
  const sum = (of: (each: (typeof said)[number]) => number) => said.reduce((total, each) => total + of(each), 0);
  const broken = said.flatMap((each) => each.broken);
  for (const { story } of said) if (story) process.stderr.write(`${story}\n`);
  const canaries = await catchAllCanaries(cluster);
  const caught = canaries.filter(({ isCaught }) => isCaught).length;
  return {
    title: `${count} simulated worlds`,
    columns: ["what", "count"],
    rows: [
      ["commands asked for", sum((each) => each.commands)],
      ["exchanges", sum((each) => each.exchanges)],
      ["steps", sum((each) => each.steps)],
      ["seconds", Math.round(seconds)],
      ...canaries.map(({ name, seed, by }) => [`broken variant: ${name}`, seed === null ? "not seen" : `seed ${seed}, by ${by}`]),
    ],
    bars: [
      { claim: "worlds run", value: sum((each) => each.seeds), bar: count, holds: sum((each) => each.seeds) === count },
      { claim: "worlds in which a rule broke", value: broken.length, bar: 0, holds: broken.length === 0 },
      {
        claim: `broken variants caught within ${WITHIN_SEEDS} seeds`,
        value: caught,
        bar: canaries.length,
        holds: caught === canaries.length,
      },
    ],
  };
}
