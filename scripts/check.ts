// `npm run check`: everything that needs no browser. One line a stage, output only of what fails.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { STATIC_STAGES, unitTests } from "./check-stages.ts";
import { type Counts, describe, runStage, sum } from "./run-stage.ts";

const reports = mkdtempSync(path.join(os.tmpdir(), "aisle-check-"));
const all: Counts[] = [];
for (const stage of [...STATIC_STAGES, unitTests(path.join(reports, "vitest.json"))]) all.push(await runStage(stage));
rmSync(reports, { recursive: true });

const total = sum(all);
console.log(describe(total));
process.exitCode = total.failed > 0 ? 1 : 0;
