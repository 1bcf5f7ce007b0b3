import { bigint, boolean, customType, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { location } from "./catalog.ts";

/** A person who works here. A row of feed `store:<location>`; the PIN's hash never travels. */
export const associate = pgTable(
  "associate",
  {
    associateId: uuid("associate_id").primaryKey(),
    name: text("name").notNull(),
    role: text("role").$type<"associate" | "lead" | "manager" | "regional" | "admin">().notNull(),
    locationId: text("location_id")
      .notNull()
      .references(() => location.locationId),
    /** `scrypt$<N>$<salt base64>$<hash base64>`, or null for a person who cannot sign in by PIN. */
    pinHash: text("pin_hash"),
    isActive: boolean("is_active").notNull().default(true),
    version: bigint("version", { mode: "number" }).notNull().default(0),
  },
  (table) => [index("associate_feed").on(table.locationId, table.version)],
);

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A phone. `lastSeq` is the last command taken from it; the row lock on it puts its commands in order. */
export const device = pgTable("device", {
  deviceId: uuid("device_id").primaryKey(),
  locationId: text("location_id")
    .notNull()
    .references(() => location.locationId),
  lastSeq: bigint("last_seq", { mode: "number" }).notNull().default(0),
  /** The link after `lastSeq`; null where none is known, as before protocol 2: then the phone's own word begins it. */
  chain: text("chain"),
  /** How often the phone's chain did not fit: two phones with one identity, or commands that came to harm. */
  chainBreaks: integer("chain_breaks").notNull().default(0),
  /** Nothing is answered to this phone any more, and nothing of it is removed. */
  revokedAt: timestamp("revoked_at", { withTimezone: true }),
  /** What the phone said last: commands that wait on it, and its own state of health. */
  waitingCount: integer("waiting_count"),
  appState: jsonb("app_state"),
  /** When phone and head office last compared what they have, and how many commands head office lacked. */
  lastAccountAt: timestamp("last_account_at", { withTimezone: true }),
  lastAccountUnknown: integer("last_account_unknown"),
  /** Up to which number the phone has said that it holds every answer. */
  outcomesKept: bigint("outcomes_kept", { mode: "number" }).notNull().default(0),
  appVersion: text("app_version").notNull().default(""),
  /** 32 random bytes that this phone and head office share: opens its rescue packages. Null until it first asked for it. */
  rescueKey: bytea("rescue_key"),
  addedAt: timestamp("added_at", { withTimezone: true }).notNull().defaultNow(),
  lastContactAt: timestamp("last_contact_at", { withTimezone: true }).notNull().defaultNow(),
});

/** A signed-in person on a phone. Only the token's SHA-256 is kept. */
export const session = pgTable(
  "session",
  {
    tokenHash: text("token_hash").primaryKey(),
    associateId: uuid("associate_id")
      .notNull()
      .references(() => associate.associateId),
    deviceId: uuid("device_id")
      .notNull()
      .references(() => device.deviceId),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("session_associate").on(table.associateId)],
);
