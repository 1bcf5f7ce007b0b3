// Finds what other processes wrote: another server, an import. One question a moment, and only while somebody listens.
//
//   feed heads now  -  heads at the last look  -  versions this process made itself and has poked for  =  somebody else's
//
// Every transaction is one version in each feed it touches, so the count is exact. When a version of our own is seen before it
// was noted, one poke too many goes out; a poke too few is found by the next poll.

import { type Database, OFFICE } from "@aisle/db";

export type HeadWatch = {
  /** This process made one version in each of `feeds`, and pokes for it itself. */
  readonly note: (feeds: readonly string[]) => void;
  /** Looks once. Resolves with the feeds that somebody else moved since the last look. */
  readonly look: () => Promise<readonly string[]>;
  readonly stop: () => Promise<void>;
};

const LOOK_EVERY_MS = 500;

export function startHeadWatch(deps: {
  readonly database: Database;
  /** Nobody listens: nobody is asked. What moved meanwhile is found by the first look after. */
  readonly isListening: () => boolean;
  readonly onMoved: (feeds: readonly string[]) => void;
}): HeadWatch {
  const { isListening, onMoved } = deps;
  const database = deps.database.as(OFFICE);
  const heads = new Map<string, number>();
  let own = new Map<string, number>();
  let isFirst = true;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  const lookOnce = async (): Promise<readonly string[]> => {
    const made = own;
    own = new Map();
    const wasFirst = isFirst;
    isFirst = false;
    const rows = await database.query<{ feed_id: string; head: string }>(
      MOVED,
      [[...heads.keys()], [...heads.values()]],
      "moved-heads",
    );
    const moved = rows.filter(({ feed_id: feed, head }) => Number(head) - (heads.get(feed) ?? 0) > (made.get(feed) ?? 0));
    for (const { feed_id: feed, head } of rows) heads.set(feed, Number(head));
    const feeds = wasFirst ? [] : moved.map((row) => row.feed_id);
    if (feeds.length > 0) onMoved(feeds);
    return feeds;
  };
  // One look after the other: a second one that overtook the first would take every feed for moved.
  const look = () => {
    const mine = running.then(lookOnce);
    running = mine.catch(() => undefined);
    return mine;
  };
  const plan = () => {
    if (isStopped) return;
    timer = setTimeout(() => {
      // A database that is away has moved nothing; the next look finds what did.
      (isListening() ? look() : Promise.resolve([])).catch(() => undefined).then(plan);
    }, LOOK_EVERY_MS);
    timer.unref();
  };
  // Where the feeds stand when nobody listens yet: what is written before somebody does is then already known as old.
  look()
    .catch(() => undefined)
    .then(plan);
  return {
    note: (feeds) => {
      for (const feed of feeds) own.set(feed, (own.get(feed) ?? 0) + 1);
    },
    look,
    stop: async () => {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}

const MOVED = `
select f.feed_id, f.head from feed f
left join unnest($1::text[], $2::bigint[]) as known(feed_id, head) using (feed_id)
where f.head > coalesce(known.head, -1)`;
