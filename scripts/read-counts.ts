import { readFileSync, rmSync } from "node:fs";
import type { Counts } from "./run-stage.ts";

/** Reads a report that a test runner wrote to a file, and removes it. Undefined when the runner wrote none. */
export function readReport<T>(file: string, read: (report: T) => Counts): Counts | undefined {
  try {
    // Each runner's own report format, named by the caller.
    return read(JSON.parse(readFileSync(file, "utf8")) as T);
  } catch {
    return undefined; // The runner ended before it wrote a report: its exit code and output tell.
  } finally {
    rmSync(file, { force: true });
  }
}

export type VitestReport = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
};

/** A file that fails outside its tests (it does not load, a hook throws) counts as one failure. */
export function countVitest(report: VitestReport): Counts {
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

export type PlaywrightReport = {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number };
  readonly errors?: readonly unknown[];
};

/** A flaky test passed on a second try; an error outside any test counts as one failure. */
export function countPlaywright({ stats, errors = [] }: PlaywrightReport): Counts {
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length, skipped: stats.skipped };
}

/** The last line that is a JSON object with the three counts. */
export function countLastLine(output: string): Counts | undefined {
  const line = output
    .trimEnd()
    .split("\n")
    .findLast((each) => each.startsWith("{") && each.includes('"passed"'));
  if (line === undefined) return undefined;
  // The suite's own last line; anything else in it would show as NaN in the sum.
  const { passed, failed, skipped } = JSON.parse(line) as Counts;
  return { passed, failed, skipped };
}
