// Clients and orders as they rest on the phone: each row sealed by itself, AES-256-GCM.
//
//   row --JSON--> ct    under the key of its feed, with   iv  12 random bytes, another one each time
//                                                         aad table|key|version: a row put in another's place does not open
//
// 1. In the clear lie only the feed, the table, the row's id and its version. None of them says anything about a client.
// 2. WebCrypto never runs inside a transaction of IndexedDB, which would end there: rows are sealed before and opened after.

import type { FeedId, RowOf, TableName } from "@aisle/protocol";

/** Tables that hold personal data of clients. */
export const SEALED_TABLES = ["customers", "orders"] as const satisfies readonly TableName[];
export type SealedTable = (typeof SEALED_TABLES)[number];
export type PlainTable = Exclude<TableName, SealedTable>;

export type RowPlace = {
  readonly feed: FeedId;
  readonly table: SealedTable;
  readonly key: string;
  /** The feed's version it came with. */
  readonly version: number;
};

export type SealedRow = RowPlace & { readonly iv: Uint8Array<ArrayBuffer>; readonly ct: ArrayBuffer };

/** Who reads and writes sealed rows now. */
export type RowKeys = {
  /** The key of a feed's rows; null while nobody who may read them has unlocked the phone. */
  readonly keyOf: (feed: FeedId) => CryptoKey | null;
  /** Whether the feed is followed for whoever holds the phone. What rests here of others is left alone meanwhile. */
  readonly isFollowed: (feed: FeedId) => boolean;
};

const IV_BYTES = 12;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function isSealedTable(table: TableName): table is SealedTable {
  return SEALED_TABLES.some((each) => each === table);
}

/** Whether a feed may carry rows of sealed tables. */
export function isPersonal(feed: FeedId): boolean {
  return feed.startsWith("associate:") || feed.startsWith("store:");
}

export async function sealRow(key: CryptoKey, place: RowPlace, row: unknown): Promise<SealedRow> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const ct = await crypto.subtle.encrypt(algorithm(place, iv), key, encoder.encode(JSON.stringify(row)));
  const { feed, table, key: id, version } = place;
  return { feed, table, key: id, version, iv, ct };
}

/** The row as it came. Rejects where it was altered, moved, or sealed under another key. */
export async function openRow<Table extends SealedTable>(key: CryptoKey, sealed: SealedRow): Promise<RowOf<Table>> {
  const text = await crypto.subtle.decrypt(algorithm(sealed, sealed.iv), key, sealed.ct);
  // Boundary: only rows of this table were sealed in its name.
  return JSON.parse(decoder.decode(text)) as RowOf<Table>;
}

function algorithm({ table, key, version }: RowPlace, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: encoder.encode(`${table}|${key}|${version}`) };
}
