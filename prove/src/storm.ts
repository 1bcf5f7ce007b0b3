import type { BenchTable } from "@aisle/bench/table";
import type { Storm } from "./processes/plan.ts";
import { runStorm, type StormResult } from "./processes/storm.ts";

/** COMMANDS makes it smaller or larger for a slower or faster machine. */
const COMMANDS = Number(process.env["COMMANDS"] ?? 20_000);
const FULL = {
  phones: 100,
  commands: COMMANDS,
  kills: { servers: 20, postgres: 20, phones: 10 },
  phoneProcesses: 4,
  stormMs: 300_000,
  speed: 2,
} satisfies Omit<Storm, "seed" | "startedAt">;
/** Only a run that is stuck waits so long. */
const SETTLE_MS = 600_000;

/** Twenty thousand commands of a hundred phones on bad Wi-Fi, while head office, Postgres and the phones are killed 50 times. */
export async function proveStorm(seed: number): Promise<BenchTable> {
  const storm: Storm = { ...FULL, seed, startedAt: Date.now() };
  const result = await runStorm(storm, {
    settleMs: SETTLE_MS,
    onProgress: ({ saved, waiting, kills }) =>
      process.stderr.write(
        `storm: ${saved} of ${storm.commands} commands asked, ${waiting} waiting, ` +
          `killed ${kills.servers} servers, ${kills.postgres} Postgres, ${kills.phones} times phones\n`,
      ),
  });
  return tableOf(storm, result);
}

function tableOf(storm: Storm, result: StormResult): BenchTable {
  const { verdict, kills, faults, stuck, crashes, broken, storageFaults, seconds } = result;
  const { commands, phones, seed } = storm;
  for (const words of crashes) process.stderr.write(`ended by itself: ${words}\n`);
  for (const words of verdict.differences) process.stderr.write(`diverged: ${words}\n`);
  const planned = storm.kills.servers + storm.kills.postgres;
  const requests = Object.values(faults).reduce((sum, count) => sum + count, 0);
  const zero = (claim: string, value: number) => ({ claim, value, bar: 0, holds: value === 0 });
  const all = (claim: string, value: number, bar: number) => ({ claim, value, bar, holds: value === bar });
  return {
    title: `${commands.toLocaleString("en-US")} commands, ${phones} phones, ${kills.servers + kills.postgres} kills of head office and Postgres, ${kills.phones} of phones (SEED=${seed})`,
    columns: ["what", "count"],
    rows: [
      ["head office killed (-9)", kills.servers],
      ["Postgres killed (-9), its children too", kills.postgres],
      ["phone processes killed (-9)", kills.phones],
      ["requests on the network", requests],
      ...Object.entries(faults).map(([fate, count]): [string, number] => [`... ${fate}`, count]),
      ["confirmed", verdict.confirmed],
      ["refused kindly", verdict.refused],
      ["poisoned, parked for a person", verdict.poisoned],
      ["answers with status 500 and above", broken],
      ["seconds", Math.round(seconds)],
    ],
    bars: [
      all("commands asked", verdict.asked, commands),
      all("kills of head office and Postgres", kills.servers + kills.postgres, planned),
      zero("lost", verdict.lost),
      zero("doubled", verdict.doubled),
      zero("oversold", verdict.oversold),
      zero("diverged", verdict.diverged),
      zero("stuck", stuck),
      zero("out of order", verdict.outOfOrder),
      zero("refused wrongly", verdict.refusedWrongly),
      zero("parked wrongly", verdict.parkedWrongly),
      zero("counters unexplained by the ledger", verdict.ledgerDifferences),
      zero("processes that ended by themselves", crashes.length + storageFaults),
    ],
  };
}
