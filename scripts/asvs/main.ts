// `npm run asvs`: runs every test that docs/security.md cites, and prints requirement -> test -> result. Exit code 1 when one fails.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { ROOT } from "../run-stage.ts";
import { readRequirements } from "./requirements.ts";
import { type RanTest, readPlaywright, readVitest, resultOf } from "./results.ts";

const requirements = readRequirements();
const files = [...new Set(requirements.flatMap(({ tests }) => tests.map(({ file }) => file)))];
const isJourney = (file: string) => file.startsWith("playwright/journeys/");
const reports = mkdtempSync(path.join(os.tmpdir(), "aisle-asvs-"));
const ran = [...runVitest(files.filter((file) => !isJourney(file))), ...runJourneys(files.filter(isJourney))];
rmSync(reports, { recursive: true });

const results = requirements.map((requirement) => ({ ...requirement, result: resultOf(requirement, ran) }));
console.log("| ASVS 5.0.0 | Level | What it asks | Tests | Result |\n| --- | --- | --- | --- | --- |");
for (const { id, level, asks, tests, result } of results) {
  const held = tests.map(({ file, title }) => `\`${file}\`: ${title}`).join("<br>");
  console.log(`| ${id} | ${level} | ${asks} | ${held} | ${result} |`);
}
const holding = results.filter(({ result }) => result === "holds").length;
console.log(`\n${holding} of ${results.length} requirements hold, by ${files.length} test files.`);
process.exitCode = holding === results.length ? 0 : 1;

function runVitest(cited: readonly string[]): RanTest[] {
  if (cited.length === 0) return [];
  const report = path.join(reports, "vitest.json");
  run("vitest", ["run", ...cited, "--reporter=json", `--outputFile=${report}`], {});
  return existsSync(report) ? readVitest(report) : [];
}

function runJourneys(cited: readonly string[]): RanTest[] {
  if (cited.length === 0) return [];
  const report = path.join(reports, "playwright.json");
  run("turbo", ["run", "build"], {});
  const names = cited.map((file) => path.basename(file));
  run("playwright", ["test", "-c", "playwright/playwright.config.ts", ...names, "--reporter=json"], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return existsSync(report) ? readPlaywright(report) : [];
}

function run(program: string, parameters: readonly string[], more: Readonly<Record<string, string>>): void {
  const bin = path.join(ROOT, "node_modules/.bin");
  const env = { ...process.env, ...more, PATH: `${bin}${path.delimiter}${process.env["PATH"] ?? ""}` };
  // What it prints is beside the point here; the report says what passed.
  spawnSync(program, parameters, { cwd: ROOT, env, stdio: ["ignore", "ignore", "inherit"] });
}
