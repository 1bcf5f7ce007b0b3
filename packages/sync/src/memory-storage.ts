import { type RowOf, TABLES, type TableName } from "@aisle/protocol";
import { leaves, locationOfFeed, planAnswer } from "./apply-answer.ts";
import { withoutFeed } from "./drift.ts";
import * as outbox from "./outbox.ts";
import { type FeedRow, NEW_PHONE, type StoredPart, type SyncState, type SyncStorage } from "./ports.ts";
import { planStartOver } from "./start-over.ts";
import { isNewer, packStock, patchStock, type StockColumn, stockChanges } from "./stock-column.ts";

/** Everything a phone holds, for looking at in a test. */
export type Held = {
  readonly state: SyncState;
  readonly outbox: readonly outbox.RestingRow[];
  readonly rows: { readonly [Name in TableName]: readonly FeedRow<Name>[] };
  readonly stock: readonly StockColumn[];
  readonly parts: readonly StoredPart[];
};

export type MemoryStorage = SyncStorage & { readonly held: () => Held };

type RowTables = { [Name in TableName]: Map<string, FeedRow<Name>> };

/**
 * The reference: what a phone's storage does, without a disk. A call runs in one piece, as a transaction would.
 * `from` is what it begins with: what another storage held, as when a phone is copied.
 */
export function createMemoryStorage(from?: Held): MemoryStorage {
  let state: SyncState = from?.state ?? NEW_PHONE;
  let order = from?.outbox.at(-1)?.order ?? 0;
  const rowsById = new Map<string, outbox.RestingRow>(from?.outbox.map((row) => [row.id, row]));
  const tables: RowTables = { associates: new Map(), customers: new Map(), locations: new Map(), orders: new Map() };
  for (const name of tableNames()) if (from) fill(tables, name, from);
  const stock = new Map<string, StockColumn>(from?.stock.map((column) => [column.locationId, column]));
  const parts = new Map<number, StoredPart>(from?.parts.map((part) => [part.part, part]));

  const inOrder = () => [...rowsById.values()].sort((a, b) => a.order - b.order);
  const waiting = () => inOrder().filter(outbox.isWaiting);
  const keep = (rows: readonly outbox.RestingRow[]) => {
    for (const row of rows) rowsById.set(row.id, row);
  };
  const setAside = (id: string | undefined, acknowledged: boolean) => {
    const row = id === undefined ? undefined : rowsById.get(id);
    if (row) keep([{ ...row, acknowledged }]);
  };
  const dropFeeds = (isDropped: (feed: string) => boolean) => {
    for (const name of tableNames()) {
      for (const [key, row] of tables[name]) if (isDropped(row.feed)) tables[name].delete(key);
    }
    for (const locationId of stock.keys()) if (isDropped(`location:${locationId}`)) stock.delete(locationId);
  };

  return {
    readState: async () => state,
    enqueue: async (draft) => {
      const { replaces } = draft.label;
      const known = rowsById.get(draft.id) ?? (replaces && outbox.replacementOf(replaces, inOrder()));
      if (known) return known;
      order++;
      const row = outbox.newRow(draft, order);
      keep([row]);
      setAside(replaces, true);
      return row;
    },
    withdraw: async (id) => {
      if (!outbox.canWithdraw(id, waiting())) return false;
      setAside(rowsById.get(id)?.label.replaces, false);
      return rowsById.delete(id);
    },
    withdrawWith: async (id) => {
      const ids = outbox.withdrawableWith(id, waiting());
      for (const each of ids ?? []) {
        setAside(rowsById.get(each)?.label.replaces, false);
        rowsById.delete(each);
      }
      return ids !== null;
    },
    endGrace: async () => keep(waiting().map((row) => ({ ...row, notBefore: 0 }))),
    acknowledge: async (id) => setAside(id, true),
    takeBatch: async (limits) => {
      const rows = waiting();
      const taken = outbox.takeBatch(rows, state, limits);
      const kept = outbox.outcomesKept(rows, state.nextSeq);
      keep(taken.rows);
      state = { ...state, nextSeq: taken.nextSeq, chain: taken.chain };
      return { ...taken, stand: state, chain: taken.rows[0]?.prev, outcomesKept: kept, waiting: rows.length };
    },
    apply: async ({ stand, reply, now }) => {
      const plan = planAnswer({ state, waiting: waiting(), stand, reply, now });
      state = plan.state;
      keep(plan.answered);
      dropFeeds((feed) => plan.drop.includes(feed));
      let rows = 0;
      for (const { feed, gone, rows: changed, stock: changes, to } of plan.patches) {
        for (const { table, key } of gone) {
          for (const [at, row] of tables[table]) {
            if (keyOf(table, row) === key && leaves(table, { feed, copy: row.feed })) tables[table].delete(at);
          }
        }
        for (const name of tableNames()) rows += putRows(tables, name, { rows: changed[name] ?? [], feed });
        const locationId = locationOfFeed(feed);
        const column = locationId === null ? undefined : stock.get(locationId);
        if (column) stock.set(column.locationId, patchStock(column, { changes, version: to, asOf: reply.serverTime }));
      }
      return { answered: plan.answered.map((row) => row.id), feeds: plan.patches.map((patch) => patch.feed), rows };
    },
    settle: async ({ epoch, outcomes, now }) => {
      if (epoch !== state.epoch) return [];
      const answered = outbox.answerRows(waiting(), outcomes, now);
      keep(answered);
      return answered.map((row) => row.id);
    },
    restamp: async ({ stand, expected, chain }) => {
      if (stand.nextSeq !== state.nextSeq || stand.epoch !== state.epoch) return;
      const again = outbox.restamp(inOrder(), { nextSeq: expected, chain });
      keep(again.rows);
      state = { ...state, nextSeq: again.nextSeq, chain: again.chain };
    },
    startOver: async ({ feeds, epoch }) => {
      const plan = planStartOver({ state, outbox: inOrder(), feeds, epoch });
      state = plan.state;
      keep(plan.offered);
      dropFeeds((feed) => plan.drop === "all" || plan.drop.includes(feed));
    },
    readFeed: async (feed) => {
      const { epoch, cursor } = state;
      const version = cursor[feed];
      if (epoch === null || version === undefined) return null;
      const column = stock.get(locationOfFeed(feed) ?? "");
      const rows = Object.fromEntries(
        tableNames().map((name) => [name, [...tables[name].values()].filter((row) => row.feed === feed).map(withoutFeed)]),
      );
      return { epoch, version, content: { rows, stock: column ? stockChanges(column) : [] } };
    },
    prune: async (before) => {
      for (const row of inOrder()) if (outbox.isForgettable(row, before)) rowsById.delete(row.id);
    },
    storedParts: async () => [...parts.values()].map(({ part, sha }) => ({ part, sha })),
    putParts: async ({ epoch, parts: added, whole }) => {
      if (epoch !== state.epoch) return;
      for (const part of added) parts.set(part.part, part);
      if (!whole) return;
      for (const part of parts.keys()) if (!whole.keep.includes(part)) parts.delete(part);
      state = { ...state, catalogue: whole.held };
    },
    putStock: async ({ epoch, parts: columns }) => {
      if (epoch !== state.epoch) return;
      for (const part of columns) {
        if (!isNewer(state, part)) continue;
        stock.set(part.locationId, packStock(part));
        state = { ...state, cursor: { ...state.cursor, [`location:${part.locationId}`]: part.version } };
      }
    },
    held: () => ({
      state,
      outbox: inOrder(),
      rows: {
        associates: [...tables.associates.values()],
        customers: [...tables.customers.values()],
        locations: [...tables.locations.values()],
        orders: [...tables.orders.values()],
      },
      stock: [...stock.values()],
      parts: [...parts.values()],
    }),
  };
}

function tableNames(): TableName[] {
  // Boundary: Object.keys forgets that these are the table's own names.
  return Object.keys(TABLES) as TableName[];
}

function fill<Name extends TableName>(tables: RowTables, name: Name, from: Held): void {
  for (const row of from.rows[name]) tables[name].set(placeOf(name, row), row);
}

function putRows<Name extends TableName>(
  tables: RowTables,
  name: Name,
  change: { readonly rows: readonly RowOf<Name>[]; readonly feed: string },
): number {
  for (const each of change.rows) {
    const row = { ...each, feed: change.feed };
    tables[name].set(placeOf(name, row), row);
  }
  return change.rows.length;
}

/** Where a row rests: by its key, or by feed and key where each feed has its own copy. */
function placeOf<Name extends TableName>(name: Name, row: FeedRow<Name>): string {
  return TABLES[name].isPerFeed ? `${row.feed}\n${keyOf(name, row)}` : keyOf(name, row);
}

/** The key of a row of any table, as `gone` names it. */
export function keyOf<Name extends TableName>(name: Name, row: RowOf<Name>): string {
  // Boundary: the registry names a property of the row, which TypeScript cannot follow through a generic name.
  return String((row as Record<string, unknown>)[TABLES[name].key]);
}
