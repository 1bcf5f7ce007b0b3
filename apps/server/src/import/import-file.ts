import path from "node:path";
import { type Database, type Tx, withTx } from "@aisle/db";
import { type Layout, layOut, readCells } from "./cells.ts";
import { type Counts, NO_COUNTS } from "./counts.ts";
import { changedFeeds, createChangedTables, stampChanges } from "./feed-stamps.ts";
import { type KnownLocation, meantBy } from "./find-locations.ts";
import type { Format, ImportKind } from "./format.ts";
import { chooseFormat } from "./formats.ts";
import { UsageFault } from "./import-fault.ts";
import { type OpenedFile, openFile } from "./open-file.ts";
import { createDecimalCount, type Decimal } from "./price-text.ts";
import type { ProblemCode } from "./problem-codes.ts";
import { createProblems, type Problems } from "./problems.ts";
import { readCsv } from "./read-csv.ts";
import { type Sniffed, sniff } from "./sniff.ts";
import type { Writing } from "./sql-problems.ts";
import { createStage } from "./stage.ts";
import { writeCustomers } from "./write-customers.ts";
import { writeProducts } from "./write-products.ts";
import { writeStock } from "./write-stock.ts";
import { writeStores } from "./write-stores.ts";

export type ImportOptions = {
  readonly kind: ImportKind;
  readonly file: string;
  /** Does everything and takes it back. */
  readonly isDryRun: boolean;
  /** Epoch milliseconds of the moment of importing. */
  readonly now: number;
  /** ISO 8601: when the file's stock figures were true. Without it, the file's own date counts. */
  readonly asOf?: string | undefined;
  readonly decimal?: Decimal | undefined;
  readonly location?: string | undefined;
  readonly currency?: string | undefined;
  /** Where problems are written; `<file>.problems.csv` unless said. */
  readonly problemsFile?: string | undefined;
  readonly onProgress?: (progress: ImportProgress) => void;
};

export type ImportProgress = {
  readonly step: "reading" | "writing";
  readonly rows: number;
  readonly bytes: number;
  readonly ofBytes: number;
};

export type ImportReport = {
  readonly file: string;
  readonly format: string;
  readonly delimiter: Sniffed["delimiter"];
  readonly rows: number;
  readonly isDryRun: boolean;
  readonly decimal: Decimal;
  readonly asOf: string | null;
  /** What the file is about: variants, stock levels, locations or clients. */
  readonly counts: Counts;
  /** Only for products. */
  readonly styles: Counts;
  /** Stock that stood in a product file. */
  readonly stock: Counts;
  /** About the file as a whole: what was assumed, what was not taken. */
  readonly remarks: readonly { readonly code: ProblemCode; readonly text: string }[];
  /** Stock rows older than what was known. */
  readonly older: number;
  readonly leftOut: number;
  readonly kept: number;
  readonly notes: number;
  readonly problems: Problems["first"];
  readonly problemsFile: string | null;
};

/**
 * Imports one file in one transaction: rows are read as a stream into temporary tables, judged there and applied together.
 * A file that cannot be read changes nothing (ImportFault); a bad row is reported and never stops the others.
 */
export async function importFile(database: Database, options: ImportOptions): Promise<ImportReport> {
  const opened = openFile(options.file);
  const sniffed = sniff(opened.head);
  const format = chooseFormat(options.kind, sniffed.header);
  const source = path.basename(options.file);
  const problems = createProblems({ path: options.problemsFile ?? `${options.file}.problems.csv`, source });
  try {
    return await withTx(database, {}, async (tx) => {
      const report = await importInto(tx, { options, opened, sniffed, format, problems, source });
      problems.close();
      if (options.isDryRun) throw new DryRunOver(report);
      return report;
    });
  } catch (fault) {
    if (fault instanceof DryRunOver) return fault.report;
    throw fault;
  } finally {
    problems.close();
  }
}

/** Rolls a dry run back. */
class DryRunOver extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super("dry run");
    this.report = report;
  }
}

type Job = {
  readonly options: ImportOptions;
  readonly opened: OpenedFile;
  readonly sniffed: Sniffed;
  readonly format: Format;
  readonly problems: Problems;
  readonly source: string;
};

async function importInto(tx: Tx, job: Job): Promise<ImportReport> {
  const { options, opened, sniffed, format, problems } = job;
  const layout = layOut(sniffed.header, format.columns);
  if (options.location !== undefined) await refuseUnknownLocation(tx, options.location);
  const currency = options.currency ?? (await usualCurrency(tx));
  const { rows, decimal } = await readRows(tx, { ...job, layout, currency });
  options.onProgress?.({ step: "writing", rows, bytes: opened.size, ofBytes: opened.size });
  // Magento has no handles: its parents are known by their SKU.
  const placeOf = (key: string) => layout.placeByKey.get(key) ?? (key === "handle" ? layout.placeByKey.get("sku") : undefined);
  const writing: Writing = { tx, problems, heading: (key) => sniffed.header[placeOf(key) ?? -1] ?? key };
  await createChangedTables(tx);
  // One import at a time: ordinals are counted up from the highest.
  await tx.query("select pg_advisory_xact_lock(hashtext('aisle import'))");
  const asOf = options.asOf ?? new Date(Math.min(opened.modifiedAtMs, options.now)).toISOString();
  const done = await write(writing, { job, layout, decimal, currency, asOf });
  await stampChanges(tx, await changedFeeds(tx));
  const hasStock = format.kind === "inventory" || (format.kind === "products" && options.location !== undefined);
  return {
    file: options.file,
    format: format.name,
    delimiter: sniffed.delimiter,
    rows,
    isDryRun: options.isDryRun,
    decimal,
    asOf: hasStock ? asOf : null,
    counts: NO_COUNTS,
    styles: NO_COUNTS,
    stock: NO_COUNTS,
    older: 0,
    remarks: remarksOn({ options, layout, hasStock, asOf }),
    ...done,
    leftOut: problems.leftOut,
    kept: problems.kept,
    notes: problems.notes,
    problems: [...problems.first].sort((left, right) => left.row - right.row),
    problemsFile: problems.writtenTo,
  };
}

async function refuseUnknownLocation(tx: Tx, location: string): Promise<void> {
  const known = await tx.query<KnownLocation>("select location_id, name from location order by location_id");
  if (known.some((each) => each.location_id === location)) return;
  const { close } = meantBy(location, known);
  throw new UsageFault("usage", `--location ${location} is no location's id.${close ? ` Did you mean ${close}?` : ""}`);
}

function remarksOn(about: { options: ImportOptions; layout: Layout; hasStock: boolean; asOf: string }): ImportReport["remarks"] {
  const { options, layout, hasStock, asOf } = about;
  const remarks: { code: ProblemCode; text: string }[] = [];
  if (options.kind === "products" && layout.placeByKey.has("quantity") && options.location === undefined) {
    remarks.push({ code: "AIS-IMP-058", text: "Quantities were not taken: pass --location ID to say where they are." });
  }
  if (hasStock && options.asOf === undefined && !layout.placeByKey.has("as of")) {
    remarks.push({
      code: "AIS-IMP-059",
      text: `Stock counts as of ${asOf}, the file's date: pass --as-of TIME if that is wrong.`,
    });
  }
  return remarks;
}

type Read = {
  readonly job: Job;
  readonly layout: Layout;
  readonly decimal: Decimal;
  readonly currency: string;
  readonly asOf: string;
};

async function write(to: Writing, { job, layout, decimal, currency, asOf }: Read): Promise<Partial<ImportReport>> {
  const stockFile = { asOf, document: job.source };
  switch (job.format.kind) {
    case "products": {
      const has = (key: string) => layout.placeByKey.has(key);
      const hasOptions = has("value1") || has("variations");
      const file = {
        hasBarcode: has("barcode"),
        hasPrice: has("price"),
        hasOptions,
        decimal,
        currency,
        isNamedByHandle: !job.format.hasContinuationRows,
      };
      const { styles, variants } = await writeProducts(to, file);
      const { older, ...stock } = await writeStock(to, { ...stockFile, isByTheWay: true });
      return { counts: variants, styles, stock, older };
    }
    case "inventory": {
      const { older, ...counts } = await writeStock(to, { ...stockFile, isByTheWay: false });
      return { counts, older };
    }
    case "stores":
      return { counts: await writeStores(to) };
    case "customers":
      return { counts: await writeCustomers(to, { year: new Date(job.options.now).getUTCFullYear() }) };
  }
}

async function readRows(
  tx: Tx,
  job: Job & { readonly layout: Layout; readonly currency: string },
): Promise<{ rows: number; decimal: Decimal }> {
  const { options, opened, sniffed, format, problems, layout, currency } = job;
  const stage = await createStage(tx);
  const decimals = createDecimalCount();
  const read = format.createReader({
    add: stage.add,
    currency,
    statedCurrency: options.currency ?? null,
    decimal: options.decimal,
    location: options.location,
    now: options.now,
    seeDecimal: decimals.see,
  });
  let rows = 0;
  for await (const row of readCsv(opened.bytes(), sniffed)) {
    rows += 1;
    if ("broken" in row) {
      const fix = 'Put the cell in quotes and double every quote in it: "5"" pipe".';
      const reason = "a quote stands inside a cell that is not quoted, or is not closed";
      problems.add({ ...row, code: "AIS-IMP-010", column: "", value: "", reason, fix, effect: "left out" });
    } else if (row.cells.length !== sniffed.header.length) {
      const reason = `has ${row.cells.length} cells, the header ${sniffed.header.length}`;
      const fix = "Put cells that hold the delimiter in quotes.";
      problems.add({ ...row, code: "AIS-IMP-011", column: "", value: "", reason, fix, effect: "left out" });
    } else {
      read(readCells(row, layout, problems.add));
    }
    if (!stage.isFull) continue;
    await stage.flush();
    options.onProgress?.({ step: "reading", rows, bytes: opened.readSoFar(), ofBytes: opened.size });
  }
  await stage.flush();
  return { rows, decimal: options.decimal ?? decimals.decimal };
}

/** What most of the catalogue is priced in, for files that do not say. */
async function usualCurrency(tx: Tx): Promise<string> {
  const rows = await tx.query<{ currency: string }>(
    "select currency from style group by currency order by count(*) desc limit 1",
  );
  return rows[0]?.currency ?? "USD";
}
