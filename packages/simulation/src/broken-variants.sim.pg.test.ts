import { expect, test } from "vitest";
import { CANARIES } from "./canaries/canaries.ts";
import { catchCanary } from "./catch-canaries.ts";

// Deliberately broken variants: a simulation that cannot see them proves nothing.
test.each(CANARIES)("$name is caught", { timeout: 300_000 }, async (canary) => {
  expect(await catchCanary(canary)).toMatchObject({ isCaught: true });
});
