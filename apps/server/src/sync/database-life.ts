// Which life of the database this is. Phones that hold another one's rows start over and offer their commands again.
//
//   restored from a dump, promoted, cloned:  another cluster or timeline --> a new epoch at the next look, twice a minute
//   a data folder put back as it was:        nothing in it says so       --> `npm run aisle -- new-epoch`, and SO4 meanwhile

import { type Database, OFFICE, type Querying } from "@aisle/db";
import { SECOND } from "@aisle/domain";

const LOOK_EVERY_MS = 30 * SECOND;

/** An order's number has been said aloud: one that was given in a life that is lost must not be given to somebody else. */
const SKIP_ORDER_NUMBERS = "select setval('order_number', order_number.last_value + 10000)";

/** The epoch to answer with: a new one when this cluster or its timeline is not the one that the last epoch began on. */
export async function readEpoch(database: Database): Promise<string> {
  const office = database.as(OFFICE);
  const cluster = await clusterOf(office);
  await office.query("insert into database_life (one, cluster) values (1, $1) on conflict do nothing", [cluster]);
  if (cluster !== null) {
    // One statement: of two processes that start at once the second finds the first one's work done.
    await office.query(
      `with before as (select epoch from database_life), begun as (
         update database_life set cluster = $1, epoch = case when cluster is null then epoch else gen_random_uuid() end
         where cluster is distinct from $1 returning epoch
       )
       ${SKIP_ORDER_NUMBERS} from before, begun, order_number where before.epoch <> begun.epoch`,
      [cluster],
    );
  }
  const [life] = await office.query<{ epoch: string }>("select epoch from database_life");
  if (!life) throw new Error("the database has no epoch");
  return life.epoch;
}

/** Looks again and again, because a database may be promoted under a process that goes on: see `readEpoch`. */
export function watchLife(database: Database, onFault: (fault: unknown) => void): { readonly stop: () => Promise<void> } {
  let looking: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    looking = readEpoch(database).catch(onFault);
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}

/** Begins a new epoch. Exchanges answer with it at once, and stock and catalogue are served under it from the next manifest on. */
export async function beginEpoch(database: Database): Promise<string> {
  await readEpoch(database);
  const [life] = await database.as(OFFICE).query<{ epoch: string }>(
    `with begun as (update database_life set epoch = gen_random_uuid() returning epoch)
     ${SKIP_ORDER_NUMBERS}, epoch from begun, order_number`,
  );
  if (!life) throw new Error("the database has no epoch");
  return life.epoch;
}

/**
 * The cluster's own number (made by initdb) and its timeline (raised by every promotion and recovery to a point in time);
 * null where Postgres does not tell: without the right to ask, or on another engine for its wire.
 */
async function clusterOf(database: Querying): Promise<string | null> {
  try {
    const [row] = await database.query<{ cluster: string }>(
      `select system_identifier || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) as cluster from pg_control_system()`,
    );
    return row?.cluster ?? null;
  } catch {
    return null;
  }
}
