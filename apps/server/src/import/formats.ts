import { type Column, plainHeading } from "./cells.ts";
import type { Format, ImportKind } from "./format.ts";
import { ImportFault } from "./import-fault.ts";
import { magentoProducts } from "./magento-products.ts";
import { plainCustomers } from "./plain-customers.ts";
import { plainInventory } from "./plain-inventory.ts";
import { plainProducts } from "./plain-products.ts";
import { plainStores } from "./plain-stores.ts";
import { shopifyInventory } from "./shopify-inventory.ts";
import { shopifyProductsNew, shopifyProductsOld } from "./shopify-products.ts";

/** The most telling first: the plain formats ask for little. */
export const FORMATS: readonly Format[] = [
  shopifyInventory,
  shopifyProductsOld,
  shopifyProductsNew,
  magentoProducts,
  plainProducts,
  plainInventory,
  plainStores,
  plainCustomers,
];

/** The format of a header, or ImportFault when it is no file of that kind. */
export function chooseFormat(kind: ImportKind, header: readonly string[]): Format {
  const headings = header.map(plainHeading);
  const twice = headings.find((heading, place) => heading !== "" && headings.indexOf(heading) !== place);
  if (twice !== undefined) throw new ImportFault("AIS-IMP-008", `"${twice}"`, "Remove or rename one of the two columns.");
  const fits = (format: Format) => format.marks.some((marks) => marks.every((mark) => headings.includes(plainHeading(mark))));
  const missing = (format: Format) => format.columns.filter((column) => column.isRequired && !isThere(column, headings));
  const found = FORMATS.find((format) => format.kind === kind && fits(format) && missing(format).length === 0);
  if (found) return found;
  const other = FORMATS.find((format) => format.kind !== kind && format.marks.some((marks) => marks.length > 1) && fits(format));
  if (other) {
    const fix = `Run: aisle import ${other.kind} FILE`;
    throw new ImportFault("AIS-IMP-006", `they are those of ${other.name}, not of ${kind}`, fix);
  }
  const plain = FORMATS.findLast((format) => format.kind === kind);
  const lacks = plain
    ? missing(plain)
        .map((column) => column.names[0])
        .join(", ")
    : "";
  const has = header.slice(0, 12).join(", ");
  const why = lacks ? `${lacks} is missing; the header has ${has}` : `the header has ${has}`;
  throw new ImportFault("AIS-IMP-006", why, "docs/import.md lists the columns of every format.");
}

function isThere(column: Column, headings: readonly string[]): boolean {
  return column.names.some((name) => headings.includes(plainHeading(name)));
}
