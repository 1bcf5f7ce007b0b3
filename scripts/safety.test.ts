// What no type, lint rule or unit test can hold: how the project as a whole is put together.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./run-stage.ts";
import { findUnkindWords, shownTexts } from "./shown-words.ts";
import { importedFrom, readSources, type SourceFile } from "./source-files.ts";

const LONGEST_FILE = 400;
/** Every migration there ever was, with the SHA-256 of its text. Lines are added at the end, and nothing else. */
const MIGRATIONS = {
  "0000_first": "a7d3312dfc8c39ce5e7a4adf949ff976b7e5024676e06bff07562b1731c1d462",
  "0001_parts_and_indexes": "9fb62bbfc46ba7b054e64471754682139166eb1dd9611dfaf7b583a86f1c3329",
  "0002_what_may_be_forgotten": "16d99bc5c4ec129a2b0e5d26402c5548b00356b766af76863f3a59d4f8c6d892",
  "0003_rescue": "7d148576f5e2acc27d206aa7cd4605db487b940a1a49c79608363416de712d08",
  "0004_chain_and_account": "df5ba35e9a94f26197a4a9a38daa9cac33d95e2cb53efa4f2f99549c30807ea0",
  "0005_trust": "f32f4c8d6fdaac96a815862fc51f0d38731586072d96e96938ec9b86a9684423",
  "0006_day_clients": "09317acddef49a8162ebd9b1f9012113fa7fff91238280939a06258e080e0266",
  "0007_sku_key": "c1b9c0c0ee7f9f0010224648a73b4650da9a2daf495ca7375bf6ba2a7023a2bc",
};
const WHAT_TO_DO_ABOUT_A_MIGRATION = `A migration that somebody has run is never edited, renamed or removed: their database would refuse to start.
Restore the file, change packages/db/src/schema instead, run npm run db:generate, and add the new file's hash to MIGRATIONS.`;

const code = readSources("{apps,packages,bench,prove,playwright,scripts}/**/*.{ts,tsx,mjs,css}");
const isTest = ({ file }: SourceFile) => /\.(test|spec)\.tsx?$/.test(file);
const isTestEquipment = ({ file }: SourceFile) => /(^|\/)testing\//.test(file);
const namesOf = (files: readonly SourceFile[]) => files.map(({ file }) => file);

it("sees the whole project", () => {
  expect(code.length).toBeGreaterThan(300);
  expect(namesOf(code)).toContain("apps/associate/src/commands/issue-command.ts");
});

it("has no file too long to read in one go", () => {
  const tooLong = code.filter(({ text }) => text.split("\n").length > LONGEST_FILE);
  expect(namesOf(tooLong), `split what is longer than ${LONGEST_FILE} lines by thing, not by size`).toEqual([]);
});

describe("what people read", () => {
  const screens = readSources("apps/associate/{src,app}/**/*.{ts,tsx}").filter((each) => !isTest(each) && !isTestEquipment(each));

  it.each([
    ['const a = <p className="row">Sync pending</p>;', "Sync pending"],
    ["const a = <p>{count} in the queue</p>;", "in the queue"],
    ['const a = { label: "The server said no" };', "The server said no"],
    ["const a = <h1 aria-label={`$" + "{name}: error 5`} />;", "…: error 5"],
    ['say("Saved!");', "Saved!"],
    ['const a = <h1 aria-label="Oops" />;', "Oops"],
  ])("is looked at: %s", (source, found) => {
    expect(findUnkindWords(source)).toEqual([found]);
  });

  it.each([
    'import { wake } from "../sync/start sync.ts";',
    'const row = await database.meta.get("sync");',
    'throw new Error("the server is gone");',
    "if (!error) return; // an error, pending",
    'const a = "Sending" !== phase;',
  ])("is not confused with code: %s", (source) => {
    expect(findUnkindWords(source)).toEqual([]);
  });

  it("is in their words: never sync, queue, pending, server, error or oops, and nobody shouts", () => {
    expect(screens.flatMap(({ text }) => shownTexts(text)).length).toBeGreaterThan(500);
    const unkind = screens.flatMap(({ file, text }) => findUnkindWords(text).map((words) => `${file}: ${words}`));
    expect(unkind).toEqual([]);
  });
});

it("uses test equipment only in tests, simulation, benchmarks and proofs", () => {
  const mayUseIt = (each: SourceFile) =>
    isTest(each) || isTestEquipment(each) || /^(packages\/simulation|bench|prove|playwright)\//.test(each.file);
  const others = code.filter((each) => !mayUseIt(each) && importedFrom(each).some((from) => /\/testing(\/|$)/.test(from)));
  expect(namesOf(others)).toEqual([]);
});

it("imports no test, and nothing that starts a server", () => {
  const wrong = code.filter((each) => importedFrom(each).some((from) => /\.(test|spec)\.tsx?$|server\/src\/main/.test(from)));
  expect(namesOf(wrong)).toEqual([]);
});

describe("the phone", () => {
  const phone = code.filter((each) => /^(apps\/associate|packages\/(domain|protocol|sync))\//.test(each.file) && !isTest(each));

  it("never takes the database along", () => {
    const wrong = phone.filter((each) => importedFrom(each).some((from) => /^(@aisle\/db|pg|drizzle-orm)(\/|$)/.test(from)));
    expect(namesOf(wrong)).toEqual([]);
  });

  it("knows head office by its types only", () => {
    const wrong = phone.filter((each) => importedFrom(each).some((from) => from.startsWith("@aisle/server")));
    expect(namesOf(wrong)).toEqual([]);
  });
});

it("opens transactions through withTx alone: Drizzle's own lose connections and contexts", () => {
  const wrong = code.filter((each) => /^(packages\/db|apps\/server)\//.test(each.file) && !isTest(each));
  expect(namesOf(wrong.filter(({ text }) => /\bdb\.transaction\(/.test(text)))).toEqual([]);
});

describe("the documents", () => {
  // Recipes name files that are still to be written.
  const documents = readSources("*.md", "docs/**/*.md").filter(({ file }) => file !== "docs/recipes.md");

  it("link to what is there", () => {
    const broken = documents.flatMap(({ file, text }) =>
      [...text.matchAll(/\]\(([^)#]+)/g)]
        .map(([, to = ""]) => to)
        .filter((to) => !/^https?:/.test(to) && !existsSync(path.join(ROOT, path.dirname(file), to)))
        .map((to) => `${file}: ${to}`),
    );
    expect(broken).toEqual([]);
  });

  it("name files that are there", () => {
    const named = documents.flatMap(({ file, text }) =>
      [...text.matchAll(/`((?:apps|packages|scripts|docs|bench|prove|playwright)\/[^`\s*<{]+)`/g)].map(([, to = ""]) => ({
        file,
        to,
      })),
    );
    expect(named.length).toBeGreaterThan(40);
    expect(named.filter(({ to }) => !existsSync(path.join(ROOT, to)))).toEqual([]);
  });
});

it("only ever adds migrations", () => {
  const folder = path.join(ROOT, "packages/db/migrations");
  // The journal's shape is drizzle-kit's own.
  const journal = JSON.parse(readFileSync(path.join(folder, "meta/_journal.json"), "utf8")) as { entries: { tag: string }[] };
  const hashOf = (tag: string) => {
    const text = readFileSync(path.join(folder, `${tag}.sql`), "utf8").replaceAll("\r\n", "\n");
    return createHash("sha256").update(text).digest("hex");
  };
  const now = journal.entries.map(({ tag }) => [tag, hashOf(tag)]);
  expect(now, WHAT_TO_DO_ABOUT_A_MIGRATION).toEqual(Object.entries(MIGRATIONS));
});
