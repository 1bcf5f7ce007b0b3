import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { csvCell } from "@aisle/domain";
import { parse } from "csv-parse/sync";

const ROOT = path.resolve(import.meta.dirname, "../../../../..");

/** Where the real catalogues lie; docs/datasets.md says where each comes from. */
export const DATASETS = path.resolve(ROOT, process.env["AISLE_DATASETS"] || "../shared/data");

/** The path of a data set's file, or null where the sets are not on this machine. */
export function datasetFile(name: string): string | null {
  const file = path.join(DATASETS, name);
  return existsSync(file) ? file : null;
}

/** Elastic's sample orders as a catalogue: each SKU once, as first sold. EUR. */
export function elasticProductsCsv(file: string): string {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  const rows = new Map<string, unknown[]>();
  for (const line of lines) {
    // Boundary: the data set's own shape, as docs/datasets.md describes it.
    const order = JSON.parse(line) as {
      products: { sku: string; product_name: string; manufacturer?: string; category: string; base_price: number }[];
    };
    for (const product of order.products) {
      const { sku, product_name, manufacturer = "", category, base_price } = product;
      if (!rows.has(sku)) rows.set(sku, [sku, product_name, manufacturer, category, base_price.toFixed(2), "EUR"]);
    }
  }
  return csv([["sku", "title", "brand", "category", "price", "currency"], ...rows.values()]);
}

/** Vespa's sample products: prices in cents, quantities for one shelf. */
export function vespaProductsCsv(file: string): string {
  const lines = zstdDecompressSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
  const rows = lines.map((line) => {
    // Boundary: the data set's own shape.
    const { fields } = JSON.parse(line) as {
      fields: { id: number; title: string; description: string; category: string; price: number; quantity: number };
    };
    const { id, title, description, category, price, quantity } = fields;
    return [id, title, description, category, (price / 100).toFixed(2), quantity];
  });
  return csv([["sku", "title", "description", "category", "price", "quantity"], ...rows]);
}

/** Datakick's barcoded goods. They have no prices, so that each gets one; 227 have no name and go by their number. */
export function datakickProductsCsv(file: string): string {
  const records: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true });
  const rows = records.map((record) => {
    const gtin = record["GTIN-14"] ?? "";
    return [gtin, gtin, record["Name"] || `No name (${gtin})`, record["Brand Name"], "1.00"];
  });
  return csv([["sku", "barcode", "title", "brand", "price"], ...rows]);
}

/** Best Buy's stores of the United States. */
export function bestBuyStoresCsv(file: string): string {
  // Boundary: the data set's own shape.
  const stores = JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as {
    id: number;
    name: string;
    address: string;
    address2: string | null;
    city: string;
    state: string;
    zip: string;
    location: { lat: number; lon: number };
    hours: string;
  }[];
  const rows = stores.map((store) => {
    const { id, name, address, address2, city, state, zip, location, hours } = store;
    return [id, name, address, address2 ?? "", city, state, zip, location.lat, location.lon, hours];
  });
  return csv([["id", "name", "address", "address2", "city", "state", "zip", "latitude", "longitude", "hours"], ...rows]);
}

function csv(rows: readonly (readonly unknown[])[]): string {
  // No formula guard: what a retailer's system writes has none.
  const cell = (value: unknown) => {
    const text = String(value ?? "");
    return /^[=+\-@\t\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : csvCell(text);
  };
  return `${rows.map((row) => row.map(cell).join(",")).join("\n")}\n`;
}
