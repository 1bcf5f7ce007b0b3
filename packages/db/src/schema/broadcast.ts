import { customType, index, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const bytes = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** A part of the broadcast lane as it is served, so that every server process can serve what any of them has built. */
export const broadcastPart = pgTable(
  "broadcast_part",
  {
    /** SHA-256 of the part's JSON, in hex: its address. */
    sha: text("sha").primaryKey(),
    /** The JSON, compressed. */
    body: bytes("body").notNull(),
    /** When a manifest last named it, to within minutes. */
    namedAt: timestamp("named_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("broadcast_part_named").on(table.namedAt)],
);
