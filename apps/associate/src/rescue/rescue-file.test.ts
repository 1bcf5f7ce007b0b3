import { expect, test } from "vitest";
import { rescueFileName } from "./rescue-file.ts";

test("a file says whose it is and when it was made, by the store's clock", () => {
  const madeAt = Date.UTC(2026, 10, 25, 2, 5);
  const about = { store: "union-square", madeAt, timeZone: "America/Los_Angeles" };
  expect(rescueFileName(about)).toBe("aisle-rescue-union-square-2026-11-24-1805.aisle");
});
