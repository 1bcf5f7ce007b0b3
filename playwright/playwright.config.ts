import { availableParallelism } from "node:os";
import { defineConfig } from "@playwright/test";

/** Journeys through the real app, a real head office process and a real Postgres. `npm test` runs them; so does `npx playwright test`. */
export default defineConfig({
  testDir: "journeys",
  globalSetup: "./global-set-up.ts",
  outputDir: "test-results",
  fullyParallel: true,
  workers: availableParallelism() > 1 ? 2 : 1,
  // A journey that passes on a second try has found something.
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: "list",
});
