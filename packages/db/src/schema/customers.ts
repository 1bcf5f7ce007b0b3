import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { location } from "./catalog.ts";
import { associate } from "./staff.ts";

/** A client. Travels to those whose day holds them (`day_client`), and to nobody else. */
export const customer = pgTable(
  "customer",
  {
    customerId: uuid("customer_id").primaryKey(),
    name: text("name").notNull(),
    phone: text("phone").notNull().default(""),
    email: text("email").notNull().default(""),
    homeLocationId: text("home_location_id")
      .notNull()
      .references(() => location.locationId),
    associateId: uuid("associate_id").references(() => associate.associateId),
    since: integer("since").notNull(),
    wears: jsonb("wears").$type<string[]>().notNull().default([]),
    consentText: boolean("consent_text").notNull().default(false),
    consentEmail: boolean("consent_email").notNull().default(false),
    consentCall: boolean("consent_call").notNull().default(false),
    /** The retailer's own number for this client, so that an import finds it again. */
    externalId: text("external_id").unique(),
    /** Opening this profile asks for a reason, and tells the manager. */
    isVip: boolean("is_vip").notNull().default(false),
    /** The last order, message or visit: by it a client is forgotten one day. */
    lastContactAt: timestamp("last_contact_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("customer_home").on(table.homeLocationId),
    index("customer_associate").on(table.associateId),
    index("customer_contact").on(table.lastContactAt),
  ],
);

/** `position` 0 is where orders go unless said otherwise. */
export const customerAddress = pgTable(
  "customer_address",
  {
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customer.customerId),
    position: integer("position").notNull(),
    line1: text("line1").notNull(),
    line2: text("line2").notNull().default(""),
    city: text("city").notNull(),
    region: text("region").notNull().default(""),
    postalCode: text("postal_code").notNull(),
    country: text("country").notNull(),
  },
  (table) => [primaryKey({ columns: [table.customerId, table.position] })],
);

export const customerNote = pgTable(
  "customer_note",
  {
    noteId: uuid("note_id").primaryKey(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customer.customerId),
    text: text("text").notNull(),
    associateId: uuid("associate_id"),
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("customer_note_customer").on(table.customerId)],
);
