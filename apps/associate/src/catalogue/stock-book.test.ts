import { packStock } from "@aisle/sync";
import { airport, aStockPart } from "@aisle/sync/testing";
import { describe, expect, it } from "vitest";
import { createStockBook } from "./stock-book.ts";

describe("the stock book", () => {
  it("tells what a location has, what it may promise and what is on its way", () => {
    const book = createStockBook();
    book.setColumns([packStock(aStockPart())]);
    const asOf = "2026-11-23T08:59:00.000Z";
    expect(book.level(airport, 0)).toEqual({ available: 3, promisable: 2, incoming: null, asOf });
    expect(book.level(airport, 1)).toEqual({ available: 0, promisable: 0, incoming: { units: 12, on: "2026-11-30" }, asOf });
    expect(book.level(airport, 2)?.available).toBe(40_000);
  });

  it("knows none of a variant younger than the figures, and nothing of a location without any", () => {
    const book = createStockBook();
    book.setColumns([packStock(aStockPart())]);
    expect(book.level(airport, 99)?.available).toBe(0);
    expect(book.level("downtown", 0)).toBeUndefined();
  });

  it("is as fresh as head office's last word, unless a figure is fresher still", () => {
    const book = createStockBook();
    book.setColumns([packStock(aStockPart())]);
    book.setHeardAt("2026-11-23T09:30:00.000Z");
    expect(book.level(airport, 0)?.asOf).toBe("2026-11-23T09:30:00.000Z");
    book.setColumns([packStock(aStockPart({ asOf: "2026-11-23T09:31:00.000Z" }))]);
    expect(book.level(airport, 0)?.asOf).toBe("2026-11-23T09:31:00.000Z");
  });

  it("forgets a location, and tells its listeners only when something changed", () => {
    const book = createStockBook();
    let told = 0;
    book.subscribe(() => told++);
    book.setColumns([packStock(aStockPart())]);
    book.removeColumn(airport);
    book.removeColumn(airport);
    expect([book.level(airport, 0), book.locations(), told]).toEqual([undefined, [], 2]);
  });
});
