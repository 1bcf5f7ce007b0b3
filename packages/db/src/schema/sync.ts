import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/** Which life of the database this is: one row. A restore or failover gives it a new epoch. */
export const databaseLife = pgTable("database_life", {
  one: integer("one").primaryKey().default(1),
  epoch: uuid("epoch").notNull().defaultRandom(),
  /** Which cluster, on which timeline, this epoch belongs to; null where the database does not say. */
  cluster: text("cluster"),
});

/** `head` is the last version: bumped under its row lock in the writing transaction, so nothing commits behind a cursor. */
export const feed = pgTable("feed", {
  feedId: text("feed_id").primaryKey(),
  head: bigint("head", { mode: "number" }).notNull().default(0),
  /** Tombstones up to here are pruned; a cursor below it starts over. */
  floor: bigint("floor", { mode: "number" }).notNull().default(0),
});

/** A row that left a feed: deleted, or moved to another. */
export const tombstone = pgTable(
  "tombstone",
  {
    feedId: text("feed_id").notNull(),
    tableName: text("table_name").notNull(),
    key: text("key").notNull(),
    version: bigint("version", { mode: "number" }).notNull(),
    /** When the row left: by it a tombstone is forgotten. */
    at: timestamp("at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.feedId, table.tableName, table.key] }),
    index("tombstone_feed").on(table.feedId, table.version),
    index("tombstone_at").on(table.at),
  ],
);

/** The one answer to one command. Two walls against doubles: the id, and the phone's own count. */
export const commandOutcome = pgTable(
  "command_outcome",
  {
    commandId: uuid("command_id").primaryKey(),
    deviceId: uuid("device_id").notNull(),
    /** Null for a command that another phone brought in: it has no number of its own. */
    seq: bigint("seq", { mode: "number" }),
    name: text("name").notNull(),
    commandVersion: integer("command_version").notNull(),
    /** SHA-256 of name, version and arguments: the same id with other content is refused. */
    argsHash: text("args_hash").notNull(),
    kind: text("kind").$type<"applied" | "adjusted" | "refused" | "failed">().notNull(),
    code: text("code"),
    outcome: jsonb("outcome").notNull(),
    associateId: uuid("associate_id").notNull(),
    /** It had been accepted once, was lost in a restore, and could not be accepted again. */
    superseded: boolean("superseded").notNull().default(false),
    /** Who brought it in for a phone that could not send it itself. */
    takenInBy: uuid("taken_in_by"),
    issuedAt: timestamp("issued_at", { withTimezone: true }).notNull(),
    decidedAt: timestamp("decided_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [uniqueIndex("command_outcome_device_seq").on(table.deviceId, table.seq)],
);

/** How often a command has thrown. After three times it is parked as `failed`, so that the ones behind it go on. */
export const commandFault = pgTable("command_fault", {
  commandId: uuid("command_id").primaryKey(),
  times: integer("times").notNull().default(1),
  lastIncident: text("last_incident").notNull(),
  /** Since when it waits for a head office new enough to know it; null for one that only threw. */
  heldSince: timestamp("held_since", { withTimezone: true }),
  lastAt: timestamp("last_at", { withTimezone: true }).notNull().defaultNow(),
});
