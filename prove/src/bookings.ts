import type { BenchTable } from "@aisle/bench/table";
import { startTestCluster } from "@aisle/db/testing";
import { runBookings } from "@aisle/simulation";

const SEED = Number(process.env["SEED"] ?? 2026);
const BOOKINGS = Number(process.env["BOOKINGS"] ?? 10_000);
const PHONES = 50;

/** Ten thousand bookings from fifty phones, with lost, doubled and late answers, held against Postgres. */
export async function proveBookings(): Promise<BenchTable> {
  await using cluster = await startTestCluster();
  const { verdict, figures, seconds } = await runBookings({ seed: SEED, phones: PHONES, bookings: BOOKINGS, cluster });
  const zero = (claim: string, value: number) => ({ claim, value, bar: 0, holds: value === 0 });
  return {
    title: `${verdict.issued} bookings from ${PHONES} phones on bad Wi-Fi (SEED=${SEED})`,
    columns: ["what", "count"],
    rows: [
      ["exchanges", figures.exchanges],
      ["requests lost", figures.lost],
      ["answers lost after the work was done", figures.answersLost],
      ["requests doubled", figures.doubled],
      ["answers that came late, in place of another", figures.late],
      ["confirmed", verdict.applied],
      ["refused kindly", verdict.refused],
      ["seconds", Math.round(seconds)],
    ],
    bars: [
      {
        claim: "answered",
        value: verdict.applied + verdict.refused,
        bar: BOOKINGS,
        holds: verdict.applied + verdict.refused === BOOKINGS,
      },
      zero("lost", verdict.lost),
      zero("doubled", verdict.doubled),
      zero("oversold units", verdict.oversold),
      zero("counters the ledger does not explain", verdict.ledgerDifferences),
      zero("phones that ended with other orders than head office", verdict.diverged),
    ],
  };
}
