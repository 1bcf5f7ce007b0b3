import type { AisleDatabase } from "../database.ts";
import { openRow, type RowKeys, type SealedTable } from "../sealed-rows.ts";

const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);

/** A phone that somebody has unlocked who may read everything on it. */
export const TEST_ROW_KEYS: RowKeys = { keyOf: () => key, isFollowed: () => true };

/** A phone that nobody has unlocked. */
export const LOCKED_ROW_KEYS: RowKeys = { keyOf: () => null, isFollowed: () => true };

/** What a table's sealed rows hold, each with the feed it came by. */
export async function openAll<Table extends SealedTable>(db: AisleDatabase, table: Table) {
  const rows = await db.sealed.where({ table }).toArray();
  return Promise.all(rows.map(async (row) => ({ ...(await openRow<Table>(key, row)), feed: row.feed })));
}
