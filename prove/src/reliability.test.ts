import { readFileSync } from "node:fs";
import type { BenchTable } from "@aisle/bench/table";
import { expect, test } from "vitest";
import { README, RELIABILITY, readReliability, reliabilityLine } from "./reliability.ts";

const lines = readReliability(readFileSync(README, "utf8"));

test("the README has a line for each proof that prints one, in the same order, and no other", () => {
  expect([...lines.keys()]).toEqual([...RELIABILITY]);
});

test("the README claims nothing that was missed", () => {
  expect([...lines.values()].filter((line) => line.includes("**missed**"))).toEqual([]);
});

test("a proof's line names what was tried, and each figure it stands on", () => {
  const bar = (claim: string, value: number, holds: boolean) => ({ claim, value, bar: 0, holds });
  const table: BenchTable = { title: "20 kills", columns: [], rows: [], bars: [bar("lost", 0, true), bar("doubled", 2, false)] };
  expect(reliabilityLine("storm", table)).toBe("| `npm run prove -- storm` | 20 kills | 0 lost, **missed** 2 doubled |");
});
