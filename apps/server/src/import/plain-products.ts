import { type Cells, readCode, readText, readYesNo } from "./cells.ts";
import type { Format, Reading } from "./format.ts";
import { readBarcode, readSku } from "./read-barcode.ts";
import { readCurrency, readPriceCell } from "./read-price.ts";
import { readProductStock } from "./read-stock.ts";
import type { StagedStyle } from "./staged-rows.ts";
import { TEXT_MAX } from "./text-limits.ts";

const OPTIONS = [1, 2, 3] as const;

/** Our own product file, one row per variant; docs/import.md lists its columns. Texts are taken byte for byte. */
export const plainProducts: Format = {
  name: "Plain products",
  kind: "products",
  columns: [
    { key: "sku", names: ["sku"], isRequired: true },
    { key: "handle", names: ["style", "style id", "handle"] },
    { key: "title", names: ["title", "name"] },
    { key: "brand", names: ["brand", "vendor"] },
    { key: "category", names: ["category", "type"] },
    { key: "department", names: ["department"] },
    { key: "description", names: ["description"] },
    { key: "tags", names: ["tags"] },
    { key: "image", names: ["image", "image url"] },
    { key: "barcode", names: ["barcode", "gtin", "ean", "upc", "gtin 14"] },
    { key: "price", names: ["price"] },
    { key: "currency", names: ["currency"] },
    { key: "quantity", names: ["quantity", "qty"] },
    { key: "active", names: ["active"] },
    ...OPTIONS.flatMap((n) => [
      { key: `name${n}`, names: [`option${n} name`] },
      { key: `value${n}`, names: [`option${n} value`] },
    ]),
  ],
  marks: [["sku"]],
  createReader: readPlainProducts,
};

function readPlainProducts(reading: Reading): (cells: Cells) => void {
  let current: StagedStyle | undefined;
  return (cells) => {
    const sku = readSku(cells, "sku", () => null);
    const written = readCode(cells, "handle", TEXT_MAX.handle);
    const currency = readCurrency(cells, "currency", reading);
    if (sku === null || written === null || currency === null) return;
    const price = readPriceCell(cells, "price", reading, currency);
    const gtin14 = readBarcode(cells, "barcode");
    const isActive = readYesNo(cells, "active");
    if (price === null) return;
    const style = written || sku;
    const place = { row: cells.row, line: cells.line, style_id: style };
    // Further rows of a style repeat its texts or leave them empty; one that says something else is judged later.
    const read = readStyle(cells, { style, currency, reading });
    const isRepeated = current?.style_id === style && (read.title === "" || isSameStyle(read, current));
    if (!isRepeated) reading.add("import_style", read);
    if (current?.style_id !== style) current = read;
    const values = OPTIONS.map((n) => cells.raw(`value${n}`));
    while (values.length > 0 && values.at(-1) === "") values.pop();
    const variant = { sku, gtin14, option_values: values, is_active: isActive, is_provisional: false };
    reading.add("import_variant", { ...place, ...price, ...variant });
    readProductStock(cells, "quantity", { ...reading, sku });
  };
}

function readStyle(
  cells: Cells,
  { style, currency, reading }: { style: string; currency: string; reading: Reading },
): StagedStyle {
  const tags = readText(cells, "tags", TEXT_MAX.tags);
  return {
    row: cells.row,
    line: cells.line,
    style_id: style,
    title: readText(cells, "title", TEXT_MAX.title),
    brand: readText(cells, "brand", TEXT_MAX.name),
    category: readText(cells, "category", TEXT_MAX.name),
    department: readText(cells, "department", TEXT_MAX.name),
    description: readText(cells, "description", TEXT_MAX.description),
    tags:
      tags === null
        ? null
        : tags
            .split(/[|,]/)
            .map((tag) => tag.trim())
            .filter(Boolean),
    image: readText(cells, "image", TEXT_MAX.image),
    currency: cells.raw("currency").trim() === "" ? reading.statedCurrency : currency,
    option_names: cells.has("name1") ? OPTIONS.map((n) => cells.raw(`name${n}`)).filter(Boolean) : null,
    is_active: null,
    is_provisional: false,
  };
}

function isSameStyle(left: StagedStyle, right: StagedStyle): boolean {
  const facts = ({ row: _row, line: _line, ...rest }: StagedStyle) => JSON.stringify(rest);
  return facts(left) === facts(right);
}
