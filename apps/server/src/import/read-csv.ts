import { Readable } from "node:stream";
import { type CsvError, type Info, parse } from "csv-parse";
import { ImportFault } from "./import-fault.ts";
import type { Delimiter } from "./sniff.ts";

/** One record below the header. `row` and `line` are those of a Problem. */
export type CsvRow = { readonly row: number; readonly line: number; readonly cells: readonly string[] };

/** A record that could not be split: a quote stands where none may. */
export type BrokenRow = { readonly row: number; readonly line: number; readonly broken: true };

/** Longer than any cell a shop fills; a quote that is never closed would otherwise swallow the rest of the file. */
const LONGEST_RECORD = 2_000_000;

/** Yields the records of a CSV file in order, as they are read. Throws ImportFault where a quote never closes. */
export async function* readCsv(
  bytes: AsyncIterable<Buffer>,
  { delimiter, isCrlf }: { delimiter: Delimiter; isCrlf: boolean },
): AsyncGenerator<CsvRow | BrokenRow> {
  const broken: BrokenRow[] = [];
  // Where each record stands, in the order in which the parser hands them over.
  const places: { row: number; line: number }[] = [];
  const count = createLineCount(isCrlf);
  let isHeader = true;
  const parser = parse({
    bom: true,
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST_RECORD,
    on_record: (cells, info) => {
      const at = count.record(cells, info);
      if (isHeader) {
        isHeader = false;
        return null;
      }
      places.push(at);
      return cells;
    },
    on_skip: (fault) => {
      if (fault?.code === "CSV_MAX_RECORD_SIZE" || fault?.code === "CSV_QUOTE_NOT_CLOSED") throw neverClosed(fault);
      const at = count.skipped(fault);
      if (at) broken.push({ ...at, broken: true });
      return undefined;
    },
  });
  // Readable.from passes a fault of the source on to the parser, and pipes with back pressure.
  const source = Readable.from(bytes, { objectMode: false });
  source.on("error", (fault) => parser.destroy(fault));
  source.pipe(parser);
  try {
    // Boundary: the parser is a stream of anything; on_record returns the cells.
    for await (const cells of parser as AsyncIterable<string[]>) {
      const { row, line } = places.shift() ?? { row: 0, line: 0 };
      for (let next = broken[0]; next && next.row < row; next = broken[0]) {
        broken.shift();
        yield next;
      }
      yield { row, line, cells };
    }
  } catch (fault) {
    if (isCsvError(fault)) throw neverClosed(fault);
    throw fault;
  } finally {
    source.destroy();
    parser.destroy();
  }
  yield* broken;
}

function isCsvError(fault: unknown): fault is CsvError {
  return fault instanceof Error && "code" in fault && typeof fault.code === "string" && fault.code.startsWith("CSV_");
}

function neverClosed(fault: CsvError): ImportFault {
  const line = typeof fault["lines"] === "number" ? ` near line ${fault["lines"]}` : "";
  return new ImportFault(
    "AIS-IMP-007",
    `the file ends or runs on inside a quoted cell${line}`,
    "Close the quote, or export it again.",
  );
}

/**
 * csv-parse counts a CRLF inside a quoted cell as two lines and gives the line on which a record ends: both are put right
 * here.
 */
function createLineCount(isCrlf: boolean) {
  let rows = 0;
  let doubleCounted = 0;
  let last = { lines: 0, emptyLines: 0 };
  let lastSkippedLine = -1;
  return {
    record: (cells: readonly string[], info: Info) => {
      rows += 1;
      let breaks = 0;
      for (const cell of cells) {
        if (!cell.includes("\n") && !cell.includes("\r")) continue;
        breaks += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
        doubleCounted += cell.match(/\r\n/g)?.length ?? 0;
      }
      last = { lines: info.lines, emptyLines: info.empty_lines };
      return { row: rows + info.empty_lines, line: info.lines - doubleCounted - breaks };
    },
    /** Null for a second stray quote of the same line: it is the same record. */
    skipped: (fault: CsvError | undefined) => {
      // CsvError carries the parser's counts as properties.
      const lines = Number(fault?.["lines"] ?? last.lines);
      const emptyLines = Number(fault?.["empty_lines"] ?? last.emptyLines);
      const isSameRecord = lines === lastSkippedLine;
      lastSkippedLine = lines;
      if (isSameRecord) return null;
      rows += 1;
      const first = last.lines + 1 + emptyLines - last.emptyLines;
      const place = { row: rows + emptyLines, line: first - doubleCounted };
      if (isCrlf) doubleCounted += Math.max(0, Math.floor((lines - first) / 2));
      last = { lines, emptyLines };
      return place;
    },
  };
}
