import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../run-stage.ts";
import { readRequirements } from "./requirements.ts";
import { resultOf } from "./results.ts";

const requirements = readRequirements();

it("names at least sixty requirements, each once, each with a test", () => {
  expect(requirements.length).toBeGreaterThanOrEqual(60);
  expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
  expect(requirements.filter(({ tests }) => tests.length === 0).map(({ id }) => id)).toEqual([]);
});

it("cites only tests that are there, by words that stand in their file", () => {
  const wrong = requirements.flatMap(({ id, tests }) =>
    tests.filter(({ file, title }) => !hasTest(file, title)).map(({ file, title }) => `${id}: ${file}: "${title}"`),
  );
  expect(wrong, "Correct the citation in docs/security.md, or write the test it names").toEqual([]);
});

it("says of a requirement that it holds only when every test it cites ran and passed", () => {
  const tests = [
    { file: "a.test.ts", title: "refuses a stranger" },
    { file: "b.test.ts", title: "ends a session" },
  ];
  const requirement = { id: "8.2.1", level: "L1", asks: "", tests };
  const ran = (state: "passed" | "failed") => [
    { file: "a.test.ts", title: "the door refuses a stranger", state: "passed" as const },
    { file: "b.test.ts", title: "ends a session", state },
  ];
  expect(resultOf(requirement, ran("passed"))).toBe("holds");
  expect(resultOf(requirement, ran("failed"))).toBe("fails");
  expect(resultOf(requirement, ran("passed").slice(0, 1))).toBe("not run");
});

function hasTest(file: string, title: string): boolean {
  const full = path.join(ROOT, file);
  return existsSync(full) && readFileSync(full, "utf8").includes(title);
}
