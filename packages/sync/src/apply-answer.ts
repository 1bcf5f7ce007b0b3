// What an answer changes on the phone, decided before anything is written.
//
//   stand (when the batch was taken) --- head office --- reply        meanwhile: another tab, a start-over, a late twin
//            |                                             |
//            +-------- still where it stood? --------------+
//                      yes: the patch is taken, and the cursor moves with it
//                      no:  the patch is left; the next exchange brings it again
//
// 1. Outcomes are kept whenever the epoch is the phone's own: an answer is true however late it comes.
// 2. A feed's rows and its cursor change together or not at all.
// 3. Feeds of rows are taken together or not at all: a row moves between them, and an older answer about the store it left
//    must not be written over a newer one about the store it is in. A stock column has one feed and stands for itself.
// 4. Nothing here touches what waits, but for the rows just answered.

import { type FeedId, type OkReply, type Patch, TABLES, type TableName } from "@aisle/protocol";
import { answerRows, type RestingRow } from "./outbox.ts";
import type { Stand, SyncState } from "./ports.ts";

export type AnswerPlan = {
  readonly state: SyncState;
  readonly answered: readonly RestingRow[];
  readonly drop: readonly FeedId[];
  readonly patches: readonly Patch[];
};

const LOCATION_FEED = "location:";
const STORE_FEED = "store:";

/** The location whose stock a feed carries, or null for a feed of rows. */
export function locationOfFeed(feed: FeedId): string | null {
  return feed.startsWith(LOCATION_FEED) ? feed.slice(LOCATION_FEED.length) : null;
}

export function planAnswer(options: {
  readonly state: SyncState;
  readonly waiting: readonly RestingRow[];
  readonly stand: Stand;
  readonly reply: OkReply;
  readonly now: number;
}): AnswerPlan {
  const { state, waiting, stand, reply, now } = options;
  if (state.epoch !== null && state.epoch !== reply.epoch) return { state, answered: [], drop: [], patches: [] };
  const answered = answerRows(waiting, reply.outcomes, now);
  if (state.epoch !== stand.epoch) return { state, answered, drop: [], patches: [] };

  const cursor: Record<FeedId, number> = { ...state.cursor };
  const rowsStoodStill = rowCursors(state) === rowCursors(stand);
  const stoodStill = (feed: FeedId) =>
    locationOfFeed(feed) === null ? rowsStoodStill : state.cursor[feed] === stand.cursor[feed];
  const drop = reply.drop.filter((feed) => stoodStill(feed));
  for (const feed of drop) delete cursor[feed];
  const patches = reply.patches.filter((patch) => {
    // Stock comes as changes to a column, so a column must be there first.
    const canStart = locationOfFeed(patch.feed) === null || cursor[patch.feed] !== undefined;
    if (!stoodStill(patch.feed) || !canStart || (cursor[patch.feed] ?? 0) !== patch.from) return false;
    cursor[patch.feed] = patch.to;
    return true;
  });
  const isWhole = !reply.more && drop.length === reply.drop.length && patches.length === reply.patches.length;
  return {
    state: { ...state, epoch: reply.epoch, cursor, heardAt: isWhole ? reply.serverTime : state.heardAt },
    answered,
    drop,
    patches,
  };
}

/**
 * Whether a row that came by the feed `copy` leaves the phone when `feed` says that it is gone. A row that moved on belongs to its
 * new feed already. A client who is gone from a store was erased: every copy goes, whoever is at work.
 */
export function leaves(table: TableName, { feed, copy }: { readonly feed: FeedId; readonly copy: FeedId }): boolean {
  return copy === feed || (TABLES[table].isPerFeed && feed.startsWith(STORE_FEED));
}

/** Where the phone stands in its feeds of rows, as text that two stands can be compared by. */
function rowCursors({ cursor }: Pick<SyncState, "cursor">): string {
  const rows = Object.entries(cursor).filter(([feed]) => locationOfFeed(feed) === null);
  return JSON.stringify(rows.sort(([a], [b]) => (a < b ? -1 : 1)));
}
