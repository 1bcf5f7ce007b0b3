import { type Cells, readCode, readText } from "./cells.ts";
import type { Format, Reading } from "./format.ts";
import { htmlToText } from "./html-text.ts";
import { readBarcode, readSku } from "./read-barcode.ts";
import { readPriceCell } from "./read-price.ts";
import { readProductStock } from "./read-stock.ts";
import type { StagedStyle } from "./staged-rows.ts";
import { TEXT_MAX } from "./text-limits.ts";

const OPTIONS = [1, 2, 3] as const;

// Both header sets are Shopify's: the first name of each column is the new one, the others are old or regional.
// https://help.shopify.com/en/manual/products/import-export/using-csv
const COLUMNS = [
  { key: "handle", names: ["URL handle", "Handle"] },
  { key: "title", names: ["Title"] },
  { key: "description", names: ["Description", "Body (HTML)", "Body HTML", "Body"] },
  { key: "vendor", names: ["Vendor"] },
  { key: "category", names: ["Type", "Custom Product Type"] },
  { key: "department", names: ["Product category", "Standardized Product Type", "Standard Product Type"] },
  { key: "tags", names: ["Tags"] },
  { key: "status", names: ["Status"] },
  { key: "sku", names: ["SKU", "Variant SKU"] },
  { key: "barcode", names: ["Barcode", "Variant Barcode"] },
  { key: "price", names: ["Price", "Variant Price"] },
  { key: "quantity", names: ["Inventory quantity", "Variant Inventory Qty"] },
  { key: "image", names: ["Product image URL", "Image Src"] },
  { key: "image position", names: ["Image position"] },
  ...OPTIONS.flatMap((n) => [
    { key: `name${n}`, names: [`Option${n} name`] },
    { key: `value${n}`, names: [`Option${n} value`] },
  ]),
];

export const shopifyProductsNew: Format = {
  name: "Shopify products (new headers)",
  kind: "products",
  columns: COLUMNS,
  hasContinuationRows: true,
  marks: [
    ["url handle", "title"],
    ["url handle", "sku"],
    ["url handle", "option1 value"],
  ],
  createReader: readShopifyProducts,
};

export const shopifyProductsOld: Format = {
  ...shopifyProductsNew,
  name: "Shopify products (old headers)",
  marks: ["variant price", "variant sku", "body (html)", "variant inventory qty"].map((mark) => ["handle", mark]),
};

/**
 * Rows of one product follow each other under one handle; only its first row carries the product, the others are
 * further variants, or further pictures when they name neither options nor SKU nor price.
 */
function readShopifyProducts(reading: Reading): (cells: Cells) => void {
  let current = { handle: "", names: [] as string[] };
  return (cells) => {
    const handle = readHandle(cells, current.handle);
    if (handle === null) return;
    const isFirst = handle.toLowerCase() !== current.handle.toLowerCase();
    if (isFirst) {
      current = { handle, names: optionNames(cells) };
      reading.add("import_style", readStyle(cells, current, reading));
    }
    if (isFirst || !isPictureOnly(cells)) readVariant(cells, current, reading);
  };
}

/** A product without a handle gets Shopify's own: the title in lower case with dashes. */
function readHandle(cells: Cells, current: string): string | null {
  const handle = readCode(cells, "handle", TEXT_MAX.handle);
  if (handle === null || handle !== "") return handle;
  const title = cells.raw("title").trim();
  if (title === "" && current !== "" && !cells.has("handle")) return current;
  const made = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "")
    .slice(0, TEXT_MAX.handle);
  if (made !== "") return made;
  cells.report("AIS-IMP-012", "handle", { reason: "is empty", fix: "Give the row its product's handle.", effect: "left out" });
  return null;
}

function readStyle(cells: Cells, { handle, names }: { handle: string; names: string[] }, reading: Reading): StagedStyle {
  const status = cells.raw("status").trim().toLowerCase();
  const tags = readText(cells, "tags", TEXT_MAX.tags);
  return {
    row: cells.row,
    line: cells.line,
    style_id: handle,
    title: readText(cells, "title", TEXT_MAX.title),
    brand: readText(cells, "vendor", TEXT_MAX.name),
    category: readText(cells, "category", TEXT_MAX.name),
    department: readText(cells, "department", TEXT_MAX.name),
    description: readText(cells, "description", TEXT_MAX.description, htmlToText),
    tags:
      tags === null
        ? null
        : tags
            .split(",")
            .map((tag) => tag.trim())
            .filter(Boolean),
    image: readText(cells, "image", TEXT_MAX.image),
    currency: reading.statedCurrency,
    option_names: cells.has("name1") ? names : null,
    is_active: status === "" ? null : status === "active" || status === "unlisted",
    is_provisional: false,
  };
}

function optionNames(cells: Cells): string[] {
  // Shopify writes Title / Default Title for a product that comes one way only.
  if (cells.raw("value1").trim() === "Default Title") return [];
  return OPTIONS.map((n) => cells.raw(`name${n}`).trim()).filter(Boolean);
}

function isPictureOnly(cells: Cells): boolean {
  return ["sku", "value1", "price", "barcode"].every((key) => cells.raw(key).trim() === "") && cells.raw("image").trim() !== "";
}

function readVariant(cells: Cells, { handle }: { handle: string }, reading: Reading): void {
  const values = optionValues(cells);
  const sku = readSku(cells, "sku", () => derivedSku(handle, values));
  const price = readPriceCell(cells, "price", reading, reading.currency);
  const gtin14 = readBarcode(cells, "barcode");
  if (sku === null || price === null) return;
  const place = { row: cells.row, line: cells.line };
  reading.add("import_variant", {
    ...place,
    ...price,
    style_id: handle,
    sku,
    gtin14,
    option_values: values,
    is_active: null,
    is_provisional: false,
  });
  readProductStock(cells, "quantity", { ...reading, sku });
}

/** Shared with the inventory file, whose rows without an SKU are found by the same handle and options. */
export function derivedSku(handle: string, values: readonly string[]): string {
  const slug = (value: string) =>
    value
      .trim()
      .replace(/[^\p{L}\p{N}.]+/gu, "-")
      .replace(/^-|-$/g, "");
  return [handle, ...values.map(slug)].filter(Boolean).join("-");
}

export function optionValues(cells: Cells): string[] {
  const values = OPTIONS.map((n) => cells.raw(`value${n}`).trim());
  if (values[0] === "Default Title") return [];
  while (values.length > 0 && values.at(-1) === "") values.pop();
  return values;
}
