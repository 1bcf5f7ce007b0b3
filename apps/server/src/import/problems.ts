import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { csvRow } from "@aisle/domain";
import { ImportFault } from "./import-fault.ts";
import { PROBLEM_CODES, type ProblemCode } from "./problem-codes.ts";

/** `left out`: the row changed nothing. `kept`: the row was taken without the bad cell. `note`: nothing is wrong with the row. */
export type Effect = "left out" | "kept" | "note";

export type Problem = {
  readonly code: ProblemCode;
  /** As a spreadsheet counts: the header is row 1, a cell with line breaks is one row. */
  readonly row: number;
  /** As an editor counts: the line on which the row begins. */
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly reason: string;
  readonly fix: string;
  readonly effect: Effect;
};

export type Problems = {
  add(problem: Problem): void;
  readonly leftOut: number;
  readonly kept: number;
  readonly notes: number;
  /** The first ones, for the screen and for `--json`; all are in the problems file. */
  readonly first: readonly Problem[];
  /** Where they were written, or null while there is none. */
  readonly writtenTo: string | null;
  close(): void;
};

const FIRST_KEPT = 1000;
const BUFFER_CHARACTERS = 65_536;
const HEADER = ["file", "row", "line", "column", "value", "reason", "fix", "effect", "code"];
const HEADER_LINE = `\uFEFF${HEADER.join(",")}\r\n`;

/**
 * Collects problems and writes each to `path` as it comes, so that a file full of them needs no memory.
 * The file is made with the first problem; one that an earlier import left there is taken away.
 */
export function createProblems({ path, source }: { path: string; source: string }): Problems {
  const first: Problem[] = [];
  const count = { "left out": 0, kept: 0, note: 0 };
  let lastRowLeftOut = -1;
  let descriptor: number | undefined;
  let waiting = "";
  let hasAny = false;
  removeEarlier(path);

  const write = () => {
    if (waiting === "") return;
    descriptor ??= open(path);
    writeSync(descriptor, waiting);
    waiting = "";
  };
  return {
    add(problem) {
      if (first.length < FIRST_KEPT) first.push(problem);
      // A row with two bad cells is one row left out.
      if (problem.effect !== "left out") count[problem.effect] += 1;
      else if (problem.row !== lastRowLeftOut) count["left out"] += 1;
      if (problem.effect === "left out") lastRowLeftOut = problem.row;
      if (!hasAny) waiting = HEADER_LINE;
      hasAny = true;
      waiting += problemLine(source, problem);
      if (waiting.length > BUFFER_CHARACTERS) write();
    },
    get leftOut() {
      return count["left out"];
    },
    get kept() {
      return count.kept;
    },
    get notes() {
      return count.note;
    },
    first,
    get writtenTo() {
      return hasAny ? path : null;
    },
    close() {
      write();
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

function problemLine(source: string, problem: Problem): string {
  const { row, line, column, value, reason, fix, effect, code } = problem;
  const cells = [source, String(row), String(line), column, value, reason || PROBLEM_CODES[code], fix, effect, code];
  return csvRow(cells);
}

function open(path: string): number {
  try {
    return openSync(path, "w");
  } catch (cause) {
    const why = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new ImportFault("AIS-IMP-001", `the list of problems cannot be written to ${path} (${why})`, "Pass --problems FILE.");
  }
}

/** Only a file that we wrote is removed: its first line says so. */
function removeEarlier(path: string): void {
  let opened: number | undefined;
  try {
    opened = openSync(path, "r");
    const head = Buffer.alloc(Buffer.byteLength(HEADER_LINE));
    readSync(opened, head);
    if (head.toString("utf8") === HEADER_LINE) rmSync(path);
  } catch {
    // None there, or not ours to touch: writing says so when it comes to that.
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}
