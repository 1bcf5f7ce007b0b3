import type { DatabaseDoor } from "./with-database.ts";

export type Wiped = { readonly ok: true } | { readonly ok: false; readonly unsent: number };

/**
 * Takes everything off this phone, unless something on it was never answered by head office: that is the only copy.
 * The phone's own id stays, so that head office goes on counting this phone's commands where it was.
 */
export function wipe(door: DatabaseDoor): Promise<Wiped> {
  return door.bulk((db) =>
    db.transaction("rw", db.tables, async (): Promise<Wiped> => {
      const unsent = await db.outbox.where({ outcomeAt: 0 }).count();
      if (unsent > 0) return { ok: false, unsent };
      const sync = await db.meta.get("sync");
      for (const table of db.tables) if (table.name !== "meta") await table.clear();
      if (sync?.key === "sync") {
        await db.meta.put({ ...sync, cursor: {}, catalogue: null, heardAt: null });
      }
      return { ok: true };
    }),
  );
}
