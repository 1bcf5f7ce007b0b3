// The path by which changes reach phones has to run on Citus and other engines that speak Postgres.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./run-stage.ts";
import { readSources } from "./source-files.ts";

/** Order numbers people say aloud: gaps are harmless, and nothing reads forward by them. */
const ALLOWED_SEQUENCES = ["order_number", "stock_movement_movement_id_seq"];

const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["trigger", /\bcreate\s+(or\s+replace\s+)?(constraint\s+)?trigger\b/i],
  ["exclusion constraint", /\bexclude\s+using\b/i],
  ["deferrable constraint", /(?<!not )\bdeferrable\b/i],
  ["NOTIFY", /\bpg_notify\s*\(|^\s*(notify|listen)\s+"?\w+"?\s*;?$/im],
  ["advisory lock", /\bpg_(try_)?advisory_/i],
  ["transaction ids", /\bxid8\b|\bpg_current_(xact_id|snapshot)\b|\bpg_snapshot_/i],
];

const isTest = (file: string) => /\.test\.ts$|(^|\/)testing\//.test(file);
const migrations = globSync("packages/db/migrations/*.sql", { cwd: ROOT }).map((file) => ({
  file,
  text: readFileSync(path.join(ROOT, file), "utf8"),
}));
/** Jobs of which one runs at a time, each as a whole: migrating, filling a demo, importing a file. Phones' writes take none. */
const ONE_AT_A_TIME = ["packages/db/src/migrate.ts", "packages/db/src/seed/index.ts", "apps/server/src/import/import-file.ts"];
const writing = readSources("{apps/server/src,packages/db/src}/**/*.ts").filter(
  ({ file }) => !isTest(file) && !ONE_AT_A_TIME.includes(file),
);

describe("[FE5] the path by which changes reach phones", () => {
  it.each(FORBIDDEN)("has no %s", (_, pattern) => {
    expect([migrations.length > 1, writing.length > 50]).toEqual([true, true]);
    const found = [...migrations, ...writing].filter(({ text }) => pattern.test(withoutComments(text)));
    expect(found.map(({ file }) => file)).toEqual([]);
  });

  it("numbers nothing that phones read forward by from a sequence", () => {
    const made = migrations.flatMap(({ text }) =>
      [...text.matchAll(/\bsequence (?:name )?(?:"public"\.)?"(\w+)"/gi)].map((match) => match[1]),
    );
    expect(made).toContain("order_number");
    expect(made.filter((name) => !ALLOWED_SEQUENCES.includes(name ?? ""))).toEqual([]);
  });

  it.each([
    "create trigger t before insert on feed",
    "select pg_notify('moved', '')",
    "constraint c unique (a) deferrable initially deferred",
    "select pg_advisory_xact_lock(1)",
    "select pg_current_xact_id()",
  ])("is seen to have one: %s", (sql) => {
    expect(FORBIDDEN.some(([, pattern]) => pattern.test(withoutComments(sql)))).toBe(true);
  });
});

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s*(\/\/|--(?!>)).*$/gm, "");
}
