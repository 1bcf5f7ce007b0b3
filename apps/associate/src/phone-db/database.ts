import type { DeviceId } from "@aisle/domain";
import type { RescueAnswer, RescueLabel, TableName } from "@aisle/protocol";
import type { FeedRow, OutboxRow, StockColumn, StoredPart, SyncState } from "@aisle/sync";
import Dexie, { type EntityTable, type Table } from "dexie";

/** The phone's own facts: where it stands with head office, and which phone it is. */
export type MetaRow = ({ readonly key: "sync" } & SyncState) | { readonly key: "device"; readonly deviceId: DeviceId };

/** Small things the app remembers for itself, such as the client in focus; a page reads its own key and checks what it finds. */
export type SettingRow = { readonly key: string; readonly value: unknown };

/** Rows that change one by one: the primary key, then the indexes. `feed` lets a feed leave with all its rows. */
const ROW_TABLES = {
  associates: "associateId, feed",
  customers: "customerId, feed",
  locations: "locationId, feed",
  orders: "orderId, feed, customerId, bookedAt",
} satisfies Record<TableName, string>;

/** What another phone could not send, sealed by it, until head office has answered and somebody has seen the answer. */
export type RescuedPackage = RescueLabel & {
  /** SHA-256 of the bytes, so that taking one in twice is one row. */
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Epoch ms by this phone's clock. */
  readonly takenAt: number;
  readonly answer: Exclude<RescueAnswer, { readonly kind: "try-later" }> | null;
  /** Epoch ms of the answer; 0 while there is none. */
  readonly answeredAt: number;
  readonly isSeen: boolean;
};

export const PHONE_DATABASE = "aisle";

/**
 * Everything the phone keeps. The catalogue and stock rest packed (a row per part, a row per location): 100,000 SKUs as rows
 * take ten times longer to write and to read. No migrations of synced data: a new shape downloads it again; the outbox stays.
 */
export class AisleDatabase extends Dexie {
  declare readonly meta: Table<MetaRow, MetaRow["key"]>;
  declare readonly settings: Table<SettingRow, string>;
  declare readonly outbox: Table<OutboxRow, number, Omit<OutboxRow, "order">>;
  declare readonly rescued: Table<RescuedPackage, string>;
  declare readonly parts: Table<StoredPart, number>;
  declare readonly stock: Table<StockColumn, string>;
  declare readonly associates: EntityTable<FeedRow<"associates">, "associateId">;
  declare readonly customers: EntityTable<FeedRow<"customers">, "customerId">;
  declare readonly locations: EntityTable<FeedRow<"locations">, "locationId">;
  declare readonly orders: EntityTable<FeedRow<"orders">, "orderId">;

  constructor(name: string = PHONE_DATABASE) {
    // Strict: a booking is called saved only when it is on the disk, not in a buffer the next crash takes along.
    super(name, { chromeTransactionDurability: "strict" });
    this.version(1).stores({
      meta: "key",
      settings: "key",
      // outcomeAt 0 finds what waits; outcome.kind finds what needs a person.
      outbox: "++order, &id, outcomeAt, outcome.kind",
      // The second index of each lets a reader see what changed without reading the bodies.
      parts: "part, [part+sha]",
      stock: "locationId, [locationId+version]",
      ...ROW_TABLES,
    });
    // answeredAt 0 finds what head office has not answered.
    this.version(2).stores({ rescued: "id, answeredAt" });
  }
}
