import type { ProblemCode } from "./problem-codes.ts";
import type { Effect, Problem } from "./problems.ts";
import type { CsvRow } from "./read-csv.ts";

/** A column of a format: our word for it, then every heading it goes by. */
export type Column = { readonly key: string; readonly names: readonly string[]; readonly isRequired?: true };

/** Where each known column stands in this file. */
export type Layout = { readonly placeByKey: ReadonlyMap<string, number>; readonly header: readonly string[] };

/** One row as a reader sees it: cells by our word, and a way to report them. */
export type Cells = {
  readonly row: number;
  readonly line: number;
  /** False when the file has no such column: then what is known stays, where an empty cell would empty it. */
  has(key: string): boolean;
  /** The cell as written, or "" where there is none. */
  raw(key: string): string;
  report(code: ProblemCode, key: string, said: { reason: string; fix: string; effect: Effect; value?: string }): void;
};

/** Headings compare without letter case, and with `_`, `-` and any run of spaces alike. */
export function plainHeading(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, " ");
}

export function layOut(header: readonly string[], columns: readonly Column[]): Layout {
  const placeByHeading = new Map(header.map((heading, place) => [plainHeading(heading), place]).reverse() as [string, number][]);
  const placeByKey = new Map<string, number>();
  for (const column of columns) {
    for (const name of column.names) {
      const place = placeByHeading.get(plainHeading(name));
      if (place === undefined) continue;
      placeByKey.set(column.key, place);
      break;
    }
  }
  return { placeByKey, header };
}

export function readCells(row: CsvRow, layout: Layout, add: (problem: Problem) => void): Cells {
  const place = (key: string) => layout.placeByKey.get(key);
  const raw = (key: string) => row.cells[place(key) ?? -1] ?? "";
  return {
    row: row.row,
    line: row.line,
    has: (key) => place(key) !== undefined,
    raw,
    report: (code, key, { value, ...said }) =>
      add({
        code,
        row: row.row,
        line: row.line,
        column: layout.header[place(key) ?? -1] ?? key,
        value: shortened(value ?? raw(key)),
        ...said,
      }),
  };
}

/** The text of an optional cell, byte for byte, or null where the file has no such column. */
export function readText(cells: Cells, key: string, max: number, decode: (raw: string) => string = (raw) => raw): string | null {
  if (!cells.has(key)) return null;
  const raw = cells.raw(key);
  if (raw.includes("\0")) {
    const fix = "Type the text again: it was probably copied from another program.";
    cells.report("AIS-IMP-013", key, { reason: "holds a NUL character", fix, effect: "kept" });
    return "";
  }
  const text = decode(raw);
  if (text.length <= max) return text;
  const reason = `is ${text.length} characters long, ${max} fit`;
  cells.report("AIS-IMP-014", key, { reason, fix: "Shorten it. It was cut for now.", effect: "kept" });
  // A cut inside a surrogate pair would leave half a character.
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, "");
}

/** A code (SKU, handle, id): trimmed, without a spreadsheet's guarding apostrophe. "" when empty, null when reported as bad. */
export function readCode(cells: Cells, key: string, max: number): string | null {
  const code = withoutGuard(cells.raw(key).trim());
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
  if (/[\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\ufeff]/.test(code)) {
    const fix = "Type the code again, with letters, digits and dashes.";
    cells.report("AIS-IMP-015", key, { reason: "holds a control character or an invisible one", fix, effect: "left out" });
    return null;
  }
  if (code.length > max) {
    const reason = `is ${code.length} characters long, ${max} fit`;
    cells.report("AIS-IMP-014", key, { reason, fix: "Use a shorter code.", effect: "left out" });
    return null;
  }
  return code;
}

/** Yes or no in the words that files use; null where the column is missing or the cell is empty or odd (then reported). */
export function readYesNo(cells: Cells, key: string): boolean | null {
  const word = cells.raw(key).trim().toLowerCase();
  if (word === "") return null;
  if (["true", "yes", "y", "1", "active", "enabled", "on", "t"].includes(word)) return true;
  if (["false", "no", "n", "0", "inactive", "disabled", "off", "f", "2"].includes(word)) return false;
  cells.report("AIS-IMP-074", key, { reason: "is neither yes nor no", fix: "Write yes or no.", effect: "kept" });
  return null;
}

/** Spreadsheets and exports put an apostrophe before digits (to keep zeros) and before signs (to stop formulas). */
function withoutGuard(code: string): string {
  return /^'[\d=+\-@]/.test(code) ? code.slice(1) : code;
}

function shortened(value: string): string {
  return value.length <= 200 ? value : `${value.slice(0, 199).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
