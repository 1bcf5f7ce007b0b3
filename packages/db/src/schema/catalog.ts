import { sql } from "drizzle-orm";
import { bigint, boolean, date, doublePrecision, index, integer, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";

/** A style and its place in the packed catalogue. `version` is the catalogue feed's version of its last change. */
export const style = pgTable(
  "style",
  {
    styleId: text("style_id").primaryKey(),
    ordinal: integer("ordinal").notNull().unique(),
    title: text("title").notNull(),
    brand: text("brand").notNull().default(""),
    category: text("category").notNull().default(""),
    department: text("department").notNull().default(""),
    description: text("description").notNull().default(""),
    tags: jsonb("tags").$type<string[]>().notNull().default([]),
    image: text("image").notNull().default(""),
    currency: text("currency").notNull(),
    optionNames: jsonb("option_names").$type<string[]>().notNull().default([]),
    isActive: boolean("is_active").notNull().default(true),
    version: bigint("version", { mode: "number" }).notNull().default(0),
  },
  (table) => [uniqueIndex("style_lower_id").on(sql`lower(${table.styleId})`), index("style_feed").on(table.version)],
);

/** `variant` is the ordinal: the variant's place in every packed stock column, never given twice. */
export const variant = pgTable(
  "variant",
  {
    variant: integer("variant").primaryKey(),
    styleId: text("style_id")
      .notNull()
      .references(() => style.styleId),
    /** Order among the style's variants. */
    position: integer("position").notNull(),
    sku: text("sku").notNull(),
    /** By this it is looked up: under row-level security Postgres uses no index on an expression such as `lower(sku)`. */
    skuKey: text("sku_key").notNull().generatedAlwaysAs(sql`lower(sku)`),
    gtin14: text("gtin14"),
    optionValues: jsonb("option_values").$type<string[]>().notNull().default([]),
    priceMinor: integer("price_minor").notNull(),
    isActive: boolean("is_active").notNull().default(true),
  },
  (table) => [
    uniqueIndex("variant_sku_key").on(table.skuKey),
    index("variant_gtin14").on(table.gtin14),
    index("variant_style").on(table.styleId),
  ],
);

/** A place that holds stock. `hours` is a WeekHours of `@aisle/domain`. Rows of feed `network`. */
export const location = pgTable(
  "location",
  {
    locationId: text("location_id").primaryKey(),
    name: text("name").notNull(),
    kind: text("kind").$type<"store" | "warehouse">().notNull(),
    latitude: doublePrecision("latitude"),
    longitude: doublePrecision("longitude"),
    timeZone: text("time_zone").notNull().default("UTC"),
    hours: jsonb("hours").$type<({ opens: number; closes: number } | null)[]>().notNull().default([]),
    phone: text("phone").notNull().default(""),
    address: text("address").notNull().default(""),
    /** Stores that one regional manager looks after; empty where there are no regions. */
    regionId: text("region_id").notNull().default(""),
    isActive: boolean("is_active").notNull().default(true),
    version: bigint("version", { mode: "number" }).notNull().default(0),
  },
  (table) => [index("location_feed").on(table.version)],
);

/** Day a location is next due a delivery of a variant; part of its stock column. */
export const incoming = pgTable(
  "incoming",
  {
    locationId: text("location_id")
      .notNull()
      .references(() => location.locationId),
    variant: integer("variant")
      .notNull()
      .references(() => variant.variant),
    units: integer("units").notNull(),
    dueOn: date("due_on").notNull(),
  },
  (table) => [uniqueIndex("incoming_place").on(table.locationId, table.variant)],
);
