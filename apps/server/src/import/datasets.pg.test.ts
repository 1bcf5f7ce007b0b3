import { readFileSync } from "node:fs";
import { LEDGER_DIFFERENCES } from "@aisle/db";
import { describe, expect, test } from "vitest";
import { importFile } from "./import-file.ts";
import {
  bestBuyStoresCsv,
  DATASETS,
  datakickProductsCsv,
  datasetFile,
  elasticProductsCsv,
  vespaProductsCsv,
} from "./testing/dataset-files.ts";
import { createImportBench, feedHeads, type ImportBench, importBasics, NOW } from "./testing/import-bench.ts";

const luma = datasetFile("magento-luma/Configurable_products.csv");
const elastic = datasetFile("elastic-ecommerce/ecommerce.json.gz");
const vespa = datasetFile("vespa-products/data_0_1_0.json.zst");
const datakick = datasetFile("datakick/items.csv");
const bestBuy = datasetFile("bestbuy-open/stores.json.gz");
const naughty = datasetFile("naughty-strings/blns.json");

const isAbsent = [luma, elastic, vespa, datakick, bestBuy, naughty].includes(null);
if (isAbsent) process.stdout.write(`Skipped: imports of real catalogues (none in ${DATASETS}; see docs/datasets.md).\n`);

describe.skipIf(isAbsent)("real catalogues", () => {
  test("Magento Luma: 1,847 variants of 147 styles, with their stock", async () => {
    await using bench = await createImportBench();
    await importBasics(bench);
    const go = () =>
      importFile(bench.database, {
        kind: "products",
        file: luma ?? "",
        isDryRun: false,
        now: NOW,
        location: "downtown",
        asOf: "2026-11-22T00:00:00Z",
        problemsFile: `${bench.folder}/luma.problems.csv`,
      });
    const first = await go();
    expect(first).toMatchObject({
      rows: 1994,
      styles: { added: 147, changed: 0, same: 0 },
      counts: { added: 1847, changed: 0, same: 0 },
      stock: { added: 1847, changed: 0, same: 0 },
      leftOut: 0,
      kept: 0,
    });
    expect(await hoodie(bench)).toEqual([
      {
        title: "Chaz Kangeroo Hoodie",
        category: "Hoodies & Sweatshirts",
        department: "Men",
        options: ["Size", "Color"],
        variants: "15",
      },
    ]);
    await expectNothingNew(bench, go);
    expect(await bench.database.query(LEDGER_DIFFERENCES)).toEqual([]);
  });

  test("Elastic: 7,128 SKUs", async () => {
    await using bench = await createImportBench();
    const text = elasticProductsCsv(elastic ?? "");
    const first = await bench.importText(text, { kind: "products" });
    expect(first).toMatchObject({ counts: { added: 7128, changed: 0, same: 0 }, leftOut: 0, kept: 0 });
    await expectNothingNew(bench, () => bench.importText(text, { kind: "products" }));
  });

  test("Vespa: 24,576 products, the one without a title named", async () => {
    await using bench = await createImportBench();
    const text = vespaProductsCsv(vespa ?? "");
    const first = await bench.importText(text, { kind: "products" });
    expect(first).toMatchObject({ counts: { added: 24_576, changed: 0, same: 0 }, leftOut: 0, kept: 1 });
    expect(first.problems.map(({ code, column }) => [code, column])).toEqual([["AIS-IMP-012", "title"]]);
    await expectNothingNew(bench, () => bench.importText(text, { kind: "products" }));
  });

  test("Datakick: 6,561 products, 6,560 barcodes, the one with a letter in it named", async () => {
    await using bench = await createImportBench();
    const text = datakickProductsCsv(datakick ?? "");
    const first = await bench.importText(text, { kind: "products" });
    expect(first).toMatchObject({ counts: { added: 6561, changed: 0, same: 0 }, leftOut: 0, kept: 1 });
    expect(first.problems.map(({ code, column }) => [code, column])).toEqual([["AIS-IMP-031", "barcode"]]);
    const rows = await bench.database.query("select count(*)::int as count from variant where gtin14 is not null");
    expect(rows).toEqual([{ count: 6560 }]);
    await expectNothingNew(bench, () => bench.importText(text, { kind: "products" }));
  });

  test("Best Buy: 1,565 stores with hours and time zones", async () => {
    await using bench = await createImportBench();
    const text = bestBuyStoresCsv(bestBuy ?? "");
    const first = await bench.importText(text, { kind: "stores" });
    expect(first).toMatchObject({ counts: { added: 1565, changed: 0, same: 0 }, leftOut: 0, kept: 0, notes: 0 });
    const rows = await bench.database.query(
      "select count(*)::int as count from location where time_zone = 'UTC' or jsonb_array_length(hours) <> 7 or latitude is null",
    );
    expect(rows).toEqual([{ count: 0 }]);
    await expectNothingNew(bench, () => bench.importText(text, { kind: "stores" }));
  });

  test("500 naughty strings as names of clients are at head office byte for byte", async () => {
    await using bench = await createImportBench();
    await importBasics(bench);
    // Boundary: a JSON array of strings.
    const strings = (JSON.parse(readFileSync(naughty ?? "", "utf8")) as string[])
      .filter((each) => each.trim() !== "")
      .slice(0, 500);
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const text = ["id,name,home_store", ...strings.map((each, place) => `${place},${quoted(each.slice(0, 200))},downtown`)].join(
      "\n",
    );
    const report = await bench.importText(text, { kind: "customers" });
    expect(report).toMatchObject({ counts: { added: 500 }, leftOut: 0, kept: 0 });
    const rows = await bench.database.query<{ name: string }>("select name from customer order by external_id::int");
    expect(rows.map(({ name }) => name)).toEqual(strings.map((each) => each.slice(0, 200)));
  });
});

async function hoodie({ database }: ImportBench): Promise<unknown[]> {
  return await database.query(
    `select title, category, department, option_names as options, (select count(*) from variant v where v.style_id = s.style_id) as variants
     from style s where style_id = 'MH01'`,
  );
}

async function expectNothingNew({ database }: ImportBench, again: () => ReturnType<typeof importFile>): Promise<void> {
  const heads = await feedHeads(database);
  const second = await again();
  expect(second.counts).toMatchObject({ added: 0, changed: 0 });
  expect(second.styles).toMatchObject({ added: 0, changed: 0 });
  expect(second.stock).toMatchObject({ added: 0, changed: 0 });
  expect(await feedHeads(database)).toEqual(heads);
}
