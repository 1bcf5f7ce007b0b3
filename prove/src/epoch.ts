import type { BenchTable } from "@aisle/bench/table";
import type { Storm } from "./processes/plan.ts";
import { type RestoreResult, type RestoreVariant, runRestore } from "./processes/restore.ts";

const SIZE = {
  phones: 16,
  commands: 1_600,
  kills: { servers: 0, postgres: 1, phones: 0 },
  phoneProcesses: 1,
  stormMs: 0,
  speed: 8,
} satisfies Omit<Storm, "seed" | "startedAt">;

const VARIANTS: readonly RestoreVariant[] = ["told", "untold"];

/** A database killed and put back from an old copy, after phones were told that work in it is confirmed. */
export async function proveEpoch(seed: number): Promise<BenchTable> {
  const results: RestoreResult[] = [];
  for (const variant of VARIANTS) {
    process.stderr.write(
      `epoch: the old copy is put back, ${variant === "told" ? "and somebody says so" : "and nobody says so"}\n`,
    );
    const result = await runRestore({ ...SIZE, seed, startedAt: Date.now() }, variant);
    for (const words of result.verdict.differences) process.stderr.write(`diverged: ${words}\n`);
    results.push(result);
  }
  const sum = (count: (result: RestoreResult) => number) => results.reduce((total, result) => total + count(result), 0);
  const zero = (claim: string, value: number) => ({ claim, value, bar: 0, holds: value === 0 });
  const superseded = sum((result) => result.notAgain);
  const forgotten = sum((result) => result.forgotten);
  return {
    title: `A database killed and put back from an old copy, with and without anybody saying so: ${forgotten} confirmed commands gone from it (SEED=${seed})`,
    columns: ["what", ...VARIANTS],
    rows: [
      ["confirmed, and gone from the copy", ...results.map((result) => result.forgotten)],
      ["superseded", ...results.map((result) => result.notAgain)],
      ["... counted at head office", ...results.map((result) => result.counted)],
      ["... in front of a person", ...results.map((result) => result.shown)],
      ["phones mended by the day's comparison", ...results.map((result) => result.drifted)],
      ["confirmed in the end", ...results.map((result) => result.verdict.confirmed)],
      ["refused", ...results.map((result) => result.verdict.refused)],
    ],
    bars: [
      { claim: "confirmed commands the copy had lost", value: forgotten, bar: "> 0", holds: forgotten > 0 },
      zero(
        "missing afterwards",
        sum(({ verdict }) => verdict.lost),
      ),
      zero(
        "doubled",
        sum(({ verdict }) => verdict.doubled),
      ),
      zero(
        "oversold",
        sum(({ verdict }) => verdict.oversold),
      ),
      zero(
        "diverged",
        sum(({ verdict }) => verdict.diverged),
      ),
      zero(
        "stuck",
        sum(({ stuck }) => stuck),
      ),
      zero(
        "counters unexplained by the ledger",
        sum(({ verdict }) => verdict.ledgerDifferences),
      ),
      {
        claim: "superseded and counted",
        value: sum(({ counted }) => counted),
        bar: superseded,
        holds: sum(({ counted }) => counted) === superseded && superseded > 0,
      },
      {
        claim: "superseded and shown",
        value: sum(({ shown }) => shown),
        bar: superseded,
        holds: sum(({ shown }) => shown) === superseded,
      },
    ],
  };
}
