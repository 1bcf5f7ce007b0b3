// How most apps do it: a row per SKU, with the indexes such an app looks things up by. It finds codes and styles, not words.
// The same data and the same durability as ours, so that both ends are the same; the download runs beside the writing.

import { type CataloguePart, unpackStyle } from "@aisle/protocol";
import Dexie, { type Table } from "dexie";
import type { LoadFigures, LoadRun } from "../load-run.ts";
import { fetchSnapshot, snapshotUrl } from "./snapshot.ts";

type Row = {
  readonly sku: string;
  readonly gtin14: string | null;
  readonly styleId: string;
  readonly title: string;
  readonly brand: string;
  readonly category: string;
  readonly department: string;
  readonly optionValues: readonly string[];
  readonly priceMinor: number;
  readonly currency: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly image: string;
  readonly available: number;
  readonly promisable: number;
};

/** About 5,000 rows a call: more at once was no faster in either engine. */
const PARTS_AT_ONCE = 5;

export async function loadRows({ database, probe }: LoadRun): Promise<LoadFigures> {
  const started = performance.now();
  const db = new Dexie(database, { chromeTransactionDurability: "strict" });
  db.version(1).stores({ variants: "sku, gtin14, styleId" });
  const variants: Table<Row, string> = db.table("variants");
  const coming = await fetchSnapshot(snapshotUrl(database));
  const { available, promisable } = await coming.stock;
  const units = (ordinal: number) => ({ available: available[ordinal] ?? 0, promisable: promisable[ordinal] ?? 0 });
  for (let from = 0; from < coming.parts.length; from += PARTS_AT_ONCE) {
    const parts = await Promise.all(coming.parts.slice(from, from + PARTS_AT_ONCE));
    await variants.bulkPut(parts.flatMap((part) => rowsOf(part, units)));
  }
  const durable = performance.now() - started;
  const found = await Promise.all([
    variants.get(probe.sku),
    variants.where({ gtin14: probe.gtin14 }).first(),
    variants.where({ styleId: probe.styleId }).first(),
  ]);
  const searchable = performance.now() - started;
  if (found.some((row) => row?.styleId !== probe.styleId)) throw new Error("rows: the last item was not found");
  await db.delete();
  return { found: searchable, durable, searchable };
}

function rowsOf(part: CataloguePart, units: (ordinal: number) => Pick<Row, "available" | "promisable">): Row[] {
  const rows: Row[] = [];
  let firstVariant = 0;
  for (const row of part.styleId.keys()) {
    const style = unpackStyle(part, row, firstVariant);
    firstVariant += style.variants.length;
    const { styleId, title, brand, category, department, currency, description, tags, image } = style;
    for (const { sku, gtin14, optionValues, priceMinor, ordinal } of style.variants) {
      const own = { sku, gtin14, optionValues, priceMinor, ...units(ordinal) };
      rows.push({ ...own, styleId, title, brand, category, department, currency, description, tags, image });
    }
  }
  return rows;
}
