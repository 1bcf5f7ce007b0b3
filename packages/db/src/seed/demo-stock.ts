import { DAY, type Location, LocationId, type Style, type Variant } from "@aisle/domain";
import { isoDay, nextWeekday, startOfDay } from "./demo-days.ts";
import type { DemoStockLevel } from "./demo-types.ts";
import { createSeeded, type Seeded } from "./seeded.ts";

const TUESDAY = 2;
/** How much of the range a store carries, and how deep, against an ordinary one. */
const FLAGSHIPS = new Set(["union-square", "soho", "santa-monica"]);
/** One style in 50 is sold out in the whole chain; one variant in 30 has a single unit left anywhere. */
const SOLD_OUT_STYLES = 0.02;
const LAST_ONES = 0.033;

/**
 * What every place has of every variant it carries. Stores carry part of the range and run out at the ends of a size run
 * first; the warehouse carries everything and is deep in the middle sizes.
 */
export function buildStock(options: {
  readonly seed: number;
  readonly today: number;
  readonly locations: readonly Location[];
  readonly styles: readonly Style[];
}): DemoStockLevel[] {
  const random = createSeeded(options.seed, "stock");
  const stores = options.locations.filter(({ kind }) => kind === "store");
  const warehouses = options.locations.filter(({ kind }) => kind === "warehouse");

  return options.styles.flatMap((style) => {
    if (style.styleId === "merino-trench-coat") return trenchCoatStock(style, options);
    const soldOut = random.chance(SOLD_OUT_STYLES);
    const popularity = 0.5 + random.next();
    const carriers = stores.filter(({ locationId }) => random.chance(FLAGSHIPS.has(locationId) ? 0.85 : 0.5));
    const weightOf = sizeWeights(style);
    return style.variants.flatMap((variant) => {
      const weight = weightOf(variant);
      const lastAt = !soldOut && random.chance(LAST_ONES) ? random.pick(stores) : null;
      const places = lastAt && !carriers.includes(lastAt) ? [...carriers, lastAt] : carriers;
      const inStores = places.map(({ locationId }) => {
        const depth = weight * popularity * (FLAGSHIPS.has(locationId) ? 2.4 : 1.6);
        const shelf = drawUnits(random, depth);
        const onHand = soldOut || lastAt ? Number(locationId === lastAt?.locationId) : shelf;
        const safety = onHand >= 4 && random.chance(0.2) ? 1 : 0;
        return { locationId, variant: variant.ordinal, onHand, safety, incoming: drawDelivery(random, options.today, onHand) };
      });
      const inWarehouses = warehouses.map(({ locationId }) => {
        const empty = soldOut || lastAt !== null || random.chance(0.06);
        const onHand = empty ? 0 : Math.round(weight * popularity * random.between(6, 40)) + 1;
        const incoming = drawDelivery(random, options.today, onHand, 12);
        return { locationId, variant: variant.ordinal, onHand, safety: onHand >= 10 ? 2 : 0, incoming };
      });
      return [...inStores, ...inWarehouses];
    });
  });
}

/** From 0.35 at the ends of the style's size run to 1.25 in its middle; 1 where there is one size. */
function sizeWeights(style: Style): (variant: Variant) => number {
  const sizes = [...new Set(style.variants.map((variant) => variant.optionValues[1]))];
  const middle = (sizes.length - 1) / 2;
  if (middle === 0) return () => 1;
  return (variant) => 1.25 - 0.9 * (Math.abs(sizes.indexOf(variant.optionValues[1]) - middle) / middle);
}

/** Units on a shelf: mostly nought to three, now and then a full one. */
function drawUnits(random: Seeded, depth: number): number {
  if (random.chance(0.28 / depth)) return 0;
  return Math.round(depth * (random.next() + random.next() ** 5 * 4)) + (random.chance(0.5) ? 1 : 0);
}

/** The next delivery, on a Tuesday, for some of what has run low. `units` is the most a delivery brings to a store: 4. */
function drawDelivery(random: Seeded, today: number, onHand: number, most = 4): DemoStockLevel["incoming"] {
  if (onHand > 1 || !random.chance(onHand === 0 ? 0.3 : 0.1)) return null;
  const tuesday = nextWeekday(today, TUESDAY) + random.between(0, 3) * 7 * DAY;
  return { units: random.between(1, most), dueOn: isoDay(tuesday) };
}

// The coat of the walk-through, unit by unit: M in Camel is gone at Union Square, three hang at Market Street, the
// warehouse has plenty, and nobody else has one.
const TRENCH_SIZES = ["XS", "S", "M", "L", "XL"];
const TRENCH_UNITS: Record<string, Record<string, readonly number[]>> = {
  "union-square": { Camel: [2, 1, 0, 3, 0], Navy: [4, 5, 2, 2, 1], Ivory: [0, 2, 3, 1, 0], Forest: [1, 0, 1, 2, 1] },
  "market-street": { Camel: [1, 2, 3, 2, 1], Navy: [1, 2, 2, 0, 0], Ivory: [0, 1, 0, 1, 0] },
  soho: { Camel: [2, 3, 0, 1, 2], Navy: [2, 2, 4, 3, 1], Forest: [1, 2, 2, 2, 0] },
  "back-bay": { Camel: [0, 1, 0, 2, 1], Navy: [1, 1, 1, 1, 1] },
  warehouse: { Camel: [12, 31, 46, 38, 14], Navy: [10, 22, 30, 24, 9], Ivory: [6, 12, 18, 11, 4], Forest: [5, 9, 16, 12, 0] },
};

function trenchCoatStock(
  style: Style,
  { today, locations }: { today: number; locations: readonly Location[] },
): DemoStockLevel[] {
  const dueOn = isoDay(nextWeekday(startOfDay(today), TUESDAY));
  return Object.entries(TRENCH_UNITS).flatMap(([place, unitsByColour]) => {
    const locationId = LocationId.parse(place);
    if (!locations.some((location) => location.locationId === locationId)) return [];
    return style.variants.flatMap((variant) => {
      const [colour = "", size = ""] = variant.optionValues;
      const onHand = unitsByColour[colour]?.[TRENCH_SIZES.indexOf(size)];
      if (onHand === undefined) return [];
      const incoming = place === "union-square" && colour === "Camel" && size === "M" ? { units: 2, dueOn } : null;
      return [{ locationId, variant: variant.ordinal, onHand, safety: place === "warehouse" && onHand >= 10 ? 2 : 0, incoming }];
    });
  });
}
