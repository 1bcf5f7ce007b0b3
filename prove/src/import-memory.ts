import { execFile } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { createTestDatabase } from "@aisle/db/testing";

/** A BenchTable of the benchmarks. */
type Table = {
  readonly title: string;
  readonly columns: string[];
  readonly rows: (string | number)[][];
  readonly bars: {
    readonly claim: string;
    readonly value: string | number;
    readonly bar: string | number;
    readonly holds: boolean;
  }[];
};

const MEGABYTE = 1_000_000;
const LIMIT_MEGABYTES = 300;

/**
 * Imports a made-up Shopify file of `megabytes` (500 unless said, or AISLE_PROVE_IMPORT_MB) into an empty database and
 * measures the most memory that the importing process ever held: it has to stay under 300 MB, whatever the file's size.
 */
export async function proveImportMemory(megabytes: number = Number(process.env["AISLE_PROVE_IMPORT_MB"] || 500)): Promise<Table> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aisle-import-memory-"));
  try {
    await using database = await createTestDatabase();
    const file = path.join(folder, "products.csv");
    const { rows, bytes } = writeProducts(file, megabytes * MEGABYTE);
    const { peakBytes, seconds, added } = await importInOwnProcess(database.url, file);
    const peak = Math.round(peakBytes / MEGABYTE);
    return {
      title: "Import of a large file",
      columns: ["File MB", "Rows", "Seconds", "Rows/s", "Peak memory MB"],
      rows: [[Math.round(bytes / MEGABYTE), rows, Math.round(seconds), Math.round(rows / seconds), peak]],
      bars: [
        { claim: "Peak memory, MB", value: peak, bar: `< ${LIMIT_MEGABYTES}`, holds: peak < LIMIT_MEGABYTES },
        { claim: "Rows imported", value: added, bar: rows, holds: added === rows },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Six variants per product, about 1 kB of description on each first row: the shape of a real export. */
function writeProducts(file: string, atLeastBytes: number): { rows: number; bytes: number } {
  const descriptor = openSync(file, "w");
  const sentence = "<p>Cut from wool &amp; silk, lined, made to last.</p>\n<ul><li>Machine wash</li></ul>";
  let text =
    "Handle,Title,Body (HTML),Vendor,Type,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Barcode,Status\r\n";
  let rows = 0;
  let bytes = 0;
  for (let style = 0; bytes + text.length < atLeastBytes; style++) {
    for (const [place, size] of ["XS", "S", "M", "L", "XL", "XXL"].entries()) {
      const isFirst = place === 0;
      const words = isFirst ? `Coat ${style},"${sentence.repeat(12)}",Lindqvist,Coats,"wool, ${style % 40}",Size` : ",,,,,";
      text += `coat-${style},${words},${size},C-${style}-${size},${100 + (style % 900)}.00,,${isFirst ? "active" : ""}\r\n`;
      rows += 1;
    }
    if (text.length < MEGABYTE) continue;
    bytes += writeSync(descriptor, text);
    text = "";
  }
  bytes += writeSync(descriptor, text);
  closeSync(descriptor);
  return { rows, bytes };
}

const CLI = path.resolve(import.meta.dirname, "../../apps/server/src/import/cli.ts");
/** Runs in the importing process as it ends: the operating system's own high-water mark, which Node gives in kilobytes. */
const SAY_PEAK = "process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))";

/** Runs the command as people do, alone in its process, so that nothing else is measured. */
async function importInOwnProcess(url: string, file: string): Promise<{ peakBytes: number; seconds: number; added: number }> {
  const began = performance.now();
  const args = ["--import", `data:text/javascript,${encodeURIComponent(SAY_PEAK)}`, CLI, "import", "products", file, "--json"];
  const env = { ...process.env, DATABASE_URL: url };
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 64 * MEGABYTE });
  const peak = /peak (\d+)$/.exec(stderr)?.[1];
  if (peak === undefined) throw new Error(`The import did not say its memory: ${stderr}`);
  // Boundary: the report that --json prints.
  const report = JSON.parse(stdout) as { counts: { added: number } };
  return { peakBytes: Number(peak) * 1024, seconds: (performance.now() - began) / 1000, added: report.counts.added };
}
