import type { BenchTable } from "@aisle/bench/table";
import { openStoryPage, type Verdict } from "./storage/story-page.ts";

const FAILURES = ["lost", "invalid-state", "quota", "abort", "hang", "unheard", "silent"] as const;

/**
 * A shift's storage in real Chromium, with each of its operations failing in each of the ways that phones report: whatever a tap
 * was told stays true, and nothing is stuck or differs from head office afterwards.
 */
export async function proveStorage(): Promise<BenchTable> {
  await using page = await openStoryPage();
  const began = performance.now();
  const { operations } = await page.tell(null);
  const all: Verdict[] = [];
  const rows: (string | number)[][] = [];
  for (const failure of FAILURES) {
    const verdicts: Verdict[] = [];
    for (let at = 1; at <= operations; at++) verdicts.push(await page.tell({ at, failure }));
    const came = verdicts.filter(({ hasFailed }) => hasFailed);
    rows.push([failure, came.length, sum(came, "saved"), sum(came, "denied"), ...WRONGS.map(([key]) => sum(came, key))]);
    all.push(...came);
  }
  return {
    title: `Every storage operation of a shift fails in turn: ${operations} operations, ${all.length} faults, ${Math.round((performance.now() - began) / 1000)} s`,
    columns: ["the failure", "faults", "taps called saved", "taps called not saved", ...WRONGS.map(([key]) => key)],
    rows,
    bars: WRONGS.map(([key, claim]) => {
      const value = sum(all, key);
      return { claim, value, bar: 0, holds: value === 0 };
    }),
  };
}

const WRONGS = [
  ["lost", "called saved, and lost"],
  ["doubled", "taken twice"],
  ["lied", "called not saved, and yet sent"],
  ["stuck", "waiting for ever"],
  ["diverged", "phones whose rows are not head office's"],
] as const;

function sum(verdicts: readonly Verdict[], key: Exclude<keyof Verdict, "hasFailed">): number {
  return verdicts.reduce((total, verdict) => total + verdict[key], 0);
}
