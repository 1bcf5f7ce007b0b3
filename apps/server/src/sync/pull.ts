import type { Querying } from "@aisle/db";
import type { FeedId, Patch, StockChange, TableName } from "@aisle/protocol";
import { HEADS, PULL } from "./pull-rows.sql.ts";

type Row = { source: "head" | "stock" | "gone" | TableName; feed_id: string; version: string; body: unknown };

export type Pulled = {
  readonly patches: readonly Patch[];
  /** Stock feeds whose column must be fetched whole: not held yet, or too far behind for single changes to pay. */
  readonly fetch: readonly FeedId[];
  /** Feeds the phone must read from the start: it is behind what is still remembered. */
  readonly tooOld: readonly FeedId[];
  /** Feeds of which the phone has more than there is, as after a restore: nothing would come until the head had passed it. */
  readonly ahead: readonly FeedId[];
  readonly catalogue: number;
  readonly more: boolean;
};

const EVERYTHING = 2_000_000_000;

/**
 * Reads what is new for a phone: `scope` is what it may see, `cursor` what it has. Whole versions only: a patch's `to` is
 * the last version that is in it entirely, so a phone is always at one state of each feed.
 */
export async function pull(
  database: Querying,
  asked: {
    readonly scope: readonly FeedId[];
    readonly cursor: Readonly<Record<FeedId, number>>;
    readonly room: number;
    /** The phone has just changed something itself, so that looking whether there is news would only cost. */
    readonly expectNews?: boolean;
  },
): Promise<Pulled> {
  const { scope, cursor, room } = asked;
  const isStock = (feed: FeedId) => feed.startsWith("location:");
  const fetch = scope.filter((feed) => isStock(feed) && cursor[feed] === undefined);
  const followed = scope.filter((feed) => !fetch.includes(feed));
  const feeds = [...followed, "catalogue"];
  const seen = feeds.map((feed) => (feed === "catalogue" ? EVERYTHING : (cursor[feed] ?? 0)));
  // Most polls find nothing: a look at the heads alone costs a fifth of the whole question.
  const moved = asked.expectNews ? null : await database.query<Row>(HEADS, [feeds, seen], "heads");
  const isQuiet = moved?.every((row) => row.feed_id === "catalogue");
  const rows = moved && isQuiet ? moved : await database.query<Row>(PULL, [feeds, seen, room], "pull");

  const byFeed = Map.groupBy(rows, (row) => row.feed_id);
  const patches: Patch[] = [];
  const tooOld: FeedId[] = [];
  const ahead: FeedId[] = [];
  let catalogue = 0;
  let more = false;
  for (const [feed, feedRows] of byFeed) {
    const head = feedRows.find((row) => row.source === "head");
    const { floor } = (head?.body ?? { floor: 0 }) as { floor: number };
    const seen = cursor[feed] ?? 0;
    if (feed === "catalogue") {
      catalogue = Number(head?.version ?? 0);
      continue;
    }
    if (seen > 0 && seen < floor) {
      tooOld.push(feed);
      continue;
    }
    let to = Number(head?.version ?? 0);
    if (to < seen) ahead.push(feed);
    if (to <= seen) continue;
    let taken = feedRows.filter((row) => row.source !== "head");
    const cut = firstCutVersion(taken, room);
    if (cut !== null && isStock(feed)) {
      fetch.push(feed);
      continue;
    }
    if (cut !== null && cut - 1 > seen) {
      to = cut - 1;
      taken = taken.filter((row) => Number(row.version) <= to);
      more = true;
    } else if (cut !== null) {
      // One version larger than a page, such as an import: it cannot be cut, so this feed is read whole.
      const all = await database.query<Row>(PULL, [[feed], [seen], EVERYTHING - 1]);
      to = Number(all.find((row) => row.source === "head")?.version ?? to);
      taken = all.filter((row) => row.source !== "head");
    }
    patches.push(toPatch(feed, seen, to, taken));
  }
  return { patches, fetch, tooOld, ahead, catalogue, more };
}

/** The first version that may be in the answer only in part, or null when all there is came. */
function firstCutVersion(rows: readonly Row[], room: number): number | null {
  let first: number | null = null;
  for (const table of Map.groupBy(rows, (row) => row.source).values()) {
    if (table[0]?.source === "gone" || table.length <= room) continue;
    const cut = Math.max(...table.map((row) => Number(row.version)));
    first = first === null ? cut : Math.min(first, cut);
  }
  return first;
}

function toPatch(feed: FeedId, from: number, to: number, rows: readonly Row[]): Patch {
  const tables: Record<string, unknown[]> = {};
  const gone: { table: TableName; key: string }[] = [];
  const stock: StockChange[] = [];
  for (const row of rows) {
    // Boundary: the bodies are built by PULL in exactly these shapes.
    if (row.source === "gone") gone.push(row.body as { table: TableName; key: string });
    else if (row.source === "stock") stock.push(row.body as StockChange);
    else {
      tables[row.source] ??= [];
      tables[row.source]?.push(row.body);
    }
  }
  return { feed, from, to, rows: tables, gone, stock };
}
