import { type Location, LocationId } from "@aisle/domain";
import { describe, expect, it } from "vitest";
import { quoteFrom, shelfOf } from "../../queries/promise.ts";
import { sizeAnswer } from "./size-answers.ts";
import { openWords, whereRows } from "./where-it-is.ts";

// Tuesday, November 24, 2026, 10:16 AM in San Francisco.
const NOW = Date.parse("2026-11-24T18:16:00Z");
const MINUTES_AGO = "2026-11-24T18:09:00Z";

const place = (id: string, name: string, kind: Location["kind"], latitude: number, longitude: number): Location => ({
  locationId: LocationId.parse(id),
  name,
  kind,
  latitude,
  longitude,
  timeZone: "America/Los_Angeles",
  hours: Array.from({ length: 7 }, () => ({ opens: 600, closes: 1260 })),
  phone: "",
  address: "",
});
const union = place("union-square", "Union Square", "store", 37.788, -122.4075);
const market = place("market-street", "Market Street", "store", 37.7785, -122.4165);
const warehouse = place("warehouse", "Warehouse", "warehouse", 39.508, -119.762);
const locations = new Map<string, Location>([union, market, warehouse].map((each) => [each.locationId, each]));
const arrivals = new Map([
  ["union-square", "2026-11-28"],
  ["market-street", "2026-11-30"],
  ["warehouse", "2026-11-27"],
]);
const variant = { sku: "LQ-TRENCH-CAM-M" as never, ordinal: 2, gtin14: null, optionValues: ["Camel", "M"], priceMinor: 49800 };

type Units = Readonly<Record<string, number>>;
const shelf = (units: Units, options: { promised?: number; asOf?: string; due?: number } = {}) =>
  shelfOf(variant, {
    stock: {
      level: (locationId) => ({
        available: units[locationId] ?? 0,
        promisable: units[locationId] ?? 0,
        incoming: locationId === "union-square" && options.due ? { units: options.due, on: "2026-12-01" } : null,
        asOf: options.asOf ?? MINUTES_AGO,
      }),
    },
    locations,
    home: union.locationId,
    arrivals,
    promised: { units: (locationId) => (locationId === "warehouse" ? (options.promised ?? 0) : 0) },
  });
const rowsOf = (read: ReturnType<typeof shelf>) => {
  const asked = { destination: union, method: "standard", from: null, now: NOW } as const;
  const { steps } = quoteFrom(read.places, asked);
  return whereRows({ places: read.places, steps, home: union, now: NOW }).map(({ place, note, quantity }) => [
    place,
    note,
    quantity,
  ]);
};

describe("where an item is", () => {
  it("puts the best promise first and says what each place means for the client", () => {
    expect(rowsOf(shelf({ "market-street": 3, warehouse: 55 }, { due: 2 }))).toEqual([
      ["Warehouse", "At home Fri, Nov 27", "40+"],
      ["Market Street", "0.8 mi · open till 9", "3"],
      ["This store", "Next delivery Tue, 2 due", "0"],
    ]);
  });

  it("puts this store first when the client can take it now", () => {
    expect(rowsOf(shelf({ "union-square": 2, warehouse: 5 }))[0]).toEqual(["This store", "On the shelf now", "2"]);
  });

  it("does not promise another store's last one", () => {
    const last = shelf({ "market-street": 1 });
    expect(last.state).toBe("none");
    expect(rowsOf(last)[1]).toEqual(["Market Street", "0.8 mi · open till 9 · last one stays there", "1"]);
  });

  it("subtracts what this phone has promised and head office has not answered for", () => {
    expect(shelf({ warehouse: 1 }).arrivesOn).toBe("2026-11-27");
    expect(shelf({ warehouse: 1 }, { promised: 1 }).state).toBe("none");
  });

  it("says when a store opens and closes by its own clock", () => {
    expect(openWords(market, NOW)).toBe("open till 9");
    expect(openWords(market, Date.parse("2026-11-24T16:00:00Z"))).toBe("opens at 10");
    expect(openWords({ ...market, hours: [] }, NOW)).toBe("closed today");
  });
});

describe("a size and its answer", () => {
  const answer = (read: ReturnType<typeof shelf>) => {
    const { note, spoken, state } = sizeAnswer({ value: "M", variant, shelf: read, now: NOW, isBooked: false });
    return { note, spoken, state };
  };

  it("reads as a whole sentence", () => {
    expect(answer(shelf({ "union-square": 2 }))).toEqual({ note: "2 here", spoken: "2 here.", state: "here" });
    expect(answer(shelf({ warehouse: 2 }))).toEqual({
      note: "ship",
      spoken: "Not here. Ships by Friday, November 27.",
      state: "ship",
    });
    expect(answer(shelf({}))).toEqual({ note: "none", spoken: "Not here, and nobody can ship it.", state: "none" });
  });

  it("sends people to the shelf when the record is below zero or more than two hours old", () => {
    expect(answer(shelf({ "union-square": -1, warehouse: 2 }))).toEqual({
      note: "check shelf",
      spoken: "Check the shelf. Ships by Friday, November 27.",
      state: "ship",
    });
    expect(answer(shelf({ "union-square": 2 }, { asOf: "2026-11-24T16:00:00Z" })).spoken).toContain("Check the shelf");
  });
});
