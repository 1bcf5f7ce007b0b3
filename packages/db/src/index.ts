export { createDatabase, type Database, type DatabaseOptions, type Querying, type Tx, type TxContext, withTx } from "./client.ts";
export { ConnectionLost, isTransient, violatedConstraint } from "./database-fault.ts";
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";
export { type EmbeddedFaultKind, EmbeddedPostgresFault } from "./embedded-fault.ts";
export * from "./feeds.ts";
export { MigrationFault, type MigrationFaultKind, migrate } from "./migrate.ts";
export { hashPin, type PinFit, verifyPin } from "./pins.ts";
export * as schema from "./schema/index.ts";
