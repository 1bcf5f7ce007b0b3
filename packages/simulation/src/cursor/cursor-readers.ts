import type { OwnersDatabase } from "@aisle/db";
import { pull } from "@aisle/server/testing";
import { associateAt, PLACES, UNITS_EACH, VARIANTS } from "./cursor-writers.ts";

/** Reads forward, once per call. */
export type Reader = {
  readonly read: () => Promise<void>;
  readonly pulls: () => number;
  /** Pulls after which what it held was not one state: units gone or made, or one client of two. */
  readonly torn: () => number;
  readonly missed: () => Promise<number>;
};

const ROOM = 2_000;
const FEEDS = PLACES.flatMap((place) => [`location:${place}`, `associate:${associateAt(place)}`]);

/** A phone's way: the real pull, feed by feed, whole versions. */
export function createFeedReader(database: OwnersDatabase): Reader {
  const cursor: Record<string, number> = Object.fromEntries(PLACES.map((place) => [`location:${place}`, 0]));
  const units = new Map<string, Map<number, number>>();
  const clients = new Set<string>();
  const alone = new Set<string>();
  let pulls = 0;
  let torn = 0;
  return {
    read: async () => {
      const { patches, more, fetch, tooOld, ahead } = await pull(database, { scope: FEEDS, cursor, room: ROOM });
      if (fetch.length + tooOld.length + ahead.length > 0)
        throw new Error("a reader that never stops was sent back to the start");
      pulls++;
      for (const { feed, from, to, rows, stock } of patches) {
        if ((cursor[feed] ?? 0) !== from) throw new Error(`${feed} goes on at ${from}, not at ${cursor[feed]}`);
        cursor[feed] = to;
        for (const { customerId, name } of rows.customers ?? []) {
          if (clients.has(customerId)) continue;
          clients.add(customerId);
          if (!alone.delete(name)) alone.add(name);
        }
        const shelf = units.get(feed) ?? new Map<number, number>();
        units.set(feed, shelf);
        for (const [variant, available] of stock) shelf.set(variant, available);
      }
      const isWhole = [...units.entries()].every(([feed, shelf]) => {
        const sum = [...shelf.values()].reduce((all, each) => all + each, 0);
        return !feed.startsWith("location:") || sum === UNITS_EACH * VARIANTS;
      });
      if (!more && (alone.size > 0 || !isWhole)) torn++;
    },
    pulls: () => pulls,
    torn: () => torn,
    missed: async () => {
      const shelves = await database.query<{ feed: string; variant: number; on_hand: number }>(
        "select 'location:' || location_id as feed, variant, on_hand from stock_level",
      );
      const stale = shelves.filter((row) => units.get(row.feed)?.get(row.variant) !== row.on_hand).length;
      const committed = await database.query<{ customer_id: string }>("select customer_id from customer");
      return stale + committed.filter((row) => !clients.has(row.customer_id)).length;
    },
  };
}

/** The ways not chosen: forward by a sequence's number, or by the time of the change. */
export function createNaiveReader(database: OwnersDatabase, by: "seq" | "changed_at"): Reader {
  const seen = new Set<string>();
  let after = by === "seq" ? "0" : "-infinity";
  let pulls = 0;
  return {
    read: async () => {
      const rows = await database.query<{ seq: string; mark: string }>(
        by === "seq"
          ? "select seq::text, seq::text as mark from numbered where seq > $1::bigint order by seq"
          : "select seq::text, changed_at::text as mark from numbered where changed_at > $1::timestamptz order by changed_at",
        [after],
      );
      pulls++;
      for (const { seq } of rows) seen.add(seq);
      after = rows.at(-1)?.mark ?? after;
    },
    pulls: () => pulls,
    torn: () => 0,
    missed: async () => {
      const rows = await database.query<{ seq: string }>("select seq::text from numbered");
      return rows.filter(({ seq }) => !seen.has(seq)).length;
    },
  };
}

/** Reads a store's shelves in two statements: between them, somebody moves units from one half to the other. */
export function createTwoStatementReader(database: OwnersDatabase): Reader {
  const half = "select coalesce(sum(on_hand), 0)::int as units from stock_level where location_id = $1 and (variant < $2) = $3";
  let pulls = 0;
  let torn = 0;
  return {
    read: async () => {
      let units = 0;
      for (const lower of [true, false]) {
        const [row] = await database.query<{ units: number }>(half, [PLACES[pulls % PLACES.length], VARIANTS / 2, lower]);
        units += row?.units ?? 0;
      }
      pulls++;
      if (units !== UNITS_EACH * VARIANTS) torn++;
    },
    pulls: () => pulls,
    torn: () => torn,
    missed: async () => 0,
  };
}
