// `npm test`: every check and every test, the browsers' too. Ends with one line: "N passed, N failed, N skipped".
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { STATIC_STAGES, unitTests } from "./check-stages.ts";
import { findChromium, findWebKit } from "./find-browser.ts";
import { countLastLine, countPlaywright, readReport } from "./read-counts.ts";
import { type Counts, describe, ROOT, runStage, skipStage, sum } from "./run-stage.ts";

const reports = mkdtempSync(path.join(os.tmpdir(), "aisle-test-reports-"));
const all: Counts[] = [];
for (const stage of [...STATIC_STAGES, unitTests(path.join(reports, "vitest.json"))]) all.push(await runStage(stage));
all.push(await runStage({ name: "The app builds", command: "turbo run build" }));
all.push(await runJourneys(path.join(reports, "playwright.json")));
all.push(await runWebKit());
rmSync(reports, { recursive: true });

const total = sum(all);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(describe(total));

async function runJourneys(reportFile: string): Promise<Counts> {
  const name = "Journeys in Chromium (Playwright)";
  const config = "playwright/playwright.config.ts";
  if (!existsSync(path.join(ROOT, config))) return skipStage(name, `there is no ${config}`);
  if (!findChromium()) return skipStage(name, "no Chromium found; set CHROMIUM_PATH, or run npm test where it may fetch one");
  return await runStage({
    name,
    command: `playwright test -c ${config} --reporter=list,json`,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile },
    count: () => readReport(reportFile, countPlaywright),
  });
}

/** iPhones run WebKit, so the journeys that could differ there run in WebKitGTK too. */
async function runWebKit(): Promise<Counts> {
  const name = "Journeys in WebKit";
  const suite = "playwright/webkit/main.ts";
  if (!existsSync(path.join(ROOT, suite))) return skipStage(name, `there is no ${suite}`);
  if (!findWebKit()) return skipStage(name, "no WebKitGTK found; on Debian: apt-get install webkit2gtk-driver xvfb");
  return await runStage({ name, command: `node ${suite}`, count: countLastLine });
}
