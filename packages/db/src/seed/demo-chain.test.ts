import { availableToPromise, chooseSource, DAY, Gtin14, LocationId, milesBetween, type Style } from "@aisle/domain";
import { describe, expect, test } from "vitest";
import { buildDemoChain } from "./demo-chain.ts";
import { isoDay, nextWeekday } from "./demo-days.ts";
import { SHAPES } from "./demo-shapes.ts";
import type { DemoChain } from "./demo-types.ts";

const TODAY = Date.UTC(2026, 10, 24, 20, 16);
const SEED = 1901;
const chain = buildDemoChain({ seed: SEED, today: TODAY });
const variants = chain.styles.flatMap((style) => style.variants);

describe("the demo chain as a whole", () => {
  test("has the same counts for the same seed", () => {
    const counts = {
      locations: chain.locations.length,
      styles: chain.styles.length,
      variants: variants.length,
      stockLevels: chain.stock.length,
      units: chain.stock.reduce((sum, level) => sum + level.onHand, 0),
      associates: chain.associates.length,
      clients: chain.clients.length,
      orders: chain.orders.length,
    };
    expect(counts).toMatchInlineSnapshot(`
      {
        "associates": 60,
        "clients": 3000,
        "locations": 13,
        "orders": 480,
        "stockLevels": 78788,
        "styles": 1200,
        "units": 266109,
        "variants": 9849,
      }
    `);
  });

  test("is built twice alike, and differently under another seed", () => {
    expect(buildDemoChain({ seed: SEED, today: TODAY })).toEqual(chain);
    expect(buildDemoChain({ seed: SEED + 1, today: TODAY }).clients[5]).not.toEqual(chain.clients[5]);
  });

  test("moves every date by a year of weeks when today moves by a year of weeks", () => {
    const weeks = 52 * 7 * DAY;
    const later = buildDemoChain({ seed: SEED, today: TODAY + weeks });
    const shift = (iso: string | null) => iso && isoDay(Date.parse(iso) + weeks);
    const dates = ({ stock, orders, clients }: DemoChain) => [
      ...stock.map((level) => level.incoming?.dueOn ?? null),
      ...orders.flatMap((order) => [order.arrivesOn, order.bookedAt, ...order.lines.map((line) => line.arrivesOn)]),
      ...clients.flatMap((client) => client.notes.map((note) => note.at)),
    ];
    expect(dates(later).map((date) => date && isoDay(Date.parse(date)))).toEqual(dates(chain).map(shift));
  });
});

describe("items", () => {
  test("follow the range plan, line by line", () => {
    const count = (match: (style: Style) => boolean) => chain.styles.filter(match).length;
    for (const { category, department, image, styles } of SHAPES.map((shape) => ({ ...shape, image: `drawn:${shape.shape}` }))) {
      expect(count((style) => style.category === category && style.department === department && style.image === image)).toBe(
        styles,
      );
    }
  });

  test("have SKUs that are unique without regard to letter case, and handles that are unique", () => {
    expect(new Set(variants.map(({ sku }) => sku.toLowerCase())).size).toBe(variants.length);
    expect(new Set(chain.styles.map(({ styleId }) => styleId)).size).toBe(chain.styles.length);
    expect(variants.map(({ ordinal }) => ordinal)).toEqual(variants.map((_, index) => index));
  });

  test("carry valid GTINs under the prefix for demonstrations, each once", () => {
    const gtins = variants.map(({ gtin14 }) => gtin14);
    expect(gtins.filter((gtin) => !Gtin14.safeParse(gtin).success || !gtin?.startsWith("0952"))).toEqual([]);
    expect(new Set(gtins).size).toBe(gtins.length);
  });

  test("have a price, a picture, a description and one value per option", () => {
    for (const style of chain.styles) {
      expect(style.image).toMatch(/^drawn:[a-z]+$/);
      expect(style.description).toMatch(/^\S.*\.$/);
      for (const variant of style.variants) {
        expect(variant.optionValues).toHaveLength(style.optionNames.length);
        expect(variant.priceMinor).toBeGreaterThan(1000);
      }
    }
  });
});

describe("stock", () => {
  test("of the trench coat is what the walk-through says", () => {
    const trench = styleNamed("Merino Trench Coat");
    expect(trench).toMatchObject({ brand: "Lindqvist", styleId: "merino-trench-coat", image: "drawn:coat" });
    expect(trench.variants.map(({ priceMinor }) => priceMinor)).toEqual(trench.variants.map(() => 49_800));
    const here = ["XS", "S", "M", "L", "XL"].map((size) => onHand("union-square", trench, "Camel", size));
    expect(here).toEqual([2, 1, 0, 3, 0]);
    expect(chain.stock.filter(({ variant }) => variant === ordinalOf(trench, "Camel", "M"))).toEqual([
      expect.objectContaining({ locationId: "union-square", incoming: { units: 2, dueOn: "2026-12-01" } }),
      expect.objectContaining({ locationId: "market-street", onHand: 3, safety: 0 }),
      expect.objectContaining({ locationId: "soho", onHand: 0 }),
      expect.objectContaining({ locationId: "back-bay", onHand: 0 }),
      expect.objectContaining({ locationId: "warehouse", onHand: 46, safety: 2 }),
    ]);
  });

  test("lets the warehouse ship the coat to Union Square's clients on any day of the week", () => {
    const ordinal = ordinalOf(styleNamed("Merino Trench Coat"), "Camel", "M");
    const destination = chain.locations[0];
    if (!destination) throw new Error("a store is missing");
    const candidates = chain.locations.map((location) => {
      const level = chain.stock.find(({ locationId, variant }) => locationId === location.locationId && variant === ordinal);
      return { location, available: level ? level.onHand - level.safety : 0 };
    });
    const chosen = [0, 1, 2, 3, 4, 5, 6].map((day) => {
      const now = TODAY + day * DAY;
      return chooseSource({ candidates, destination, quantity: 1, method: "standard", now }).chosen?.locationId;
    });
    expect(new Set(chosen)).toEqual(new Set(["warehouse"]));
  });

  test("is never below safety where there is any, and never negative", () => {
    for (const { onHand: units, safety } of chain.stock) {
      expect(units).toBeGreaterThanOrEqual(0);
      expect(availableToPromise({ onHand: units, safety, reserved: 0, leased: 0, unavailable: 0 })).toBeGreaterThanOrEqual(0);
    }
  });

  test("names each place and variant once", () => {
    expect(new Set(chain.stock.map(({ locationId, variant }) => `${locationId} ${variant}`)).size).toBe(chain.stock.length);
  });

  test("has gaps: styles sold out everywhere, last ones, and sizes missing at Union Square", () => {
    const units = variants.map(() => 0);
    for (const level of chain.stock) units[level.variant] = (units[level.variant] ?? 0) + level.onHand;
    const soldOut = chain.styles.filter((style) => style.variants.every(({ ordinal }) => units[ordinal] === 0)).length;
    const lastOnes = units.filter((count) => count === 1).length;
    const here = chain.stock.filter(({ locationId }) => locationId === "union-square");
    const missingHere = here.filter((level) => level.onHand === 0).length / here.length;
    expect(soldOut).toBeGreaterThan(8);
    expect(lastOnes).toBeGreaterThan(150);
    expect(missingHere).toBeGreaterThan(0.15);
    expect(missingHere).toBeLessThan(0.45);
  });

  test("is due on a Tuesday in the coming four weeks", () => {
    const days = new Set(chain.stock.flatMap(({ incoming }) => (incoming ? [incoming.dueOn] : [])));
    const tuesdays = [0, 1, 2, 3].map((week) => isoDay(nextWeekday(TODAY, 2) + week * 7 * DAY));
    expect([...days].sort()).toEqual(tuesdays);
  });
});

describe("places", () => {
  test("are twelve stores and a warehouse, Market Street 0.8 miles from Union Square and open till nine", () => {
    expect(chain.locations.map(({ kind }) => kind)).toEqual([...Array.from({ length: 12 }, () => "store"), "warehouse"]);
    const [union, market] = ["union-square", "market-street"].map((id) =>
      chain.locations.find(({ locationId }) => locationId === LocationId.parse(id)),
    );
    if (!union || !market) throw new Error("a store is missing");
    expect(milesBetween(union, market)).toBeCloseTo(0.8, 1);
    expect(market.hours.every((day) => day?.closes === 21 * 60)).toBe(true);
  });

  test("have time zones this machine knows and seven days of hours", () => {
    for (const { timeZone, hours } of chain.locations) {
      expect(() => new Intl.DateTimeFormat("en", { timeZone })).not.toThrow();
      expect(hours).toHaveLength(7);
      for (const day of hours) if (day) expect(day.opens).toBeLessThan(day.closes);
    }
  });
});

function styleNamed(title: string): Style {
  const style = chain.styles.find((candidate) => candidate.title === title);
  if (!style) throw new Error(`no style is called ${title}`);
  return style;
}

function ordinalOf(style: Style, ...options: string[]): number {
  return style.variants.find(({ optionValues }) => optionValues.join() === options.join())?.ordinal ?? -1;
}

function onHand(place: string, style: Style, ...options: string[]): number | undefined {
  const ordinal = ordinalOf(style, ...options);
  return chain.stock.find(({ locationId, variant }) => locationId === LocationId.parse(place) && variant === ordinal)?.onHand;
}
