import { readFileSync } from "node:fs";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";
import { type RealStyle, VARIANTS_PER_STYLE } from "./search-engines.ts";

/** A query of search-eval: `relevance` by SKU is 2 for what was asked for and 1 for nearly that. */
export type RealQuery = { readonly query: string; readonly relevance: Readonly<Record<string, number>> };

/** The 7,128 products of search-eval (elastic-ecommerce, Apache-2.0), each row taken as a style. */
export function readEvalStyles(datasets: string): RealStyle[] {
  type Product = { sku: string; product_id: number; name: string; brand: string; category: string; colour: string; dept: string };
  const products: Product[] = JSON.parse(readFileSync(join(datasets, "search-eval/catalogue_7128.json"), "utf8"));
  return products.map(({ sku, product_id, name, brand, category, colour, dept }, style) => ({
    codes: codesOf(sku, style),
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

/** The 147 queries of search-eval. They are templates and their relevance is mechanical: say so beside any figure. */
export function readEvalQueries(datasets: string): RealQuery[] {
  const queries: { query: string; rel: Record<string, number> }[] = JSON.parse(
    readFileSync(join(datasets, "search-eval/queries.json"), "utf8"),
  );
  return queries.map(({ query, rel }) => ({ query, relevance: rel }));
}

/** 120 queries that people typed into a furniture shop (wayfair/WANDS, MIT): mostly words this catalogue lacks. */
export function readShopQueries(datasets: string): string[] {
  const lines = readFileSync(join(datasets, "search-queries/wands_queries.csv"), "utf8").trim().split("\n");
  return lines.slice(1).map((line) => line.split("\t")[1] ?? "");
}

/** The first `count` of vespa-products (Apache-2.0): real marketplace titles, long and untidy. */
export function readMarketplaceStyles(datasets: string, count: number): RealStyle[] {
  const packed = readFileSync(join(datasets, "vespa-products/data_0_1_0.json.zst"));
  const lines = zstdDecompressSync(packed).toString("utf8").split("\n").slice(0, count);
  return lines.map((line, style) => {
    const { fields }: { fields: { id: string; title: string; category: string } } = JSON.parse(line);
    return {
      codes: codesOf(`VP-${fields.id}`, 100_000 + style),
      document: {
        title: fields.title,
        brand: "",
        category: fields.category.replaceAll("_", " "),
        department: "",
        colours: [],
        tags: [],
      },
    };
  });
}

// The real code, then sizes of it. These sets have no barcodes, so those are made up.
function codesOf(sku: string, style: number): RealStyle["codes"] {
  return Array.from({ length: VARIANTS_PER_STYLE }, (_, size) => ({
    sku: size === 0 ? sku : `${sku}-${size}`,
    gtin: String(4_000_000_000_000 + (style * VARIANTS_PER_STYLE + size) * 7),
  }));
}
