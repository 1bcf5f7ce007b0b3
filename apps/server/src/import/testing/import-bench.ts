import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { OwnersDatabase } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { type ImportOptions, type ImportReport, importFile } from "../import-file.ts";

/** Head office's clock in import tests. */
export const NOW = Date.parse("2026-11-22T12:00:00Z");

/** A migrated database with two stores and three variants, and a folder for files that vanishes with it. */
export type ImportBench = {
  readonly database: TestDatabase;
  readonly folder: string;
  /** Writes `text` to a file and imports it. */
  importText(text: string | Buffer, options: Partial<ImportOptions> & Pick<ImportOptions, "kind">): Promise<ImportReport>;
  [Symbol.asyncDispose](): Promise<void>;
};

export async function createImportBench(): Promise<ImportBench> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(path.join(os.tmpdir(), "aisle-import-"));
  let files = 0;
  return {
    database,
    folder,
    importText(text, options) {
      files += 1;
      const file = path.join(folder, `${options.kind}-${files}.csv`);
      writeFileSync(file, text);
      return importFile(database, { file, isDryRun: false, now: NOW, ...options });
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
      await database.close();
    },
  };
}

/** Stores `downtown` and `airport` (both also by name), styles `coat` (COAT-S, COAT-M) and `hat` (HAT). */
export async function importBasics({ importText }: ImportBench): Promise<void> {
  await importText(
    "id,name,kind,latitude,longitude,time_zone\ndowntown,Downtown,store,37.78,-122.4,America/Los_Angeles\nairport,Airport,store,37.61,-122.38,America/Los_Angeles\n",
    { kind: "stores" },
  );
  await importText(
    [
      "sku,style,title,price,currency,option1_name,option1_value,barcode",
      "COAT-S,coat,Wool Coat,498.00,USD,Size,S,5012345678900",
      "COAT-M,coat,Wool Coat,498.00,USD,Size,M,",
      "HAT,hat,Felt Hat,80.00,USD,,,",
    ].join("\n"),
    { kind: "products" },
  );
}

/** Every feed's head, to prove that nothing or something was told to the phones. */
export async function feedHeads(database: OwnersDatabase): Promise<Record<string, number>> {
  const rows = await database.query<{ feed_id: string; head: string }>("select feed_id, head from feed order by feed_id");
  return Object.fromEntries(rows.map((row) => [row.feed_id, Number(row.head)]));
}
