import "fake-indexeddb/auto";
import type { Sku, StyleId } from "@aisle/domain";
import { type CataloguePart, packStyles } from "@aisle/protocol";
import { packStock } from "@aisle/sync";
import { airport, aStockPart } from "@aisle/sync/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AisleDatabase } from "../phone-db/database.ts";
import { createCatalogue } from "./catalogue.ts";
import { loadCatalogue } from "./catalogue-loader.ts";
import { createStockBook } from "./stock-book.ts";

const endings: (() => void)[] = [];

afterEach(() => {
  for (const end of endings.splice(0)) end();
});

function storedPart(part: number, title: string) {
  const style = {
    ordinal: part * 128,
    styleId: `style-${part}` as StyleId,
    title,
    brand: "",
    category: "",
    department: "",
    description: "",
    tags: [],
    image: "",
    currency: "USD",
    optionNames: [],
    variants: [{ sku: `SKU-${part}` as Sku, ordinal: part, gtin14: null, optionValues: [], priceMinor: 100 }],
  };
  return { part, sha: `${part}-${title}`, text: JSON.stringify(packStyles(part, [style])) };
}

async function openCatalogue(name: string, parts: number) {
  const database = new AisleDatabase(name);
  await database.parts.bulkPut(Array.from({ length: parts }, (_, part) => storedPart(part, "Coat")));
  const [catalogue, stock] = [createCatalogue(), createStockBook()];
  const followed: string[] = [];
  const followers = [
    {
      setPart: (part: CataloguePart) => followed.push(`set ${part.part}`),
      removePart: (part: number) => followed.push(`remove ${part}`),
    },
  ];
  const report = (fault: unknown) => followed.push(String(fault));
  const loader = loadCatalogue({ database, catalogue, stock, followers, report });
  endings.push(() => {
    loader.stop();
    database.close();
  });
  await loader.loaded;
  return { database, catalogue, stock, followed };
}

describe("loading the catalogue", () => {
  it("brings every part and column the phone holds into memory", async () => {
    const { catalogue, followed } = await openCatalogue("load", 9);
    expect(catalogue.counts()).toEqual({ styles: 9, variants: 9, parts: 9 });
    expect(followed).toHaveLength(9);
  });

  it("follows changes, reading only the parts that changed", async () => {
    const { database, catalogue, followed } = await openCatalogue("change", 3);
    followed.length = 0;
    await database.transaction("rw", database.parts, async () => {
      await database.parts.put(storedPart(1, "Jacket"));
      await database.parts.delete(2);
    });
    await vi.waitFor(() => expect(catalogue.styleById("style-1")?.title).toBe("Jacket"));
    expect(followed).toEqual(["remove 2", "set 1"]);
    expect(catalogue.styleById("style-2")).toBeUndefined();
  });

  it("follows stock and the time head office was last heard", async () => {
    const { database, stock } = await openCatalogue("stock", 0);
    await database.stock.put(packStock(aStockPart()));
    await vi.waitFor(() => expect(stock.level(airport, 0)?.available).toBe(3));
    await database.stock.put(packStock(aStockPart({ version: 8, available: [1] })));
    await vi.waitFor(() => expect(stock.level(airport, 0)?.available).toBe(1));
    await database.stock.clear();
    await vi.waitFor(() => expect(stock.level(airport, 0)).toBeUndefined());
  });
});
