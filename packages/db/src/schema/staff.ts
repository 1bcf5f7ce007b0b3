import { bigint, boolean, customType, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { location } from "./catalog.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

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
    /** What the identity provider calls this person, such as a work e-mail; null for somebody it does not know. */
    login: text("login").unique(),
    /** `scrypt$<N>$<salt base64>$<hash base64>`, or null for a person who cannot sign in by PIN. */
    pinHash: text("pin_hash"),
    isActive: boolean("is_active").notNull().default(true),
    version: bigint("version", { mode: "number" }).notNull().default(0),
  },
  (table) => [index("associate_feed").on(table.locationId, table.version)],
);

/** A phone. `lastSeq` is the last command taken from it; the row lock on it puts its commands in order. */
export const device = pgTable("device", {
  deviceId: uuid("device_id").primaryKey(),
  locationId: text("location_id")
    .notNull()
    .references(() => location.locationId),
  /** What people call it, such as `Union Square 04`. */
  name: text("name").notNull().default(""),
  /** The phone's P-256 public key (SPKI, DER): signs what it sends. Null for one that was never added by a manager. */
  publicKey: bytea("public_key"),
  addedBy: uuid("added_by"),
  lastSeq: bigint("last_seq", { mode: "number" }).notNull().default(0),
  /** The link after `lastSeq`; null where none is known, as before protocol 2: then the phone's own word begins it. */
  chain: text("chain"),
  /** How often the phone's chain did not fit: two phones with one identity, or commands that came to harm. */
  chainBreaks: integer("chain_breaks").notNull().default(0),
  /** Nothing is answered to this phone any more, and nothing of it is removed. */
  revokedAt: timestamp("revoked_at", { withTimezone: true }),
  revokedBy: uuid("revoked_by"),
  /** When the phone said that it has put away its unsent work and forgotten everything else. */
  wipedAt: timestamp("wiped_at", { withTimezone: true }),
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
    /** What a list of sessions calls it; opens nothing. */
    sessionId: uuid("session_id").notNull().unique().defaultRandom(),
    associateId: uuid("associate_id")
      .notNull()
      .references(() => associate.associateId),
    deviceId: uuid("device_id")
      .notNull()
      .references(() => device.deviceId),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    /** How the shift was begun. */
    way: text("way").$type<"identity-provider" | "passkey" | "pin" | "link">().notNull().default("pin"),
    lastSeenAt: timestamp("last_seen_at", { withTimezone: true }).notNull().defaultNow(),
    /** Until when the person counts as having just proven themselves, for what needs it. */
    steppedUpUntil: timestamp("stepped_up_until", { withTimezone: true }),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [index("session_associate").on(table.associateId), index("session_device").on(table.deviceId)],
);

/** A phone's way in: one use, a quarter of an hour. Only the code's SHA-256 is kept. */
export const phoneCode = pgTable("phone_code", {
  codeHash: text("code_hash").primaryKey(),
  locationId: text("location_id")
    .notNull()
    .references(() => location.locationId),
  phoneName: text("phone_name").notNull(),
  /** Null for a code that the command line or the demo made. */
  madeBy: uuid("made_by").references(() => associate.associateId),
  expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  usedAt: timestamp("used_at", { withTimezone: true }),
  deviceId: uuid("device_id"),
});

/** What a revoked phone could not send any more, sealed by it; a manager takes it in. */
export const phoneDeposit = pgTable("phone_deposit", {
  depositId: uuid("deposit_id").primaryKey(),
  deviceId: uuid("device_id")
    .notNull()
    .references(() => device.deviceId),
  sealed: bytea("sealed").notNull(),
  at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
  takenInAt: timestamp("taken_in_at", { withTimezone: true }),
  takenInBy: uuid("taken_in_by"),
});
