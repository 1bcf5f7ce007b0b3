import type { Counts } from "./counts.ts";
import type { ImportKind } from "./format.ts";
import type { ImportReport } from "./import-file.ts";
import type { Problem } from "./problems.ts";

const NOUN: Readonly<Record<ImportKind, string>> = {
  products: "variants",
  inventory: "stock figures",
  stores: "locations",
  customers: "clients",
};
const DELIMITER = { ",": "comma", ";": "semicolon", "\t": "tab" } as const;
const PROBLEMS_SHOWN = 10;

/** What a person reads after an import. */
export function summarize(kind: ImportKind, report: ImportReport): string {
  const lines = [
    `  Looks like: ${report.format}, ${DELIMITER[report.delimiter]}, UTF-8, ${figure(report.rows)} rows`,
    ...(kind === "products" ? [countLine("styles", report.styles)] : []),
    countLine(NOUN[kind], report.counts),
    ...(total(report.stock) > 0 ? [countLine("stock figures", report.stock)] : []),
    ...(report.asOf === null || report.remarks.some(({ code }) => code === "AIS-IMP-059")
      ? []
      : [`  Stock as of ${report.asOf}`]),
    ...report.remarks.map(({ code, text }) => `  ${text} (${code})`),
    ...(report.older > 0 ? [`  ${figure(report.older)} figures are older than what is known and changed nothing`] : []),
    ...problemLines(report),
    closing(report),
  ];
  return `${lines.join("\n")}\n`;
}

function countLine(noun: string, counts: Counts): string {
  const parts = `New ${figure(counts.added)}   Changed ${figure(counts.changed)}   Same ${figure(counts.same)}`;
  return `  ${figure(total(counts))} ${noun}: ${parts}`;
}

function problemLines(report: ImportReport): string[] {
  const all = report.leftOut + report.kept + report.notes;
  if (all === 0) return ["  Left out 0 rows"];
  const shown = [...report.problems].sort((left, right) => rank(left) - rank(right)).slice(0, PROBLEMS_SHOWN);
  const more = all - shown.length;
  const kept = report.kept > 0 ? `   Kept without a bad cell ${figure(report.kept)}` : "";
  return [
    `  Left out ${figure(report.leftOut)} rows${kept}`,
    ...shown.sort((left, right) => left.row - right.row).map(problemLine),
    ...(report.problemsFile ? [`    ${more > 0 ? `… ${figure(more)} more` : "All"} in ${report.problemsFile}`] : []),
  ];
}

/** `    row 118  Barcode 5012345678901  check digit should be 0  → Scan the tag ... (AIS-IMP-030)` */
function problemLine(problem: Problem): string {
  const value = problem.value === "" ? "" : ` ${forTerminal(problem.value)}`;
  const what = problem.column === "" ? "" : `  ${forTerminal(problem.column)}${value}`;
  return `    row ${problem.row}${what}  ${forTerminal(problem.reason)}  → ${forTerminal(problem.fix)} (${problem.code}, ${problem.effect})`;
}

function closing(report: ImportReport): string {
  if (report.isDryRun) return "  Nothing was written. Run again without --dry-run to import.";
  return "  Imported.";
}

const rank = (problem: Problem) => ["left out", "kept", "note"].indexOf(problem.effect);
const total = (counts: Counts) => counts.added + counts.changed + counts.same;
const figure = (count: number) => count.toLocaleString("en-US");

/** Cells come from anywhere: control characters would steer the terminal, and a long text would fill it. */
function forTerminal(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
  return plain.length > 60 && !plain.includes(". ") ? `${plain.slice(0, 59)}…` : plain;
}
