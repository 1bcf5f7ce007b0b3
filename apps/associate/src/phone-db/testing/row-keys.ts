import type { AisleDatabase } from "../database.ts";
import { openRow, type RowKeys, type SealedTable } from "../sealed-rows.ts";

/** A phone that somebody has unlocked who may read everything on it. */
export async function makeRowKeys(): Promise<RowKeys> {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return { keyOf: () => key, isFollowed: () => true };
}

/** What a table's sealed rows hold, each with the feed it came by. */
export async function openAll<Table extends SealedTable>(
  db: AisleDatabase,
  table: Table,
  keys: RowKeys,
): Promise<readonly (Awaited<ReturnType<typeof openRow<Table>>> & { readonly feed: string })[]> {
  const rows = await db.sealed.where({ table }).toArray();
  return Promise.all(
    rows.map(async (row) => {
      const key = keys.keyOf(row.feed);
      if (!key) throw new Error(`nobody has unlocked ${row.feed}`);
      return { ...(await openRow<Table>(key, row)), feed: row.feed };
    }),
  );
}
