import { type Database, DOOR, type Querying, withTx } from "@aisle/db";
import { SECOND } from "@aisle/domain";

/** How many wrong tries a key has before it waits, and how long it then does. */
export type TryLimit = {
  readonly key: string;
  readonly tries: number;
  readonly waitMs: number;
  /** From so many on nothing helps but `forget`; left out: waiting is enough. */
  readonly lockAt?: number;
  /** Tries older than this are forgotten; left out: only a right one forgets them. */
  readonly windowMs?: number;
};

export type Taken =
  /** Go on and judge it. `left`: the fewest wrong tries that any key still has before it waits, should this one be wrong too. */
  | { readonly kind: "counted"; readonly left: number; readonly waitMs: number; readonly isLast: boolean }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "locked" };

type Row = { readonly key: string; readonly times: number; readonly wait_until: number | null; readonly last_at: number };

/**
 * Counts one try against every limit before it is judged: tries made all at once, by whichever process, stand in line here, and
 * none is judged that the count does not have room for. A key that waits counts nothing.
 */
export function countTry(database: Database, limits: readonly TryLimit[], now: number): Promise<Taken> {
  return withTx(database, DOOR, async (tx): Promise<Taken> => {
    const keys = limits.map(({ key }) => key).toSorted();
    // Locks every row in one order, and makes those that are missing.
    const rows = await tx.query<Row>(
      `insert into wrong_try (key, times, last_at) select key, 0, to_timestamp($2::float8 / 1000) from unnest($1::text[]) as t (key)
       on conflict (key) do update set key = excluded.key
       returning key, times, extract(epoch from last_at)::float8 * 1000 as last_at,
         case when wait_until = 'infinity' then 'infinity'::float8 else extract(epoch from wait_until)::float8 * 1000 end as wait_until`,
      [keys, now],
    );
    const until = Math.max(...rows.map((row) => row.wait_until ?? 0));
    if (until === Number.POSITIVE_INFINITY) return { kind: "locked" };
    if (until > now) return { kind: "wait", seconds: Math.ceil((until - now) / SECOND) };
    const after = limits.map((limit) =>
      afterOne(
        limit,
        rows.find(({ key }) => key === limit.key),
        now,
      ),
    );
    await tx.execute(
      `update wrong_try w set times = t.times, last_at = to_timestamp($4::float8 / 1000),
         wait_until = case when t.wait_ms = 'infinity' then 'infinity'::timestamptz when t.wait_ms > 0
           then to_timestamp(($4::float8 + t.wait_ms) / 1000) end
       from unnest($1::text[], $2::int[], $3::float8[]) as t (key, times, wait_ms) where w.key = t.key`,
      [limits.map(({ key }) => key), after.map(({ times }) => times), after.map(({ waitMs }) => waitMs), now],
    );
    const waitMs = Math.max(...after.map((each) => each.waitMs));
    return {
      kind: "counted",
      left: Math.min(...after.map(({ left }) => left)),
      waitMs,
      isLast: waitMs === Number.POSITIVE_INFINITY,
    };
  });
}

function afterOne(limit: TryLimit, row: Row | undefined, now: number): { times: number; left: number; waitMs: number } {
  const isStale = limit.windowMs !== undefined && row !== undefined && row.last_at < now - limit.windowMs;
  const times = (isStale ? 0 : (row?.times ?? 0)) + 1;
  const left = Math.max(0, limit.tries - times);
  if (limit.lockAt !== undefined && times >= limit.lockAt) return { times, left: 0, waitMs: Number.POSITIVE_INFINITY };
  return { times, left, waitMs: left === 0 ? limit.waitMs : 0 };
}

/** A right try: those of `key` are forgotten, and the one counted against `shared` is given back. */
export async function forgetTries(database: Database, key: string, shared: string): Promise<void> {
  await database.as(DOOR).execute(
    `with mine as (delete from wrong_try where key = $1)
     update wrong_try set times = greatest(times - 1, 0), wait_until = null where key = $2`,
    [key, shared],
  );
}

/** Lets somebody try again on every phone. */
export async function forgetTriesOf(database: Querying, associateId: string): Promise<void> {
  await database.execute("delete from wrong_try where key like $1", [`pin:${associateId}:%`]);
}
