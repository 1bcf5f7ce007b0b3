import { parse } from "csv-parse/sync";
import { ImportFault } from "./import-fault.ts";

export type Delimiter = "," | ";" | "\t";

/** What the first bytes say of a file: how cells are parted, the header's cells as written, and how lines end. */
export type Sniffed = { readonly delimiter: Delimiter; readonly header: readonly string[]; readonly isCrlf: boolean };

const OTHER_FILES: readonly (readonly [start: string, what: string])[] = [
  ["504b0304", "it is an Excel workbook or a zip archive"],
  ["d0cf11e0", "it is an old Excel workbook"],
  ["25504446", "it is a PDF"],
  ["89504e47", "it is a picture"],
  ["ffd8ff", "it is a picture"],
  ["28b52ffd", "it is compressed with zstd"],
  ["fd377a58", "it is compressed with xz"],
];

/** Judges the first bytes (64 kB are plenty) of an unpacked file. Throws ImportFault where they are no CSV in UTF-8. */
export function sniff(head: Buffer): Sniffed {
  const hex = head.subarray(0, 4).toString("hex");
  const other = OTHER_FILES.find(([start]) => hex.startsWith(start));
  if (other) throw new ImportFault("AIS-IMP-002", other[1], "Save it as CSV UTF-8 and import that.");
  if (isUtf16(head)) throw new ImportFault("AIS-IMP-003", "it has two bytes per letter", "Save it as CSV UTF-8 and import that.");
  const text = withoutBom(head).toString("utf8");
  const firstLine = firstRecordText(text);
  if (firstLine.trim() === "") throw new ImportFault("AIS-IMP-005", "it has no header row", "Export it again.");
  if (/^\s*[{[<]/.test(firstLine)) {
    const what = firstLine.trimStart().startsWith("<") ? "it looks like HTML or XML" : "it looks like JSON";
    throw new ImportFault("AIS-IMP-002", what, "Export it as CSV.");
  }
  const delimiter = mostFrequentDelimiter(firstLine);
  return { delimiter, header: headerCells(firstLine, delimiter), isCrlf: text.includes("\r\n") };
}

export function withoutBom(bytes: Buffer): Buffer {
  return bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
}

/** A byte order mark of UTF-16, or every second byte zero, as in Latin text without one. */
function isUtf16(head: Buffer): boolean {
  const mark = head.subarray(0, 2).toString("hex");
  if (mark === "fffe" || mark === "feff") return true;
  const part = head.subarray(0, 200);
  let zeros = 0;
  for (const byte of part) if (byte === 0) zeros += 1;
  return part.length >= 8 && zeros > part.length / 3;
}

/** Up to the first line break outside quotes. */
function firstRecordText(text: string): string {
  let isQuoted = false;
  const start = text.search(/[^\r\n]/);
  if (start < 0) return "";
  for (let at = start; at < text.length; at++) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "\n" || character === "\r")) return text.slice(start, at);
  }
  return text.slice(start);
}

/** Counted outside quotes, where a header such as "Size, EU" has a comma of its own. */
function mostFrequentDelimiter(line: string): Delimiter {
  const bare = line.replace(/"[^"]*"/g, "");
  const count = (delimiter: Delimiter) => bare.split(delimiter).length;
  const candidates: Delimiter[] = [",", ";", "\t"];
  return candidates.reduce((best, each) => (count(each) > count(best) ? each : best));
}

function headerCells(line: string, delimiter: Delimiter): string[] {
  try {
    const records: string[][] = parse(line, { delimiter });
    return records[0] ?? [];
  } catch {
    throw new ImportFault("AIS-IMP-007", "in the header", "Close the quote in the first row.");
  }
}
