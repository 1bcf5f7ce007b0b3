import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../run-stage.ts";
import type { Requirement } from "./requirements.ts";

export type RanTest = { readonly file: string; readonly title: string; readonly state: "passed" | "failed" };

/** Whether every test that a requirement cites ran and passed. */
export function resultOf({ tests }: Requirement, ran: readonly RanTest[]): "holds" | "fails" | "not run" {
  const states = tests.map(({ file, title }) => {
    const found = ran.filter((each) => each.file === file && each.title.includes(title));
    if (found.length === 0) return "not run";
    return found.every(({ state }) => state === "passed") ? "holds" : "fails";
  });
  if (states.includes("fails")) return "fails";
  return states.includes("not run") ? "not run" : "holds";
}

type VitestReport = {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
};

/** The tests of a vitest report (`--reporter=json`). */
export function readVitest(reportFile: string): RanTest[] {
  // Boundary: vitest's own format.
  const { testResults } = JSON.parse(readFileSync(reportFile, "utf8")) as VitestReport;
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({
      file: path.relative(ROOT, name),
      title: fullName,
      state: status === "passed" ? "passed" : "failed",
    })),
  );
}

type PlaywrightSuite = {
  readonly specs?: readonly { readonly title: string; readonly file: string; readonly ok: boolean }[];
  readonly suites?: readonly PlaywrightSuite[];
};

/** The journeys of a Playwright report (`--reporter=json`); its files are named from the journeys' folder. */
export function readPlaywright(reportFile: string): RanTest[] {
  // Boundary: Playwright's own format.
  const { suites } = JSON.parse(readFileSync(reportFile, "utf8")) as { readonly suites: readonly PlaywrightSuite[] };
  const walk = (suite: PlaywrightSuite): RanTest[] => [
    ...(suite.specs ?? []).map(
      ({ title, file, ok }): RanTest => ({
        file: `playwright/journeys/${path.basename(file)}`,
        title,
        state: ok ? "passed" : "failed",
      }),
    ),
    ...(suite.suites ?? []).flatMap(walk),
  ];
  return suites.flatMap(walk);
}
