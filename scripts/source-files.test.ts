import { expect, it } from "vitest";
import { importedFrom, withoutComments } from "./source-files.ts";

const from = (text: string) => importedFrom({ file: "a.ts", text });

it.each([
  ['import { a } from "pg";', ["pg"]],
  ['import "pg";', ["pg"]],
  ['import a, {\n  b,\n} from "pg";', ["pg"]],
  ['export * from "pg";', ["pg"]],
  ['const a = await import("pg");', ["pg"]],
  // Under verbatimModuleSyntax this still loads the module.
  ['import { type A } from "pg";', ["pg"]],
])("sees what %j takes along", (text, expected) => {
  expect(from(text)).toEqual(expected);
});

it.each([
  'import type { A } from "pg";',
  'import type {\n  A,\n  B,\n} from "pg";',
  'export type { A } from "pg";',
  '// import { a } from "pg";',
  '/* import { a } from "pg"; */',
])("sees that %j takes nothing along", (text) => {
  expect(from(text)).toEqual([]);
});

it("does not take an address for a comment", () => {
  expect(withoutComments('const a = "https://aisle.example"; // a comment')).toContain("https://aisle.example");
  expect(withoutComments("const a = 1; // a comment")).not.toContain("comment");
});
