// Once in a working day each feed the phone follows is held against head office: a difference is a fault somewhere, and is
// mended by reading that feed anew. It must never be found; the count at head office says whether it was.
//
// 1. Only equal versions are compared: a feed that has moved meanwhile is looked at another time.
// 2. It runs beside the exchanges and holds no transaction while it hashes or waits.
// 3. Nothing is remembered about it: the clock says which feeds' turn it is, so a phone that is opened ten times an hour
//    compares an eighth of its feeds, and one that is on all day all of them.

import { DAY, HOUR } from "@aisle/domain";
import { digestFeed, type FeedId } from "@aisle/protocol";
import type { Alarm, Compare, SyncStorage } from "./ports.ts";
import type { Observable, SyncStatus } from "./status.ts";

const SLICES = 8;

export type DriftDeps = {
  readonly storage: Pick<SyncStorage, "readState" | "readFeed" | "startOver">;
  readonly compare: Compare;
  readonly alarm: Pick<Alarm, "now">;
};

export type DriftFound = { readonly feed: FeedId; readonly chunk: string };

/** Compares `feeds` (all, unless said) with head office and drops those that differ; resolves with what it found. */
export async function findDrift(deps: DriftDeps, signal: AbortSignal, feeds?: readonly FeedId[]): Promise<readonly DriftFound[]> {
  const { storage, compare } = deps;
  const found: DriftFound[] = [];
  for (const feed of feeds ?? Object.keys((await storage.readState()).cursor)) {
    if (signal.aborted) break;
    const held = await storage.readFeed(feed);
    if (!held) continue;
    const reply = await compare({ feed, version: held.version, chunks: { ...digestFeed(held.content) } }, signal);
    if (reply.kind !== "different") continue;
    found.push({ feed, chunk: reply.chunk });
    await storage.startOver({ feeds: [feed], epoch: held.epoch });
  }
  return found;
}

/**
 * Looks at the feeds of the hour once all is said, at most once in an hour, until stopped. A phone that finds a difference has
 * dropped the feed by then; `onFound` is for asking at once for what is new.
 */
export function watchDrift(
  deps: DriftDeps & { readonly status: Observable<SyncStatus>; readonly onFound: (found: readonly DriftFound[]) => void },
): () => void {
  const { storage, status, alarm, onFound } = deps;
  const stopped = new AbortController();
  let lookedIn = 0;
  const look = async (now: number) => {
    const feeds = feedsOfTheHour(Object.keys((await storage.readState()).cursor), now);
    const found = await findDrift(deps, stopped.signal, feeds);
    if (found.length > 0 && !stopped.signal.aborted) onFound(found);
  };
  const unsubscribe = status.subscribe(() => {
    const now = alarm.now();
    const hour = Math.floor(now / HOUR);
    const { phase, waitingCount, failures } = status.current();
    if (phase !== "idle" || waitingCount > 0 || failures > 0 || hour === lookedIn) return;
    lookedIn = hour;
    // Head office away, or too old to compare: the next hour comes.
    look(now).catch(() => undefined);
  });
  return () => {
    unsubscribe();
    stopped.abort();
  };
}

/** The feeds whose turn it is in the hour of `now`: each comes round at least once in eight hours. */
export function feedsOfTheHour(feeds: readonly FeedId[], now: number): FeedId[] {
  const slice = Math.floor(now / HOUR) + Math.floor(now / DAY);
  return feeds.filter((feed) => (sumOf(feed) + slice) % SLICES === 0);
}

/** A row as it came, without the feed it came by. */
export function withoutFeed<Row extends { readonly feed: FeedId }>({ feed: _feed, ...row }: Row): Omit<Row, "feed"> {
  return row;
}

function sumOf(text: string): number {
  return [...text].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
}
