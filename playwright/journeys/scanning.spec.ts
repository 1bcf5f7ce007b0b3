import { expect, test } from "@playwright/test";

// The count lives in the benchmarks, which journeys do not depend on, so it is fetched by address and this is its face.
type PhotoTable = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  readonly bars: readonly {
    readonly claim: string;
    readonly value: string | number;
    readonly bar: string | number;
    readonly holds: boolean;
  }[];
};
const PHOTO_COUNT = new URL("../../bench/src/scanning/decode-photos.ts", import.meta.url).href;

test("no photo of a barcode becomes a wrong item, and most become the right one", async () => {
  test.setTimeout(180_000);
  const { decodePhotos } = (await import(PHOTO_COUNT)) as { readonly decodePhotos: () => Promise<PhotoTable> };
  const table = await decodePhotos();
  test.skip(table.rows.length === 0, "no barcode photos: set AISLE_DATASETS to the folder that holds them");
  for (const row of table.rows.filter(([set]) => String(set).startsWith("all of"))) {
    console.log(table.columns.map((column, index) => `${column} ${row[index]}`).join(", "));
  }
  for (const bar of table.bars) {
    console.log(`${bar.claim}: ${bar.value}`);
    expect.soft(bar.holds, `${bar.claim}: ${bar.value}, bar ${bar.bar}`).toBe(true);
  }
});
