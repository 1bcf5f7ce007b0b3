import { expect, test } from "vitest";
import { RescuedCommand } from "./rescued-command.ts";

const HONEST = {
  seq: null,
  id: "019ab000-0000-7000-8000-000000000001",
  name: "customer.add-note",
  v: 1,
  args: {},
  by: "019ab000-0000-7000-8000-000000000002",
  needs: [],
  issuedAt: "2026-11-23T09:00:00.000Z",
};

test("a command is taken from a package with or without the number it had", () => {
  expect(RescuedCommand.safeParse(HONEST).success).toBe(true);
  expect(RescuedCommand.safeParse({ ...HONEST, seq: 7 }).success).toBe(true);
});

test.each([
  ["a version larger than a database holds", { v: 2 ** 40 }],
  ["a year that is none", { issuedAt: "0000-01-01T00:00:00.000Z" }],
])("[RS3] one that could never be recorded does not hold up the others of its package: %s", (_, change) => {
  expect(RescuedCommand.safeParse({ ...HONEST, ...change }).success).toBe(false);
});
