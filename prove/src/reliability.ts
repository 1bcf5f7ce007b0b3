import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type BenchTable, row, show } from "@aisle/bench/table";

export const README = path.resolve(import.meta.dirname, "../../README.md");

/** Proofs with a line in the README's table, in its order. */
export const RELIABILITY: readonly string[] = ["seeds", "storm", "epoch", "cursor", "storage", "browsers", "fuzz"];

const BEGIN = "<!-- reliability: `npm run prove -- sync --write-readme` renews what it measured -->";
const END = "<!-- end of reliability -->";
const HEAD = [row(["Run", "Tried", "Found"]), row(["---", "---", "---"])];

/** The README's lines for the proofs that were run, ready to be pasted. */
function reliabilityLines(tables: ReadonlyMap<string, BenchTable>): ReadonlyMap<string, string> {
  return new Map(
    RELIABILITY.flatMap((name) => {
      const table = tables.get(name);
      return table ? [[name, reliabilityLine(name, table)]] : [];
    }),
  );
}

export function printReliability(tables: ReadonlyMap<string, BenchTable>): void {
  const lines = reliabilityLines(tables);
  if (lines.size > 0) process.stdout.write(`\n## Reliability\n\n${[...HEAD, ...lines.values()].join("\n")}\n`);
}

/** Puts what was measured into the README's table. Lines of proofs that were not run stay as they are. */
export function renewReadme(tables: ReadonlyMap<string, BenchTable>): void {
  const text = readFileSync(README, "utf8");
  const lines = new Map([...readReliability(text), ...reliabilityLines(tables)]);
  const ordered = RELIABILITY.flatMap((name) => lines.get(name) ?? []);
  const [before] = text.split(BEGIN);
  const [, after] = text.split(END);
  writeFileSync(README, `${before}${BEGIN}\n\n${[...HEAD, ...ordered].join("\n")}\n\n${END}${after}`);
}

/** The lines of the README's table by the proof they name. Throws when the table is not there. */
export function readReliability(text: string): ReadonlyMap<string, string> {
  const [from, to] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (from < 0 || to < from) throw new Error("README.md has no table of reliability");
  const lines = text.slice(from + BEGIN.length, to).split("\n");
  return new Map(
    lines.flatMap((line) => {
      const name = /^\| `npm run prove -- ([\w-]+)/.exec(line)?.[1];
      return name ? [[name, line]] : [];
    }),
  );
}

/** A proof as a line of the table: how to run it, what it tried, each of its figures. */
export function reliabilityLine(name: string, { title, bars }: BenchTable): string {
  const found = bars.map(({ claim, value, holds }) => `${holds ? "" : "**missed** "}${show(value)} ${claim}`);
  return row([`\`npm run prove -- ${name}\``, title, found.join(", ")]);
}
