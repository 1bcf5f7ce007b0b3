export {
  createDatabase,
  createServerDatabase,
  type Database,
  type DatabaseOptions,
  type OwnersDatabase,
  type Querying,
  type Tx,
  type TxContext,
  withTx,
} from "./client.ts";
export { type Context, DOOR, OFFICE } from "./context.ts";
export { ConnectionLost, isTransient, violatedConstraint } from "./database-fault.ts";
export { type EmbeddedOptions, type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.ts";
export { type EmbeddedFaultKind, EmbeddedPostgresFault } from "./embedded-fault.ts";
export * from "./feeds.ts";
export { migrate } from "./migrate.ts";
export { MigrationFault, type MigrationFaultKind } from "./migration-fault.ts";
export { hashPin, type PinFit, verifyPin } from "./pins.ts";
export * as schema from "./schema/index.ts";
export { refuseUnbound } from "./walls/raise-walls.ts";
