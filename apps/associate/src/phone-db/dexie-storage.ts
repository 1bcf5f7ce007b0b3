// The phone's storage over Dexie. What changes is decided by the pure rules of packages/sync; here it is only read and written,
// each call in one transaction. Every call may run twice (with-database.ts), so each finds out what a first run has done.

import { type FeedId, type OkReply, type Patch, type PatchRows, TABLES } from "@aisle/protocol";
import * as sync from "@aisle/sync";
import type { Table } from "dexie";
import type { AisleDatabase } from "./database.ts";
import { isSealedTable, openRow, type PlainTable, type RowKeys, SEALED_TABLES, type SealedRow, sealRow } from "./sealed-rows.ts";
import { type DatabaseDoor, StorageNotTrusted } from "./with-database.ts";

export function createDexieStorage(door: DatabaseDoor, keys: RowKeys): sync.SyncStorage {
  return {
    readState: () => door.call((db) => readState(db)),

    enqueue: async (draft) => {
      if (!door.isTrusted()) throw new StorageNotTrusted("nothing is called saved on a phone whose storage failed");
      return door.call((db) =>
        db.transaction("rw", db.outbox, async () => {
          const { replaces } = draft.label;
          const known = (await db.outbox.get({ id: draft.id })) ?? (replaces && (await replacementOf(db, replaces)));
          if (known) return known;
          const order = await db.outbox.add(withoutOrder(sync.newRow(draft, 0)));
          if (replaces) await setAside(db, { id: replaces, acknowledged: true });
          return sync.newRow(draft, order);
        }),
      );
    },

    withdraw: (id) =>
      door.call((db) =>
        db.transaction("rw", db.outbox, async () => {
          const rows = await waiting(db);
          if (!sync.canWithdraw(id, rows)) return false;
          const replaces = rows.find((row) => row.id === id)?.label.replaces;
          await db.outbox.where({ id }).delete();
          if (replaces) await setAside(db, { id: replaces, acknowledged: false });
          return true;
        }),
      ),

    withdrawWith: (id) =>
      door.call((db) =>
        db.transaction("rw", db.outbox, async () => {
          const rows = await waiting(db);
          const ids = sync.withdrawableWith(id, rows);
          for (const { id: each, label } of rows.filter((row) => ids?.includes(row.id))) {
            await db.outbox.where({ id: each }).delete();
            if (label.replaces) await setAside(db, { id: label.replaces, acknowledged: false });
          }
          return ids !== null;
        }),
      ),

    endGrace: () =>
      door.call((db) =>
        db.transaction("rw", db.outbox, async () => {
          await db.outbox.where({ outcomeAt: 0 }).modify({ notBefore: 0 });
        }),
      ),

    acknowledge: (id) =>
      door.call((db) =>
        db.transaction("rw", db.outbox, async () => {
          await setAside(db, { id, acknowledged: true });
        }),
      ),

    takeBatch: (limits) =>
      door.call((db) =>
        db.transaction("rw", db.meta, db.outbox, async () => {
          const [state, rows] = [await readState(db), await waiting(db)];
          const taken = sync.takeBatch(rows, state, limits);
          const after = { ...state, nextSeq: taken.nextSeq, chain: taken.chain };
          if (taken.rows.length > 0) {
            await db.outbox.bulkPut([...taken.rows]);
            await writeState(db, after);
          }
          const stand = { ...after, cursor: parted(after.cursor, keys).followed };
          const outcomesKept = sync.outcomesKept(rows, state.nextSeq);
          return { ...taken, stand, chain: taken.rows[0]?.prev, outcomesKept, waiting: rows.length };
        }),
      ),

    apply: async ({ stand, reply: said, now }) => {
      const { reply, sealed } = await sealReply(said, keys);
      return door.bulk((db) =>
        db.transaction("rw", [db.meta, db.outbox, ...feedTables(db)], async () => {
          const state = await readState(db);
          const { followed, others } = parted(state.cursor, keys);
          const about = { state: { ...state, cursor: followed }, waiting: await waiting(db), stand, reply, now };
          const plan = sync.planAnswer(about);
          await db.outbox.bulkPut([...plan.answered]);
          for (const feed of plan.drop) await dropFeed(db, feed);
          let rows = 0;
          for (const patch of plan.patches) {
            rows += await applyPatch(db, patch, reply.serverTime);
            rows += await applySealed(db, patch, { rows: sealed.get(patch) ?? [], keys });
          }
          await writeState(db, { ...plan.state, cursor: { ...others, ...plan.state.cursor } });
          return { answered: plan.answered.map((row) => row.id), feeds: plan.patches.map((patch) => patch.feed), rows };
        }),
      );
    },

    settle: ({ epoch, outcomes, now }) =>
      door.call((db) =>
        db.transaction("rw", db.meta, db.outbox, async () => {
          if (epoch !== (await readState(db)).epoch) return [];
          const answered = sync.answerRows(await waiting(db), outcomes, now);
          await db.outbox.bulkPut(answered);
          return answered.map((row) => row.id);
        }),
      ),

    restamp: ({ stand, expected, chain }) =>
      door.call((db) =>
        db.transaction("rw", db.meta, db.outbox, async () => {
          const state = await readState(db);
          if (stand.nextSeq !== state.nextSeq || stand.epoch !== state.epoch) return;
          const again = sync.restamp(await db.outbox.orderBy("order").toArray(), { nextSeq: expected, chain });
          await db.outbox.bulkPut([...again.rows]);
          await writeState(db, { ...state, nextSeq: again.nextSeq, chain: again.chain });
        }),
      ),

    startOver: ({ feeds, epoch }) =>
      door.bulk((db) =>
        db.transaction("rw", [db.meta, db.outbox, ...feedTables(db)], async () => {
          const outbox = await db.outbox.orderBy("order").toArray();
          const plan = sync.planStartOver({ state: await readState(db), outbox, feeds, epoch });
          await db.outbox.bulkPut([...plan.offered]);
          if (plan.drop === "all") for (const table of feedTables(db)) await table.clear();
          else for (const feed of plan.drop) await dropFeed(db, feed);
          await writeState(db, plan.state);
        }),
      ),

    readFeed: async (feed) => {
      const held = await door.call((db) =>
        db.transaction("r", [db.meta, ...feedTables(db)], async () => {
          const { epoch, cursor } = await readState(db);
          const version = cursor[feed];
          if (epoch === null || version === undefined) return null;
          const plain: Record<string, unknown[]> = {};
          for (const name of plainTables())
            plain[name] = (await rowTable(db, name).where({ feed }).toArray()).map(sync.withoutFeed);
          const locationId = sync.locationOfFeed(feed);
          const column = locationId === null ? undefined : await db.stock.get(locationId);
          return {
            epoch,
            version,
            plain,
            sealed: await db.sealed.where({ feed }).toArray(),
            stock: column ? sync.stockChanges(column) : [],
          };
        }),
      );
      if (!held) return null;
      const key = keys.keyOf(feed);
      // What nobody here can read now is compared another time.
      if (held.sealed.length > 0 && !key) return null;
      const rows = held.plain;
      for (const name of SEALED_TABLES) {
        const own = held.sealed.filter((row) => row.table === name);
        rows[name] = key ? await Promise.all(own.map((row) => openRow(key, row))) : [];
      }
      // Boundary: each table holds the rows that came for it.
      return { epoch: held.epoch, version: held.version, content: { rows: rows as PatchRows, stock: held.stock } };
    },

    prune: (before) =>
      door.call((db) =>
        db.transaction("rw", db.outbox, async () => {
          const answered = db.outbox.where("outcomeAt").above(0);
          await answered.filter((row) => sync.isForgettable(row, before)).delete();
        }),
      ),

    storedParts: () =>
      door.call(async (db) => {
        const keys = await db.parts.orderBy("[part+sha]").keys();
        // Boundary: the keys of a compound index are typed by Dexie as any of its keys; this one's are [part, sha].
        return (keys as unknown as [number, string][]).map(([part, sha]) => ({ part, sha }));
      }),

    putParts: ({ epoch, parts, whole }) =>
      door.bulk((db) =>
        db.transaction("rw", db.meta, db.parts, async () => {
          const state = await readState(db);
          if (epoch !== state.epoch) return;
          await db.parts.bulkPut([...parts]);
          if (!whole) return;
          await db.parts
            .where("part")
            .noneOf([...whole.keep])
            .delete();
          await writeState(db, { ...state, catalogue: whole.held });
        }),
      ),

    putStock: ({ epoch, parts }) =>
      door.bulk((db) =>
        db.transaction("rw", db.meta, db.stock, async () => {
          const state = await readState(db);
          if (epoch !== state.epoch) return;
          const newer = parts.filter((part) => sync.isNewer(state, part));
          await db.stock.bulkPut(newer.map(sync.packStock));
          const cursor = Object.fromEntries(newer.map((part) => [`location:${part.locationId}`, part.version]));
          await writeState(db, { ...state, cursor: { ...state.cursor, ...cursor } });
        }),
      ),
  };
}

/** Where the phone stands; what a new phone begins with when nothing was written yet. */
export async function readState(db: AisleDatabase): Promise<sync.SyncState> {
  const row = await db.meta.get("sync");
  if (row?.key !== "sync") return sync.NEW_PHONE;
  const { key: _key, ...state } = row;
  // An app of before the chain wrote none down.
  return { ...sync.NEW_PHONE, ...state };
}

async function writeState(db: AisleDatabase, state: sync.SyncState): Promise<void> {
  const { epoch, nextSeq, chain, cursor, catalogue, heardAt } = state;
  await db.meta.put({ key: "sync", epoch, nextSeq, chain, cursor, catalogue, heardAt });
}

function waiting(db: AisleDatabase): PromiseLike<sync.RestingRow[]> {
  return db.outbox.where({ outcomeAt: 0 }).sortBy("order");
}

/** Read through: it is asked for only when a person sends a refused command again. */
function replacementOf(db: AisleDatabase, id: string): PromiseLike<sync.RestingRow | undefined> {
  return db.outbox.filter((row) => row.label.replaces === id).first();
}

async function setAside(db: AisleDatabase, row: { readonly id: string; readonly acknowledged: boolean }): Promise<void> {
  await db.outbox.where({ id: row.id }).modify({ acknowledged: row.acknowledged });
}

/** Takes everything of a feed off the phone but the mark how far it was read. */
export async function dropFeed(db: AisleDatabase, feed: FeedId): Promise<void> {
  const locationId = sync.locationOfFeed(feed);
  if (locationId !== null) await db.stock.delete(locationId);
  for (const name of plainTables()) await rowTable(db, name).where({ feed }).delete();
  await db.sealed.where({ feed }).delete();
}

/** A phone's cursors: those of whoever holds it, and those that wait for another person of this phone. */
function parted(cursor: sync.SyncState["cursor"], keys: RowKeys) {
  const entries = Object.entries(cursor);
  return {
    followed: Object.fromEntries(entries.filter(([feed]) => keys.isFollowed(feed))),
    others: Object.fromEntries(entries.filter(([feed]) => !keys.isFollowed(feed))),
  };
}

type SealedReply = { readonly reply: OkReply; readonly sealed: ReadonlyMap<Patch, readonly SealedRow[]> };

/**
 * Seals what an answer brings of clients. While nobody has unlocked the phone it cannot be sealed: then no rows are taken at all,
 * because they move between feeds, and head office says them again. What it answered to commands is kept in any case.
 */
async function sealReply(reply: OkReply, keys: RowKeys): Promise<SealedReply> {
  const sealed = new Map<Patch, readonly SealedRow[]>();
  for (const patch of reply.patches) {
    const rows = SEALED_TABLES.flatMap((table) => (patch.rows[table] ?? []).map((row) => ({ table, row })));
    if (rows.length === 0) continue;
    const key = keys.keyOf(patch.feed);
    if (!key) return { reply: withoutRows(reply), sealed };
    const { feed, to: version } = patch;
    const seal = ({ table, row }: (typeof rows)[number]) => {
      // Boundary: the registry names a property of the row, which TypeScript cannot follow through a union.
      const id = String((row as unknown as Record<string, unknown>)[TABLES[table].key]);
      return sealRow(key, { feed, table, key: id, version }, row);
    };
    sealed.set(patch, await Promise.all(rows.map(seal)));
  }
  return { reply, sealed };
}

function withoutRows(reply: OkReply): OkReply {
  const patches = reply.patches.filter(({ feed }) => sync.locationOfFeed(feed) !== null);
  return { ...reply, patches, drop: [], more: true };
}

/** Returns how many rows were put. */
async function applySealed(
  db: AisleDatabase,
  { feed, gone }: Patch,
  { rows, keys }: { readonly rows: readonly SealedRow[]; readonly keys: RowKeys },
): Promise<number> {
  const left = gone.filter(({ table }) => isSealedTable(table));
  if (left.length > 0) await db.sealed.bulkDelete(left.map(({ table, key }) => [feed, table, key]));
  // A client that leaves the store's own feed was erased: nobody on this phone keeps them.
  const erased = left.filter(({ table }) => table === "customers" && feed.startsWith("store:"));
  if (erased.length > 0) {
    const copies = db.sealed.where("[table+key]").anyOf(erased.map(({ table, key }) => [table, key]));
    await copies.delete();
  }
  // A row is in one of a person's feeds at a time; in another person's it stays.
  if (rows.length > 0) {
    const moved = db.sealed.where("[table+key]").anyOf(rows.map(({ table, key }) => [table, key]));
    await moved.filter((row) => row.feed !== feed && keys.isFollowed(row.feed)).delete();
    await db.sealed.bulkPut(rows);
  }
  return rows.length;
}

/** Returns how many rows were put. */
async function applyPatch(db: AisleDatabase, patch: Patch, serverTime: string): Promise<number> {
  const { feed, to, gone, stock: changes } = patch;
  let count = 0;
  for (const name of plainTables()) {
    const table = rowTable(db, name);
    const keys = gone.filter((each) => each.table === name).map((each) => each.key);
    // A row that moved on belongs to its new feed already: this one has no say over it.
    if (keys.length > 0)
      await table
        .where(":id")
        .anyOf(keys)
        .filter((row) => row.feed === feed)
        .delete();
    const rows = (patch.rows[name] ?? []).map((row) => ({ ...row, feed }));
    if (rows.length > 0) await table.bulkPut(rows);
    count += rows.length;
  }
  const locationId = sync.locationOfFeed(feed);
  const column = locationId === null ? undefined : await db.stock.get(locationId);
  if (column) await db.stock.put(sync.patchStock(column, { changes, version: to, asOf: serverTime }));
  return count;
}

type AnyRow = { readonly feed: FeedId };

function rowTable(db: AisleDatabase, name: PlainTable): Table<AnyRow, string> {
  // Boundary: every row table is keyed by a string and indexed by feed, whatever else its rows hold.
  return db.table<AnyRow, string>(name);
}

/** Everything that came by a feed. */
function feedTables(db: AisleDatabase): Table[] {
  return [db.stock, db.sealed, ...plainTables().map((name) => rowTable(db, name))];
}

function plainTables(): PlainTable[] {
  return PLAIN_TABLES;
}

// Boundary: Object.keys forgets that these are the registry's own names.
const PLAIN_TABLES = (Object.keys(TABLES) as (keyof typeof TABLES)[]).filter((name): name is PlainTable => !isSealedTable(name));

/** IndexedDB numbers the row; it must not be given a number of ours. */
function withoutOrder({ order: _order, ...row }: sync.RestingRow): Omit<sync.RestingRow, "order"> {
  return row;
}
