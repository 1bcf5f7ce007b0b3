import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{packages,apps}/**/*.test.{ts,tsx}", "{prove,scripts}/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/out/**", "**/.next/**"],
    globalSetup: ["packages/db/src/testing/vitest-cluster.ts"],
    setupFiles: ["scripts/vitest-console.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
