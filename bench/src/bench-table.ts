/** What a benchmark or a proof prints: a table, and the bars it must clear. */
export type BenchTable = {
  readonly title: string;
  readonly columns: string[];
  readonly rows: (string | number)[][];
  readonly bars: {
    readonly claim: string;
    readonly value: number | string;
    readonly bar: number | string;
    readonly holds: boolean;
  }[];
};

/** Prints a table and its bars as Markdown, ready for docs/benchmarks.md. */
export function printTable({ title, columns, rows, bars }: BenchTable): void {
  const lines = [`\n## ${title}\n`, row(columns), row(columns.map(() => "---")), ...rows.map((cells) => row(cells.map(show)))];
  if (bars.length > 0) lines.push("");
  for (const { claim, value, bar, holds } of bars) lines.push(`${holds ? "✓" : "✗"} ${claim}: ${show(value)} (bar ${show(bar)})`);
  process.stdout.write(`${lines.join("\n")}\n`);
}

/** Runs the asked benches or proofs, prints each, sets the exit code when a bar is missed, and answers with the tables by name. */
export async function runAll(
  all: Readonly<Record<string, () => Promise<BenchTable>>>,
  asked: readonly string[],
): Promise<ReadonlyMap<string, BenchTable>> {
  const tables = new Map<string, BenchTable>();
  const unknown = asked.filter((name) => !Object.hasOwn(all, name));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown: ${unknown.join(", ")}. There are: ${Object.keys(all).join(", ")}\n`);
    process.exitCode = 2;
    return tables;
  }
  let missed = 0;
  for (const [name, work] of Object.entries(all)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    const table = await work();
    tables.set(name, table);
    printTable(table);
    missed += table.bars.filter((bar) => !bar.holds).length;
  }
  process.stdout.write(missed === 0 ? "\nEvery bar holds.\n" : `\n${missed} missed.\n`);
  if (missed > 0) process.exitCode = 1;
  return tables;
}

/** Cells as a line of a Markdown table. */
export function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** A figure as people read it: three digits say enough. */
export function show(value: string | number): string {
  if (typeof value === "string" || Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
