import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { location, variant } from "./catalog.ts";

/**
 * Counters of one variant at one location: a projection of `stock_movement`, whose sums they must equal.
 * The CHECK is the last wall against overselling: what is promised never passes what is there less safety.
 * `short` is how many promised units a later count or feed no longer finds; only a correction raises it, never a promise.
 */
export const stockLevel = pgTable(
  "stock_level",
  {
    locationId: text("location_id")
      .notNull()
      .references(() => location.locationId),
    variant: integer("variant")
      .notNull()
      .references(() => variant.variant),
    onHand: integer("on_hand").notNull().default(0),
    reserved: integer("reserved").notNull().default(0),
    leased: integer("leased").notNull().default(0),
    safety: integer("safety").notNull().default(0),
    unavailable: integer("unavailable").notNull().default(0),
    short: integer("short").notNull().default(0),
    /** When on hand was last read off the world (count or feed), not when the row was last written. */
    asOf: timestamp("as_of", { withTimezone: true }).notNull().defaultNow(),
    version: bigint("version", { mode: "number" }).notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.locationId, table.variant] }),
    index("stock_level_feed").on(table.locationId, table.version),
    check("stock_level_not_oversold", sql`reserved + leased <= greatest(on_hand - unavailable - safety, 0) + short`),
    check("stock_level_counts", sql`reserved >= 0 and leased >= 0 and safety >= 0 and unavailable >= 0 and short >= 0`),
  ],
);

export const MOVEMENT_KINDS = ["opening", "import", "count", "reserve", "release", "ship", "adjust", "sale"] as const;

/** The append-only ledger: who moved what, why, when, from which phone, for which document. */
export const stockMovement = pgTable(
  "stock_movement",
  {
    movementId: bigint("movement_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    locationId: text("location_id").notNull(),
    variant: integer("variant").notNull(),
    kind: text("kind").$type<(typeof MOVEMENT_KINDS)[number]>().notNull(),
    onHandDelta: integer("on_hand_delta").notNull().default(0),
    reservedDelta: integer("reserved_delta").notNull().default(0),
    /** When it happened in the world; `recordedAt` is when head office learnt of it. */
    happenedAt: timestamp("happened_at", { withTimezone: true }).notNull().defaultNow(),
    recordedAt: timestamp("recorded_at", { withTimezone: true }).notNull().defaultNow(),
    orderId: uuid("order_id"),
    /** Such as the name of the imported file. */
    document: text("document"),
    associateId: uuid("associate_id"),
    deviceId: uuid("device_id"),
    commandId: uuid("command_id"),
  },
  (table) => [
    index("stock_movement_place").on(table.locationId, table.variant, table.happenedAt),
    index("stock_movement_order").on(table.orderId),
  ],
);
