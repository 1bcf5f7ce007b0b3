import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { associate } from "./staff.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Who somebody is at an identity provider. Found by `associate.login` once, by the provider's own subject ever after. */
export const identity = pgTable(
  "identity",
  {
    issuer: text("issuer").notNull(),
    subject: text("subject").notNull(),
    associateId: uuid("associate_id")
      .notNull()
      .references(() => associate.associateId),
    linkedAt: timestamp("linked_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.issuer, table.subject] }), index("identity_associate").on(table.associateId)],
);

/** A passkey. `counter` never goes back, or the key was copied. */
export const passkey = pgTable(
  "passkey",
  {
    credentialId: text("credential_id").primaryKey(),
    associateId: uuid("associate_id")
      .notNull()
      .references(() => associate.associateId),
    publicKey: bytea("public_key").notNull(),
    counter: bigint("counter", { mode: "number" }).notNull().default(0),
    transports: jsonb("transports").$type<string[]>().notNull().default([]),
    /** The make of authenticator, as it says itself. */
    aaguid: text("aaguid").notNull().default(""),
    isBackedUp: boolean("is_backed_up").notNull().default(false),
    addedAt: timestamp("added_at", { withTimezone: true }).notNull().defaultNow(),
    lastUsedAt: timestamp("last_used_at", { withTimezone: true }),
  },
  (table) => [index("passkey_associate").on(table.associateId)],
);

/** A link that lets one person in once, to add a passkey. Only the token's SHA-256 is kept. */
export const oneTimeLink = pgTable("one_time_link", {
  tokenHash: text("token_hash").primaryKey(),
  associateId: uuid("associate_id")
    .notNull()
    .references(() => associate.associateId),
  /** Null for the first administrator's, which the first start prints. */
  madeBy: uuid("made_by"),
  expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  usedAt: timestamp("used_at", { withTimezone: true }),
});

/** Something begun that must be finished by the same phone: a passkey's challenge, a visit to the identity provider. */
export const pendingProof = pgTable("pending_proof", {
  proofId: text("proof_id").primaryKey(),
  deviceId: uuid("device_id"),
  associateId: uuid("associate_id"),
  kind: text("kind").$type<"passkey-new" | "passkey" | "identity-provider" | "step-up">().notNull(),
  secret: jsonb("secret").$type<Record<string, string>>().notNull(),
  expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
});

/** Wrong tries by what was tried, such as `pin:<person>`: they outlive a restart, and count for every process. */
export const wrongTry = pgTable("wrong_try", {
  key: text("key").primaryKey(),
  times: integer("times").notNull(),
  waitUntil: timestamp("wait_until", { withTimezone: true }),
  lastAt: timestamp("last_at", { withTimezone: true }).notNull().defaultNow(),
});
