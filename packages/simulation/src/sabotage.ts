import type { OwnersDatabase } from "@aisle/db";
import type { ExchangeDeps } from "@aisle/server/testing";
import type { SyncStorage, Transport } from "@aisle/sync";
import type { Disk } from "./world/phone.ts";

/** A broken variant of one part, put in place of the real one: a canary. A proof that cannot see it proves nothing. */
export type Sabotage = {
  readonly run?: (database: OwnersDatabase) => NonNullable<ExchangeDeps["run"]>;
  /** A broken storage. `pause` ends at another turn of the tab: between two transactions of what should have been one. */
  readonly storage?: (disk: Disk, real: SyncStorage, pause: () => Promise<void>) => SyncStorage;
  readonly transport?: () => (real: Transport) => Transport;
  /** Other text for one of head office's named statements. */
  readonly rewrite?: (statement: Statement) => string;
  /** Statements run on the database before its first story. */
  readonly prepare?: string;
  /** Where every feed stands, for a variant that counts in another way: rows of `feed_id`, `head`. */
  readonly heads?: string;
  /** A client or a person moves store without a word to the phones of the old one. */
  readonly forgetsTombstones?: true;
};

export type Statement = { readonly name: string; readonly text: string };
