import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const SPEC = path.resolve(import.meta.dirname, "../SPEC.md");
const RULE = /^- \*\*\[([A-Z]{2}\d+)\]\*\* /gm;
const CITATION = /\[([A-Z]{2}\d+)\]/g;
/** Tests, and the contract that more than one storage is held to by a test of its own. */
const TEST_FILE = /(\.(test|spec)\.tsx?|-contract\.ts)$/;
const NOT_OURS = new Set(["node_modules", "out", "dist", ".next", ".git", ".turbo", ".aisle"]);

const rules = [...readFileSync(SPEC, "utf8").matchAll(RULE)].map((match) => match[1] ?? "");
const citations = new Map<string, string[]>();
for (const file of testFiles(ROOT)) {
  for (const title of titlesIn(readFileSync(file, "utf8"))) {
    for (const [, id = ""] of title.matchAll(CITATION)) {
      citations.set(id, [...(citations.get(id) ?? []), path.relative(ROOT, file)]);
    }
  }
}

it("has every rule tried by a test", () => {
  const untried = rules.filter((id) => !citations.has(id));
  expect(untried, "Write a test whose title begins with the rule's id in brackets, or strike the rule out of SPEC.md").toEqual(
    [],
  );
});

it("has a rule for every citation", () => {
  const unknown = [...citations].filter(([id]) => !rules.includes(id)).map(([id, files]) => `${id} in ${files.join(", ")}`);
  expect(unknown, "Add the rule at the end of its family in SPEC.md, or cite the one that is meant").toEqual([]);
});

it("gives every rule an id of its own", () => {
  expect(rules.length).toBeGreaterThan(50);
  expect(new Set(rules).size).toBe(rules.length);
});

/** Every text that begins with a citation: the title of a test, or of a table of tests. */
function titlesIn(text: string): string[] {
  return [...text.matchAll(/["'`]((?:\[[A-Z]{2}\d+\] ?)+)/g)].map((match) => match[1] ?? "");
}

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (NOT_OURS.has(entry.name)) return [];
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(full);
    return TEST_FILE.test(entry.name) ? [full] : [];
  });
}
