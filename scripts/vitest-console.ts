import { vi } from "vitest";

// A warning nobody reads is a fault nobody sees: tests fail on it.
for (const level of ["error", "warn"] as const) {
  vi.spyOn(console, level).mockImplementation((...words: unknown[]) => {
    throw new Error(`console.${level} in a test: ${words.map(String).join(" ")}`);
  });
}
