import type { BenchTable } from "@aisle/bench/table";
import { startTestCluster } from "@aisle/db/testing";
import { tortureCursor } from "@aisle/simulation";

const SEED = Number(process.env["SEED"] ?? 2026);
const CHANGES = Number(process.env["CHANGES"] ?? 100_000);
const WRITERS = 24;

/** A hundred thousand changes by writers who overlap, dawdle and roll back, read forward in four ways at once. */
export async function proveCursor(): Promise<BenchTable> {
  await using cluster = await startTestCluster();
  const { feeds, readers, changes, transactions, rolledBack, seconds } = await tortureCursor({
    seed: SEED,
    writers: WRITERS,
    changes: CHANGES,
    cluster,
  });
  const [bySequence, byTime, inTwo] = readers;
  const loses = (claim: string, value: number) => ({ claim, value, bar: "> 0", holds: value > 0 });
  return {
    title: `${changes} changes in ${transactions} transactions by ${WRITERS} writers, ${rolledBack} rolled back, ${Math.round(seconds)} s (SEED=${SEED})`,
    columns: ["read forward", "pulls", "missed", "torn"],
    rows: [feeds, ...readers].map(({ name, pulls, missed, torn }) => [name, pulls, missed, torn]),
    bars: [
      { claim: "missed by feed versions", value: feeds.missed, bar: 0, holds: feeds.missed === 0 },
      { claim: "torn pulls by feed versions", value: feeds.torn, bar: 0, holds: feeds.torn === 0 },
      loses("missed by a sequence, in the same run", bySequence?.missed ?? 0),
      loses("missed by the time of the change, in the same run", byTime?.missed ?? 0),
      loses("torn where rows are read in two statements", inTwo?.torn ?? 0),
    ],
  };
}
