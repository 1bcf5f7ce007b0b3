import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgSequence,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { location, variant } from "./catalog.ts";
import { customer } from "./customers.ts";

/** Order numbers people say aloud. Gaps are harmless: nothing reads forward by it. */
export const orderNumber = pgSequence("order_number", { startWith: 10_001 });

/** A booking; its id is the phone's. A row of feed `store:<location that booked it>` while it is current. */
export const customerOrder = pgTable(
  "customer_order",
  {
    orderId: uuid("order_id").primaryKey(),
    number: bigint("number", { mode: "number" }).notNull().unique(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customer.customerId),
    locationId: text("location_id")
      .notNull()
      .references(() => location.locationId),
    associateId: uuid("associate_id").notNull(),
    deviceId: uuid("device_id"),
    state: text("state").$type<"confirmed" | "packed" | "on-its-way" | "delivered" | "cancelled">().notNull(),
    channel: text("channel").$type<"ship-to-home" | "in-store" | "online">().notNull(),
    method: text("method").$type<"standard" | "express">().notNull(),
    arrivesOn: date("arrives_on"),
    shipTo: jsonb("ship_to").$type<{
      line1: string;
      line2: string;
      city: string;
      region: string;
      postalCode: string;
      country: string;
    }>(),
    currency: text("currency").notNull(),
    totalMinor: integer("total_minor").notNull(),
    bookedAt: timestamp("booked_at", { withTimezone: true }).notNull().defaultNow(),
    /** Phones hold it: it is open, or of the last 90 days. History stays at head office. */
    isCurrent: boolean("is_current").notNull().default(true),
    version: bigint("version", { mode: "number" }).notNull().default(0),
  },
  (table) => [
    index("customer_order_feed").on(table.locationId, table.version),
    index("customer_order_customer").on(table.customerId),
    index("customer_order_current").on(table.bookedAt).where(sql`is_current`),
  ],
);

export const orderLine = pgTable(
  "order_line",
  {
    orderId: uuid("order_id")
      .notNull()
      .references(() => customerOrder.orderId),
    line: integer("line").notNull(),
    variant: integer("variant")
      .notNull()
      .references(() => variant.variant),
    quantity: integer("quantity").notNull(),
    priceMinor: integer("price_minor").notNull(),
    /** The building that ships it, or where it was sold. */
    sourceLocationId: text("source_location_id").notNull(),
    arrivesOn: date("arrives_on"),
    /** Every candidate building with the reason it was taken or left: SourcingStep[] of `@aisle/domain`. */
    sourcing: jsonb("sourcing").notNull().default([]),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.line] })],
);

/** Units of a line promised from one building. Released or consumed by state, never deleted. */
export const reservation = pgTable(
  "reservation",
  {
    orderId: uuid("order_id").notNull(),
    line: integer("line").notNull(),
    locationId: text("location_id").notNull(),
    variant: integer("variant").notNull(),
    quantity: integer("quantity").notNull(),
    state: text("state").$type<"firm" | "released" | "consumed">().notNull().default("firm"),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.line] }),
    index("reservation_place").on(table.locationId, table.variant),
  ],
);
