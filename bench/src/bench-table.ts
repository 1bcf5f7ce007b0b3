/** What a benchmark or a count prints: a table, and the bars it must clear. */
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

/** Writes a table and its bars to standard output, numbers to the right. */
export function printTable({ title, columns, rows, bars }: BenchTable): void {
  const cells = [columns, ...rows].map((row) => row.map(String));
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], place: number) =>
    row.map((cell, column) => {
      const isNumber = typeof rows[Math.max(0, place - 1)]?.[column] === "number";
      return isNumber ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
    });
  const lines = cells.map((row, place) => `  ${line(row, place).join("  ").trimEnd()}`);
  const verdicts = bars.map(
    ({ claim, value, bar, holds }) => `  ${holds ? "holds " : "missed"}  ${claim}: ${value} (bar ${bar})`,
  );
  process.stdout.write(`\n${[title, ...lines, ...verdicts].join("\n")}\n`);
}
