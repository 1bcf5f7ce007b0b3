// Forgets what nobody needs any more, in small pieces, one server process at a time.
//
//   tombstones, by feed:  lock the feed's row -> delete the old ones -> floor = the highest of them -> COMMIT
//   outcomes, by age:     older than the retention, and the phone has said that it holds them
//   days and orders:      clients whose time in somebody's day is over, orders that are history
//
// 1. A feed's floor and its tombstones change together: a pull sees both or neither.
// 2. A writer locks a feed's row before its tombstones, and so does this: the two never wait for each other in a circle.
// 3. What a person may still have to look at, or a restored phone may ask about, stays: failed and superseded answers, and
//    those to commands that another phone carried in.

import { type Database, OFFICE, type Tx, withTx } from "@aisle/db";
import { DAY } from "@aisle/domain";
import { tidyDays } from "../customers/day-writer.ts";
import { makeHistory } from "../orders/order-history.ts";
import { RETENTION, type Retention } from "./retention.ts";

const BATCH = 500;
/** Of one run; what is left over waits an hour. Keeps the lock of the run short after a long pause. */
const BATCHES = 200;

export type Pruned = Readonly<Record<"tombstones" | "outcomes" | "parts" | "faults" | "daysLeft" | "orders", number>>;

/** Null when another process is at it. */
export async function prune(
  database: Database,
  about: { readonly now: number; readonly retention?: Retention },
): Promise<Pruned | null> {
  const { now, retention = RETENTION } = about;
  const before = (days: number) => new Date(now - days * DAY);
  // Held by its transaction, so that a process that dies lets go of it; no clock decides who may.
  const office = database.as(OFFICE);
  return withTx(database, OFFICE, async (turn) => {
    const mine = await turn.query("select 1 from database_life for no key update skip locked");
    if (mine.length === 0) return null;
    const days = await tidyDays(database, now);
    return {
      daysLeft: days.left,
      orders: await makeHistory(database, now),
      tombstones: await pruneTombstones(database, before(retention.tombstoneDays)),
      outcomes: await inBatches(() => office.execute(FORGET_OUTCOMES, [before(retention.outcomeDays), BATCH])),
      parts: await inBatches(() => office.execute(FORGET_PARTS, [before(1), BATCH])),
      faults: await inBatches(() => office.execute(FORGET_FAULTS, [before(retention.outcomeDays), BATCH])),
    };
  });
}

async function pruneTombstones(database: Database, before: Date): Promise<number> {
  const feeds = await database
    .as(OFFICE)
    .query<{ feed_id: string }>("select feed_id from tombstone where at < $1 group by feed_id order by feed_id", [before]);
  let count = 0;
  for (const { feed_id: feedId } of feeds) {
    count += await inBatches(() => withTx(database, OFFICE, (tx) => forgetTombstones(tx, feedId, before)));
  }
  return count;
}

async function forgetTombstones(tx: Tx, feedId: string, before: Date): Promise<number> {
  await tx.query("select 1 from feed where feed_id = $1 for no key update", [feedId]);
  const [row] = await tx.query<{ count: number }>(FORGET_TOMBSTONES, [feedId, before, BATCH]);
  return row?.count ?? 0;
}

async function inBatches(work: () => Promise<number>): Promise<number> {
  let all = 0;
  for (let batch = 0; batch < BATCHES; batch++) {
    const count = await work();
    all += count;
    if (count < BATCH) break;
  }
  return all;
}

/** From the lowest version on, so that the floor rises no higher than what is gone. */
const FORGET_TOMBSTONES = `
with gone as (
  delete from tombstone where (feed_id, table_name, key) in (
    select feed_id, table_name, key from tombstone where feed_id = $1 and at < $2 order by version limit $3
  ) returning version
), raised as (
  update feed set floor = greatest(floor, (select max(version) from gone))
  where feed_id = $1 and exists (select from gone)
)
select count(*)::int as count from gone`;

const FORGET_OUTCOMES = `
delete from command_outcome where command_id in (
  select o.command_id from command_outcome o join device d using (device_id)
  where o.decided_at < $1 and o.seq <= d.outcomes_kept and o.kind <> 'failed' and not o.superseded limit $2
)`;

const FORGET_PARTS = `
delete from broadcast_part where sha in (select sha from broadcast_part where named_at < $1 limit $2)`;

const FORGET_FAULTS = `
delete from command_fault where command_id in (select command_id from command_fault where last_at < $1 limit $2)`;
