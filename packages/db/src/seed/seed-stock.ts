import type { Tx } from "../client.ts";
import type { DemoChain } from "./demo-types.ts";
import { insertRows } from "./insert-rows.ts";

export async function insertPlaces(tx: Tx, { locations }: DemoChain): Promise<void> {
  await insertRows(tx, {
    table: "location",
    columns: {
      location_id: "text",
      name: "text",
      kind: "text",
      latitude: "double precision",
      longitude: "double precision",
      time_zone: "text",
      hours: "jsonb",
      phone: "text",
      address: "text",
    },
    rows: locations.map((place) => [
      place.locationId,
      place.name,
      place.kind,
      place.latitude,
      place.longitude,
      place.timeZone,
      place.hours,
      place.phone,
      place.address,
    ]),
  });
}

/** Styles in the chain's order; a variant keeps the ordinal the chain gave it. */
export async function insertCatalogue(tx: Tx, { styles }: DemoChain): Promise<void> {
  await insertRows(tx, {
    table: "style",
    columns: {
      style_id: "text",
      ordinal: "integer",
      title: "text",
      brand: "text",
      category: "text",
      department: "text",
      description: "text",
      tags: "jsonb",
      image: "text",
      currency: "text",
      option_names: "jsonb",
    },
    rows: styles.map((style, ordinal) => [
      style.styleId,
      ordinal,
      style.title,
      style.brand,
      style.category,
      style.department,
      style.description,
      style.tags,
      style.image,
      style.currency,
      style.optionNames,
    ]),
  });
  await insertRows(tx, {
    table: "variant",
    columns: {
      variant: "integer",
      style_id: "text",
      position: "integer",
      sku: "text",
      gtin14: "text",
      option_values: "jsonb",
      price_minor: "integer",
    },
    rows: styles.flatMap(({ styleId, variants }) =>
      variants.map((variant, position) => [
        variant.ordinal,
        styleId,
        position,
        variant.sku,
        variant.gtin14,
        variant.optionValues,
        variant.priceMinor,
      ]),
    ),
  });
}

/** Counters, the opening lines that explain them, and deliveries on their way. */
export async function insertStock(tx: Tx, { stock, today }: DemoChain): Promise<void> {
  const asOf = new Date(today).toISOString();
  await insertRows(tx, {
    table: "stock_level",
    columns: { location_id: "text", variant: "integer", on_hand: "integer", safety: "integer", as_of: "timestamptz" },
    rows: stock.map(({ locationId, variant, onHand, safety }) => [locationId, variant, onHand, safety, asOf]),
  });
  await insertRows(tx, {
    table: "stock_movement",
    columns: {
      location_id: "text",
      variant: "integer",
      kind: "text",
      on_hand_delta: "integer",
      happened_at: "timestamptz",
      recorded_at: "timestamptz",
      document: "text",
    },
    rows: stock
      .filter(({ onHand }) => onHand > 0)
      .map(({ locationId, variant, onHand }) => [locationId, variant, "opening", onHand, asOf, asOf, "demo chain"]),
  });
  await insertRows(tx, {
    table: "incoming",
    columns: { location_id: "text", variant: "integer", units: "integer", due_on: "date" },
    rows: stock.flatMap(({ locationId, variant, incoming }) =>
      incoming ? [[locationId, variant, incoming.units, incoming.dueOn]] : [],
    ),
  });
}
