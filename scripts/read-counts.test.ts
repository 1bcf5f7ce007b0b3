import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { countLastLine, countPlaywright, countVitest, readReport } from "./read-counts.ts";

const figures = { numPassedTests: 3, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 };

test("counts vitest's tests", () => {
  const testResults = [{ status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] }];
  expect(countVitest({ ...figures, testResults })).toEqual({ passed: 3, failed: 1, skipped: 2 });
});

test("counts a test file that does not load as one failure", () => {
  const testResults = [{ status: "failed", assertionResults: [] }];
  expect(countVitest({ ...figures, numFailedTests: 0, testResults }).failed).toBe(1);
});

test("counts Playwright's flaky tests as passed and its errors as failed", () => {
  const stats = { expected: 5, unexpected: 1, flaky: 2, skipped: 3 };
  expect(countPlaywright({ stats, errors: ["no tests found"] })).toEqual({ passed: 7, failed: 2, skipped: 3 });
});

test("reads the last line of counts, whatever is around it", () => {
  const output = 'starting\n{"passed":1,"failed":0,"skipped":0}\n{"passed":4,"failed":1,"skipped":2}\ndone\n';
  expect(countLastLine(output)).toEqual({ passed: 4, failed: 1, skipped: 2 });
  expect(countLastLine("crashed")).toBeUndefined();
});

test("has no counts where no report was written, and leaves none behind", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aisle-report-"));
  const file = path.join(folder, "report.json");
  expect(readReport(file, countPlaywright)).toBeUndefined();
  writeFileSync(file, '{"stats":{"expected":1,"unexpected":0,"flaky":0,"skipped":0}}');
  expect(readReport(file, countPlaywright)).toEqual({ passed: 1, failed: 0, skipped: 0 });
  expect(existsSync(file)).toBe(false);
  rmSync(folder, { recursive: true });
});
