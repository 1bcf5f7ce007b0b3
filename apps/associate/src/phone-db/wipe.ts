import { needsAPerson, type RestingRow } from "@aisle/sync";
import type { AisleDatabase, RescuedPackage } from "./database.ts";
import type { DatabaseDoor } from "./with-database.ts";

/** What only this phone has, its own and what it carries for another: whoever takes everything off it decides about exactly this. */
export type InTheWay = {
  /** Never sent. */
  readonly unsent: readonly string[];
  /** Sent, and the answer never came: head office may or may not have it. */
  readonly unknown: readonly string[];
  /** Refused or otherwise than asked, and nobody has dealt with it. */
  readonly unseen: readonly string[];
};

export type Wiped = { readonly ok: true } | { readonly ok: false; readonly inTheWay: InTheWay };

export function nothingInTheWay({ unsent, unknown, unseen }: InTheWay): boolean {
  return unsent.length + unknown.length + unseen.length === 0;
}

/** By the phone alone: `leave.ts` asks head office first about what is unknown. */
export function readInTheWay(door: DatabaseDoor): Promise<InTheWay> {
  return door.call(async (db) => inTheWayOf(await readKept(db)));
}

/**
 * Takes everything off this phone, unless it holds what no one else has and no person has decided about: `decided` names what
 * they gave up, id by id, so that an action which came in between is not lost with it. The phone's own id and its numbers stay,
 * so that head office goes on counting this phone's commands where it was.
 */
export function wipe(door: DatabaseDoor, decided: readonly string[] = []): Promise<Wiped> {
  return door.bulk((db) =>
    db.transaction("rw", db.tables, async (): Promise<Wiped> => {
      const { rows, carried } = await readKept(db);
      const isOpen = ({ id }: { readonly id: string }) => !decided.includes(id);
      const inTheWay = inTheWayOf({ rows: rows.filter(isOpen), carried: carried.filter(isOpen) });
      if (!nothingInTheWay(inTheWay)) return { ok: false, inTheWay };
      const sync = await db.meta.get("sync");
      for (const table of db.tables) if (table.name !== "meta") await table.clear();
      if (sync?.key === "sync") {
        await db.meta.put({ ...sync, cursor: {}, catalogue: null, heardAt: null });
      }
      return { ok: true };
    }),
  );
}

type Kept = { readonly rows: readonly RestingRow[]; readonly carried: readonly RescuedPackage[] };

async function readKept(db: AisleDatabase): Promise<Kept> {
  return { rows: await db.outbox.toArray(), carried: await db.rescued.toArray() };
}

function inTheWayOf({ rows, carried }: Kept): InTheWay {
  const ids = (which: (row: RestingRow) => boolean) => rows.filter(which).map((row) => row.id);
  const packages = (which: (each: RescuedPackage) => boolean) => carried.filter(which).map((each) => each.id);
  return {
    unsent: [...ids((row) => row.outcome === null && row.seq === null), ...packages((each) => each.answer === null)],
    unknown: ids((row) => row.outcome === null && row.seq !== null),
    unseen: [
      ...ids((row) => row.outcome !== null && needsAPerson(row)),
      ...packages((each) => each.answer !== null && !each.isSeen),
    ],
  };
}

/**
 * Takes everything off this phone, its id and its key too, for one that was taken out of use; false, and nothing is removed,
 * while something waits that was not put into a package.
 */
export function becomeNew(door: DatabaseDoor): Promise<boolean> {
  return door.bulk((db) =>
    db.transaction("rw", db.tables, async () => {
      const waiting = await db.outbox.where({ outcomeAt: 0 }).toArray();
      if (waiting.some((row) => row.packedAt === undefined)) return false;
      for (const table of db.tables) await table.clear();
      return true;
    }),
  );
}
