import { describe, expect, it } from "vitest";
import { clientPath, findPath, itemPath, orderPath, routes, tabs } from "./routes.ts";

describe("routes", () => {
  it("puts what varies in the query string, because the export has no unknown paths", () => {
    expect(itemPath({ style: "merino-trench-coat", sku: "104236" })).toBe("/item?style=merino-trench-coat&sku=104236");
    expect(itemPath({ style: "merino-trench-coat" })).toBe("/item?style=merino-trench-coat");
    expect(clientPath("c1")).toBe("/client?id=c1");
    expect(orderPath("o1")).toBe("/order?id=o1");
    expect(findPath()).toBe("/find");
  });

  it("carries any name or search through unchanged", () => {
    for (const words of ["50% off & more", "Zoë / Ōta", "a+b=c#d?e", "‮drab", "'; drop--", "👩🏽‍🦰"]) {
      expect(new URL(findPath({ query: words }), "https://aisle.example").searchParams.get("q")).toBe(words);
      expect(new URL(itemPath({ style: words, sku: words }), "https://aisle.example").searchParams.get("sku")).toBe(words);
    }
  });

  it("has five tabs, each at its own address", () => {
    expect(tabs.map((tab) => tab.label)).toEqual(["Today", "Find", "Scan", "Clients", "Store"]);
    expect(new Set(tabs.map((tab) => tab.href)).size).toBe(5);
    expect(tabs[0].href).toBe(routes.today);
  });
});
