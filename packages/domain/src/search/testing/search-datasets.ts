/// <reference types="node" />
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { VariantCodes } from "../code-index.ts";
import type { StyleDocument } from "../style-reader.ts";

const repository = fileURLToPath(new URL("../../../../../", import.meta.url));

/** The folder of real data sets: `AISLE_DATASETS`, or `shared/data` beside the repository. */
export const datasets: string = process.env["AISLE_DATASETS"] ?? join(repository, "../shared/data");

/** Whether a data set is on this machine. Says so in one line where it is not, since its tests are then skipped. */
export function hasDataset(name: string): boolean {
  const isHere = existsSync(join(datasets, name));
  if (!isHere) process.stdout.write(`skipped: no ${name} in ${datasets} (set AISLE_DATASETS)\n`);
  return isHere;
}

/** A product of search-eval, taken as a style of one variant. */
export type EvalStyle = { readonly document: StyleDocument; readonly codes: VariantCodes };

/** A query of search-eval; relevance by SKU is 2 for what was asked for, 1 for nearly that. */
export type EvalQuery = { readonly family: string; readonly query: string; readonly rel: Readonly<Record<string, number>> };

/** The 7,128 products of search-eval (elastic-ecommerce, Apache-2.0). */
export function readEvalStyles(): EvalStyle[] {
  type Product = { sku: string; product_id: number; name: string; brand: string; category: string; colour: string; dept: string };
  const products: Product[] = readJson("search-eval/catalogue_7128.json");
  return products.map(({ sku, product_id, name, brand, category, colour, dept }) => ({
    codes: { sku, gtin: null },
    document: {
      title: name,
      brand,
      category,
      department: dept,
      colours: colour === "" ? [] : [colour],
      tags: [String(product_id)],
    },
  }));
}

/** Its 147 queries. They are templates and their relevance is mechanical: say so beside any figure. */
export function readEvalQueries(): EvalQuery[] {
  return readJson("search-eval/queries.json");
}

/** 120 queries that people really typed into a shop (wayfair/WANDS, MIT). */
export function readShopQueries(): string[] {
  const lines = readFileSync(join(datasets, "search-queries/wands_queries.csv"), "utf8").trim().split("\n");
  return lines.slice(1).map((line) => line.split("\t")[1] ?? "");
}

/** The big list of naughty strings (MIT). */
export function readNaughtyStrings(): string[] {
  return readJson("naughty-strings/blns.json");
}

// The files are checked in elsewhere and their shape is known, so the caller names it.
function readJson<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(join(datasets, path), "utf8")) as Shape;
}
