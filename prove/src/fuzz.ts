import type { BenchTable } from "@aisle/bench/table";
import { startTestCluster } from "@aisle/db/testing";
import { runFuzz } from "@aisle/simulation";

const SEED = Number(process.env["SEED"] ?? 20);
const REQUESTS = Number(process.env["FUZZ"] ?? 100_000);
const SLOW_STRANGERS = 1_000;
const MEMORY_LIMIT = 16;
const MEGABYTE = 1_000_000;

/** A hundred thousand spoiled requests to head office in its own process, from stolen phones, beside an honest one. */
export async function proveFuzz(): Promise<BenchTable> {
  await using cluster = await startTestCluster();
  const run = await runFuzz({ seed: SEED, count: REQUESTS, slowStrangers: SLOW_STRANGERS, cluster });
  for (const sample of run.broken) process.stderr.write(`${sample}\n`);
  const zero = (claim: string, value: number) => ({ claim, value, bar: 0, holds: value === 0 });
  const raised = (claim: string, { answered, raised: heard }: { answered: number; raised: number }) => ({
    claim,
    value: heard,
    bar: `>= ${answered} answered`,
    holds: answered > 0 && heard >= answered,
  });
  const growth = (run.memoryBytes.after - run.memoryBytes.before) / MEGABYTE;
  return {
    title: `${run.asked} spoiled requests, ${run.kinds.size} ways of spoiling (SEED=${SEED})`,
    columns: ["answered", "times"],
    rows: [
      ...[...run.answers].sort(([, a], [, b]) => b - a),
      ["slowest answer, ms", Math.round(run.slowestMs)],
      ["slow strangers: connections that stop half-way", run.strangers.opened],
      ["an honest exchange alone, p95 ms", run.strangers.honest.aloneMs],
      ["an honest exchange beside the slow strangers, p95 ms", run.strangers.honest.besideMs],
      ["memory once warm, MB", run.memoryBytes.before / MEGABYTE],
      ["seconds", Math.round(run.seconds)],
    ],
    bars: [
      zero("answers of 500 and above, or without a type", run.brokenCount),
      zero("rejections and exceptions nobody caught", run.uncaught.length),
      { claim: "memory grown since warm, MB", value: growth, bar: `< ${MEMORY_LIMIT}`, holds: growth < MEMORY_LIMIT },
      zero("effects doubled", run.effects.doubled),
      zero("places oversold", run.effects.oversold),
      zero("counters the ledger does not explain", run.effects.ledgerDifferences),
      zero("rows of others touched", run.effects.othersTouched),
      zero("commands the honest phone lost, or orders it does not show", run.effects.victimLost),
      zero("slow strangers not shown out", run.strangers.opened - run.strangers.shownOut),
      zero("honest exchanges not answered beside them", run.strangers.honest.asked - run.strangers.honest.answered),
      raised("altered under a known id, refused and raised", run.altered),
      raised("spoke for another phone, refused and raised", run.otherPhone),
    ],
  };
}
