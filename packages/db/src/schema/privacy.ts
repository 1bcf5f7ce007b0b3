import { bigint, boolean, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { customer } from "./customers.ts";
import { associate } from "./staff.ts";

/** A client in somebody's day: what their phone may hold of the client book. A row of feed `associate:<associate>`. */
export const dayClient = pgTable(
  "day_client",
  {
    associateId: uuid("associate_id")
      .notNull()
      .references(() => associate.associateId),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customer.customerId),
    /** Theirs for good, or for a while because of an order, an appointment or a look. */
    why: text("why").$type<"mine" | "order" | "opened">().notNull(),
    /** Until when; null for one that is theirs. */
    until: timestamp("until", { withTimezone: true }),
    version: bigint("version", { mode: "number" }).notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.associateId, table.customerId] }),
    index("day_client_feed").on(table.associateId, table.version),
    index("day_client_customer").on(table.customerId),
    index("day_client_until").on(table.until),
  ],
);

/** Who looked at whose profile, when and why. Only ever added to. */
export const accessLog = pgTable(
  "access_log",
  {
    /** Made by the phone for a look without signal, so that telling it twice is one line. */
    accessId: uuid("access_id").primaryKey(),
    associateId: uuid("associate_id").notNull(),
    deviceId: uuid("device_id"),
    locationId: text("location_id").notNull(),
    customerId: uuid("customer_id").notNull(),
    what: text("what").$type<"profile" | "export" | "erase">().notNull(),
    /** What the person gave as the reason; empty where none was asked for. */
    reason: text("reason").notNull().default(""),
    wasOffline: boolean("was_offline").notNull().default(false),
    at: timestamp("at", { withTimezone: true }).notNull(),
    heardAt: timestamp("heard_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("access_log_customer").on(table.customerId, table.at),
    index("access_log_associate").on(table.associateId, table.at),
  ],
);

/** Every yes and no of a client, with its proof. Only ever added to; the latest per channel and purpose counts. */
export const consentEvent = pgTable(
  "consent_event",
  {
    eventId: uuid("event_id").primaryKey(),
    customerId: uuid("customer_id").notNull(),
    channel: text("channel").$type<"text" | "email" | "call">().notNull(),
    purpose: text("purpose").$type<"service" | "marketing">().notNull(),
    isGiven: boolean("is_given").notNull(),
    /** How it was given: the words shown, and by which way. */
    proof: jsonb("proof").$type<{ readonly words: string; readonly how: string }>().notNull(),
    associateId: uuid("associate_id"),
    deviceId: uuid("device_id"),
    at: timestamp("at", { withTimezone: true }).notNull(),
  },
  (table) => [index("consent_event_customer").on(table.customerId, table.at)],
);

/** Clients who were erased. It holds nothing but the id, and is kept beside the database too: a restored backup erases them again. */
export const erasure = pgTable("erasure", {
  customerId: uuid("customer_id").primaryKey(),
  askedBy: uuid("asked_by"),
  at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
});

/** What a security team wants to know: refused, altered, locked, revoked. Only ever added to, and without personal data. */
export const securityEvent = pgTable(
  "security_event",
  {
    eventId: uuid("event_id").primaryKey().defaultRandom(),
    kind: text("kind").notNull(),
    associateId: uuid("associate_id"),
    deviceId: uuid("device_id"),
    locationId: text("location_id"),
    detail: jsonb("detail").$type<Record<string, string | number | boolean>>().notNull().default({}),
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("security_event_at").on(table.at)],
);
