// Whose day holds which clients: what a phone may hold of the client book (day_client).
//
//   theirs ("mine") ------ until they are somebody else's       booked for ("order") ------ 7 days
//   opened ("opened") ---- 7 days, the last 200                 a job takes out what is over
//
// 1. Clients are locked FOR KEY SHARE, in the order of their ids, before a day is written; see packages/db/src/feeds.ts.
// 2. A client is in one day once. What keeps them longer wins; only coming and going is news for the phone.
// 3. A day holds clients of its person's own store only: it empties when either of them moves.

import { type Changes, createChanges, type Database, OFFICE, recordChanges, type Tx, withTx } from "@aisle/db";

export const ORDER_DAYS = 7;
export const OPENED_DAYS = 7;
/** Opened clients kept at most: a day is a day's work, not a copy of the client book. */
export const OPENED_KEPT = 200;
const BATCH = 500;

export type DayEntry = {
  readonly associateId: string;
  readonly customerIds: readonly string[];
} & ({ readonly why: "mine"; readonly until: null } | { readonly why: "order" | "opened"; readonly until: Date });

/** Puts clients into somebody's day, or lengthens their stay. */
export async function putInDay(tx: Tx, changes: Changes, entry: DayEntry): Promise<void> {
  const { associateId, customerIds, why, until } = entry;
  await keepCustomers(tx, customerIds);
  const added = await tx.query<{ customer_id: string; version: string }>(
    `insert into day_client (associate_id, customer_id, why, until)
     select $1, customer_id, $3, $4 from unnest($2::uuid[]) as t(customer_id) order by customer_id
     on conflict (associate_id, customer_id) do update set until = excluded.until, why = excluded.why
     where day_client.until < coalesce(excluded.until, 'infinity')
     returning customer_id, version`,
    [associateId, customerIds, why, until],
    "put-in-day",
  );
  for (const row of added) if (Number(row.version) === 0) changes.day(associateId, row.customer_id);
}

/** Takes these clients out of the days of everybody they do not belong to any more: they are another's, or of another store. */
export async function leaveDays(tx: Tx, changes: Changes, customerIds: readonly string[]): Promise<void> {
  await keepCustomers(tx, customerIds);
  await dropFrom(tx, changes, await tx.query<Pair>(`${OVER} and d.customer_id = any($2::uuid[])`, [new Date(0), customerIds]));
}

/** Takes out of somebody's day whom it may not hold any more: they left, or went to another store. */
export async function leaveDayOf(tx: Tx, changes: Changes, associateId: string): Promise<void> {
  const over = await tx.query<Pair>(`${OVER} and d.associate_id = $2 order by customer_id`, [new Date(0), associateId]);
  await keepCustomers(
    tx,
    over.map((pair) => pair.customer_id),
  );
  await dropFrom(tx, changes, over);
}

/** What `tidyDays` did: days left and days entered. */
export type Tidied = { readonly left: number; readonly entered: number };

/** Takes out what is over and puts in what is missing, in small transactions. Whoever may run it: one process at a time. */
export async function tidyDays(database: Database, now: number): Promise<Tidied> {
  const left = await inBatches(database, async (tx, changes) => {
    const over = await tx.query<Pair>(
      `select * from (${OVER}) as o union select * from (${TOO_MANY}) as t order by customer_id limit ${BATCH}`,
      [new Date(now)],
    );
    await keepCustomers(tx, [...new Set(over.map((row) => row.customer_id))]);
    await dropFrom(tx, changes, over);
    return over.length;
  });
  const entered = await inBatches(database, async (tx, changes) => {
    const missing = await tx.query<Pair>(`${MISSING} limit ${BATCH}`);
    for (const [associateId, rows] of Map.groupBy(missing, (row) => row.associate_id)) {
      const customerIds = rows.map((row) => row.customer_id);
      await putInDay(tx, changes, { associateId, customerIds, why: "mine", until: null });
    }
    return missing.length;
  });
  return { left, entered };
}

type Pair = { readonly associate_id: string; readonly customer_id: string; readonly until: string | null };

async function keepCustomers(tx: Tx, customerIds: readonly string[]): Promise<void> {
  await tx.query(
    "select 1 from customer where customer_id = any($1::uuid[]) order by customer_id for key share",
    [customerIds],
    "keep-customers",
  );
}

/** Only as they were read: a stay that was lengthened meanwhile goes on. */
async function dropFrom(tx: Tx, changes: Changes, pairs: readonly Pair[]): Promise<void> {
  const gone = await tx.query<Pair>(
    `delete from day_client d using unnest($1::uuid[], $2::uuid[], $3::text[]) as t(associate_id, customer_id, until)
     where d.associate_id = t.associate_id and d.customer_id = t.customer_id and d.until::text is not distinct from t.until
     returning d.associate_id, d.customer_id`,
    [pairs.map((pair) => pair.associate_id), pairs.map((pair) => pair.customer_id), pairs.map((pair) => pair.until)],
    "leave-days",
  );
  for (const pair of gone) changes.day(pair.associate_id, pair.customer_id);
}

async function inBatches(database: Database, work: (tx: Tx, changes: Changes) => Promise<number>): Promise<number> {
  let all = 0;
  for (let count = BATCH; count === BATCH; ) {
    count = await withTx(database, OFFICE, async (tx) => {
      const changes = createChanges();
      const done = await work(tx, changes);
      await recordChanges(tx, changes);
      return done;
    });
    all += count;
  }
  return all;
}

/** Days that hold somebody they should not: its time is over, or it is theirs and they are another's, or a store was left. */
const OVER = `
select d.associate_id, d.customer_id, d.until::text from day_client d join customer c using (customer_id)
join associate a on a.associate_id = d.associate_id
where (d.until < $1 or d.why = 'mine' and c.associate_id is distinct from d.associate_id
  or not a.is_active or a.location_id <> c.home_location_id)`;

const TOO_MANY = `
select associate_id, customer_id, until::text from (
  select associate_id, customer_id, until, row_number() over (partition by associate_id order by until desc, customer_id) as place
  from day_client where why = 'opened'
) ranked where place > ${OPENED_KEPT}`;

const MISSING = `
select a.associate_id, c.customer_id, null as until from customer c
join associate a on a.associate_id = c.associate_id and a.is_active and a.location_id = c.home_location_id
left join day_client d on d.associate_id = a.associate_id and d.customer_id = c.customer_id
where d.until is not null or d.customer_id is null order by c.customer_id`;
