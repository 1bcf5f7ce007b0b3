import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROBLEM_CODES } from "./problem-codes.ts";
import { createProgressBar, progressLine } from "./progress.ts";
import { runImport } from "./run-import.ts";
import { createImportBench, type ImportBench, importBasics, NOW } from "./testing/import-bench.ts";

let bench: ImportBench;
beforeAll(async () => {
  bench = await createImportBench();
  await importBasics(bench);
});
afterAll(() => bench[Symbol.asyncDispose]());

async function run(...argv: string[]) {
  const said = { out: "", err: "" };
  const screen = (name: "out" | "err") => ({ write: (text: string) => (said[name] += text) });
  // The command closes its database; the bench closes this one.
  const database = { ...bench.database, [Symbol.asyncDispose]: async () => undefined };
  const exitCode = await runImport(argv, {
    openDatabase: async () => database,
    out: screen("out"),
    err: screen("err"),
    isPlain: true,
    now: () => NOW,
  });
  return { exitCode, ...said };
}

function fileOf(name: string, text: string): string {
  const file = path.join(bench.folder, name);
  writeFileSync(file, text);
  return file;
}

test("a clean file ends with 0 and says what it did", async () => {
  const file = fileOf("clean.csv", "sku,title,price\nX1,Scarf,20.00\n");
  expect(await run("import", "products", file)).toEqual({
    exitCode: 0,
    err: "",
    out: [
      "  Looks like: Plain products, comma, UTF-8, 1 rows",
      "  1 styles: New 1   Changed 0   Same 0",
      "  1 variants: New 1   Changed 0   Same 0",
      "  Left out 0 rows",
      "  Imported.\n",
    ].join("\n"),
  });
});

test("a file with rows left out ends with 65 and shows them", async () => {
  const file = fileOf("mixed.csv", "sku,title,price\nX2,Scarf,20.00\nX3,Belt,free\u001b[2J\n");
  const { exitCode, out } = await run("import", "products", file, "--dry-run");
  expect(exitCode).toBe(65);
  expect(out).toContain("Left out 1 rows");
  expect(out).toContain("row 3  price free [2J  is no amount of USD  → Write it as 1299.00 (USD). (AIS-IMP-041, left out)");
  expect(out).toContain("Nothing was written. Run again without --dry-run to import.");
});

test("--json prints one document, faults included", async () => {
  const file = fileOf("json.csv", "sku,title,price\nX4,Scarf,20.00\n");
  const { out, exitCode } = await run("import", "products", file, "--json", "--dry-run");
  expect([exitCode, JSON.parse(out)]).toMatchObject([0, { isDryRun: true, counts: { added: 1 }, problems: [] }]);
  const missing = await run("import", "products", `${file}.none`, "--json");
  expect([missing.exitCode, JSON.parse(missing.out)]).toMatchObject([1, { fault: { code: "AIS-IMP-001" } }]);
});

test.each([
  [["import"], "Say what to import"],
  [["import", "shoes", "f.csv"], 'not "shoes"'],
  [["import", "products"], "Name the file"],
  [["import", "products", "a.csv", "b.csv"], "One file at a time"],
  [["import", "products", "a.csv", "--decimal", "colon"], "comma or dot"],
  [["import", "products", "a.csv", "--as-of", "yesterday"], "no time with its zone"],
  [["import", "products", "a.csv", "--as-of", "2027-01-01T00:00:00Z"], "in the future"],
  [["import", "products", "a.csv", "--currency", "BUCKS"], "no currency code"],
  [["import", "products", "a.csv", "--frobnicate"], "frobnicate"],
  [["export"], 'no command "export"'],
])("%j is a wrong command: 2", async (argv, words) => {
  const { exitCode, err } = await run(...argv);
  expect(exitCode).toBe(2);
  expect(err).toContain(words);
});

test("a --location that is none is a wrong command with the likely one named", async () => {
  const { exitCode, err } = await run("import", "products", fileOf("l.csv", "sku,title,price\n"), "--location", "downtwn");
  expect([exitCode, err.split("\n")[0]]).toEqual([2, "✗ --location downtwn is no location's id. Did you mean downtown?"]);
});

test("the bar redraws itself on a terminal and is a plain line elsewhere", () => {
  const progress = { step: "reading", rows: 9912, bytes: 50, ofBytes: 100 } as const;
  expect(progressLine(progress, 320)).toBe("  Reading  ████████████░░░░░░░░░░░░  9,912 rows  50 %  31k rows/s");
  let clock = 0;
  const seen: string[] = [];
  const plain = createProgressBar({ write: (text) => seen.push(text) }, { isPlain: true, now: () => clock });
  plain.show(progress);
  clock = 10_000;
  plain.show(progress);
  expect(seen).toEqual(["  Reading  9,912 rows  50 %  991 rows/s\n"]);
});

test("docs/errors.md has an entry for every code, in its words, and no other", () => {
  const text = readFileSync(path.resolve(import.meta.dirname, "../../../../docs/errors.md"), "utf8");
  const entries = [...text.matchAll(/^### (AIS-IMP-\d{3})\n\n\*\*(.+)\.\*\*/gm)].map(([, code, title]) => [code, title]);
  expect(entries).toEqual(Object.entries(PROBLEM_CODES));
});
