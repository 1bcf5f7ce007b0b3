import { countVitest, readReport } from "./read-counts.ts";
import type { Stage } from "./run-stage.ts";

/** What can be said about the code without running it. */
export const STATIC_STAGES: readonly Stage[] = [
  { name: "Biome: format and lint", command: "biome check --error-on-warnings ." },
  { name: "TypeScript", command: "tsc -b" },
  { name: "knip: nothing unused", command: "knip" },
  { name: "sherif: one version of each dependency", command: "sherif" },
  { name: "turbo: who may import whom", command: "turbo boundaries" },
  { name: "Lockfile installs anywhere", command: "node scripts/lockcheck.ts" },
  { name: "Dependencies: pins, licences, scripts, ages, known holes", command: "node scripts/dependency-policy.ts" },
];

/** Every `.test.ts`, Postgres and fake-IndexedDB ones included. */
export function unitTests(reportFile: string): Stage {
  return {
    name: "Tests of the code (vitest)",
    command: `vitest run --reporter=dot --reporter=json --outputFile.json="${reportFile}"`,
    count: () => readReport(reportFile, countVitest),
  };
}
