import { type Cells, readText } from "./cells.ts";
import type { Format, Reading } from "./format.ts";
import { decodeEntities, htmlToText } from "./html-text.ts";
import { readBarcode, readSku } from "./read-barcode.ts";
import { readPriceCell } from "./read-price.ts";
import { readProductStock } from "./read-stock.ts";
import type { StagedStyle } from "./staged-rows.ts";
import { TEXT_MAX } from "./text-limits.ts";

/**
 * Magento 2 (Adobe Commerce) product export. A `configurable` row is the style and names its variants, which are
 * `simple` rows of their own and may stand before it or after it, or be in the database already.
 */
export const magentoProducts: Format = {
  name: "Magento 2 products",
  kind: "products",
  columns: [
    { key: "sku", names: ["sku"], isRequired: true },
    { key: "type", names: ["product_type"], isRequired: true },
    { key: "categories", names: ["categories"] },
    { key: "title", names: ["name"] },
    { key: "description", names: ["description"] },
    { key: "price", names: ["price"] },
    { key: "online", names: ["product_online"] },
    { key: "image", names: ["base_image"] },
    { key: "attributes", names: ["additional_attributes"] },
    { key: "barcode", names: ["gtin", "ean", "upc", "barcode"] },
    { key: "brand", names: ["manufacturer", "brand"] },
    { key: "variations", names: ["configurable_variations"] },
    { key: "quantity", names: ["qty"] },
    { key: "view", names: ["store_view_code"] },
  ],
  marks: [["sku", "product type"]],
  createReader: (reading) => (cells) => readRow(cells, reading),
};

function readRow(cells: Cells, reading: Reading): void {
  // A row for one language or website repeats the product with other words; the chain's own row stands without one.
  if (cells.raw("view").trim() !== "") return;
  const sku = readSku(cells, "sku", () => null);
  if (sku === null) return;
  if (cells.raw("type").trim().toLowerCase() === "configurable") readConfigurable(cells, sku, reading);
  else readSimple(cells, sku, reading);
}

function readConfigurable(cells: Cells, sku: string, reading: Reading): void {
  const variations = cells
    .raw("variations")
    .split("|")
    .map(readPairs)
    .filter((each) => each.size > 0);
  const names = [...(variations[0]?.keys() ?? [])].filter((key) => key !== "sku");
  reading.add("import_style", { ...readStyle(cells, sku, reading), option_names: names.map(spoken) });
  for (const variation of variations) {
    const link = variation.get("sku");
    const values = names.map((name) => variation.get(name) ?? "");
    if (link) reading.add("import_link", { row: cells.row, line: cells.line, style_id: sku, sku: link, option_values: values });
  }
}

function readSimple(cells: Cells, sku: string, reading: Reading): void {
  const price = readPriceCell(cells, "price", reading, reading.currency);
  const gtin14 = barcodeOf(cells);
  if (price === null) return;
  const place = { row: cells.row, line: cells.line };
  reading.add("import_style", { ...readStyle(cells, sku, reading), is_provisional: true });
  reading.add("import_variant", {
    ...place,
    ...price,
    style_id: sku,
    sku,
    gtin14,
    option_values: [],
    is_active: isOnline(cells),
    is_provisional: true,
  });
  readProductStock(cells, "quantity", { ...reading, sku });
}

function readStyle(cells: Cells, sku: string, reading: Reading): StagedStyle {
  const path = deepestCategory(cells.raw("categories"));
  const attributes = cells.has("attributes") ? readPairs(cells.raw("attributes")) : undefined;
  const has = cells.has("categories");
  return {
    row: cells.row,
    line: cells.line,
    style_id: sku,
    title: readText(cells, "title", TEXT_MAX.title, decodeEntities),
    brand: readText(cells, "brand", TEXT_MAX.name) ?? attributes?.get("manufacturer") ?? attributes?.get("brand") ?? null,
    category: has ? (path.at(-1) ?? "") : null,
    department: has ? (path[0] ?? "") : null,
    description: readText(cells, "description", TEXT_MAX.description, htmlToText),
    tags: attributes ? (attributes.get("climate") ?? "").split("|").filter(Boolean) : null,
    image: readText(cells, "image", TEXT_MAX.image),
    currency: reading.statedCurrency,
    option_names: [],
    is_active: isOnline(cells),
    is_provisional: false,
  };
}

function isOnline(cells: Cells): boolean | null {
  const text = cells.raw("online").trim();
  return text === "" ? null : text === "1";
}

function barcodeOf(cells: Cells): string | null {
  return cells.has("barcode") ? readBarcode(cells, "barcode") : null;
}

/** `size=XS,color=Black` by name. A comma parts two only before another `name=`: a value may hold one. */
function readPairs(text: string): Map<string, string> {
  const pairs = text.split(/,(?=[a-z_][a-z0-9_]*=)/i).map((pair) => {
    const at = pair.indexOf("=");
    return at > 0 ? ([pair.slice(0, at).trim().toLowerCase(), pair.slice(at + 1).trim()] as const) : null;
  });
  return new Map(pairs.filter((pair) => pair !== null));
}

/** `Default Category/Men/Tops,Default Category/Sale`: the longest path, below the root that every product shares. */
function deepestCategory(text: string): string[] {
  const paths = text.split(",").map((path) =>
    path
      .split("/")
      .map((part) => part.trim())
      .filter(Boolean)
      .slice(1),
  );
  return paths.reduce((deepest, path) => (path.length > deepest.length ? path : deepest), []);
}

/** `shoe_size` as a person says it: `Shoe size`. */
function spoken(attribute: string): string {
  const words = attribute.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
