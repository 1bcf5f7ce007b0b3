import type { DeviceId, LocationId } from "@aisle/domain";
import type { RescueAnswer, RescueLabel } from "@aisle/protocol";
import type { FeedRow, RestingRow, StockColumn, StoredPart, SyncState } from "@aisle/sync";
import Dexie, { type EntityTable, type Table } from "dexie";
import type { PersonOnPhone } from "../vault/person-on-phone.ts";
import { isPersonal, type PlainTable, type SealedRow } from "./sealed-rows.ts";

/** As whom head office has this phone. */
export type JoinedAs = {
  readonly phoneName: string;
  readonly store: { readonly locationId: LocationId; readonly name: string };
};

/** The phone's own facts: where it stands with head office, which phone it is, and the key that shows it. */
export type MetaRow =
  | ({ readonly key: "sync" } & SyncState)
  | { readonly key: "device"; readonly deviceId: DeviceId }
  | {
      readonly key: "phone-key";
      readonly privateKey: CryptoKey;
      /** SPKI, base64url. */
      readonly publicKey: string;
      /** Null until head office took it, and again once head office does not know it any more. */
      readonly joined: JoinedAs | null;
    };

/** Small things the app remembers for itself, such as the client in focus; a page reads its own key and checks what it finds. */
export type SettingRow = { readonly key: string; readonly value: unknown };

/** Rows that change one by one: the primary key, then the indexes. `feed` lets a feed leave with all its rows. */
const ROW_TABLES = {
  associates: "associateId, feed",
  locations: "locationId, feed",
} satisfies Record<PlainTable, string>;

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
  declare readonly outbox: Table<RestingRow, number, Omit<RestingRow, "order">>;
  declare readonly rescued: Table<RescuedPackage, string>;
  declare readonly parts: Table<StoredPart, number>;
  declare readonly stock: Table<StockColumn, string>;
  declare readonly associates: EntityTable<FeedRow<"associates">, "associateId">;
  declare readonly locations: EntityTable<FeedRow<"locations">, "locationId">;
  /** Clients and orders, each row under the key of the feed it came by: see sealed-rows.ts. */
  declare readonly sealed: Table<SealedRow, [string, string, string]>;
  /** Who may open them on this phone: see vault/vault.ts. */
  declare readonly people: Table<PersonOnPhone, string>;

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
      customers: "customerId, feed",
      orders: "orderId, feed, customerId, bookedAt",
    });
    // answeredAt 0 finds what head office has not answered.
    this.version(2).stores({ rescued: "id, answeredAt" });
    // What lay here in the clear goes, and comes again sealed. One row may come by two people's feeds: the feed is part of the key.
    this.version(3)
      .stores({ customers: null, orders: null, sealed: "[feed+table+key], feed, table, [table+key]", people: "associateId" })
      .upgrade(async (change) => {
        const sync = await change.table<MetaRow, string>("meta").get("sync");
        if (sync?.key === "sync") await change.table("meta").put({ ...sync, cursor: withoutPersonal(sync.cursor) });
        await change.table("settings").bulkDelete(["people", "pin-key", "wrong-pins", "focus"]);
      });
  }
}

/** A feed that carried clients or orders is read anew. */
function withoutPersonal(cursor: SyncState["cursor"]): SyncState["cursor"] {
  return Object.fromEntries(Object.entries(cursor).filter(([feed]) => !isPersonal(feed)));
}
