// The wide way: the catalogue and whole stock columns, the same bytes for every phone, from any cache.
//
//   reply says: catalogue 41, fetch location:downtown        manifest --> parts whose hash is new --> phone database
//
// 1. A first catalogue rests part by part, so that it can be searched before it is complete and goes on where it broke off.
// 2. A changed catalogue is swapped in one piece: a price and its item never come from two versions.
// 3. It runs beside the exchanges: a booking never waits for a download.

import type { FeedId, Manifest, ManifestPart, StockPart } from "@aisle/protocol";
import { backoff } from "./backoff.ts";
import { withinDeadline } from "./deadline.ts";
import type { Alarm, Broadcast, StoredPart, SyncStorage } from "./ports.ts";
import { catalogueProgress, type FirstContact } from "./status.ts";

const DEADLINE_MS = 30_000;

/** Parts asked for at once: twice the six connections browsers open to one origin, so that none rests while a part is checked. */
const AT_ONCE = 12;
/** What has come rests after this long, however little it is: a person watches the count, and the app may be closed. */
const REST_EVERY_MS = 250;
const TRIES = 5;

export type Wanted = { readonly catalogue: number; readonly feeds: readonly FeedId[] };

export type BroadcastLane = {
  /** Fetches what is missing; while it already runs, what is wanted is looked at again when it ends. */
  readonly follow: (wanted: Wanted, signal: AbortSignal) => void;
  /** Resolves when nothing is being fetched. */
  readonly settled: () => Promise<void>;
};

export type BroadcastLaneDeps = {
  readonly storage: SyncStorage;
  readonly broadcast: Broadcast;
  readonly alarm: Alarm;
  readonly random: () => number;
  readonly onProgress: (part: Partial<FirstContact>) => void;
  /** Stock columns have come: their feeds can be followed now. */
  readonly onFetched: () => void;
};

export function createBroadcastLane(deps: BroadcastLaneDeps): BroadcastLane {
  const { alarm, random } = deps;
  let wanted: Wanted | null = null;
  let running: Promise<void> | null = null;

  const run = async (signal: AbortSignal) => {
    let failures = 0;
    while (wanted && !signal.aborted && failures < TRIES) {
      const current: Wanted = wanted;
      wanted = null;
      try {
        await fetchWanted(deps, current, signal);
      } catch {
        // Lost connections are the rule here; what already rests is not fetched again. After the last try the next answer
        // of head office brings the wish again.
        failures++;
        wanted ??= current;
        await alarm.sleep(backoff(failures, random), signal);
      }
    }
    wanted = null;
  };

  return {
    follow: (next, signal) => {
      wanted = next;
      running ??= run(signal).finally(() => {
        running = null;
      });
    },
    settled: async () => {
      await running;
    },
  };
}

async function fetchWanted(deps: BroadcastLaneDeps, wanted: Wanted, signal: AbortSignal): Promise<void> {
  const { storage, broadcast, alarm } = deps;
  const state = await storage.readState();
  if (wanted.feeds.length === 0 && state.catalogue?.version === wanted.catalogue) return;
  const manifest = await withinDeadline({ alarm, ms: DEADLINE_MS, signal }, (within) => broadcast.manifest(within));
  // Between two lives of head office: the next exchange settles which one this phone belongs to.
  if (manifest.epoch !== state.epoch) return;
  // A feed may be asked for that is held already: too far behind, its changes would be longer than its column.
  const entries = manifest.stock.filter((entry) => {
    const feed = `location:${entry.locationId}`;
    return wanted.feeds.includes(feed) && entry.version > (state.cursor[feed] ?? -1);
  });
  await fetchStock(deps, { epoch: manifest.epoch, entries }, signal);
  if (state.catalogue?.version !== manifest.catalogue.version) await fetchCatalogue(deps, manifest, signal);
}

async function fetchStock(
  deps: BroadcastLaneDeps,
  { epoch, entries }: { readonly epoch: string; readonly entries: Manifest["stock"] },
  signal: AbortSignal,
): Promise<void> {
  if (entries.length === 0) return;
  const bytesOf = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  let done = 0;
  let bytes = 0;
  await fetchAll(deps, entries, signal, async (came) => {
    // Boundary: the text matches the hash that head office named for this column, so it has the shape head office wrote.
    const parts = came.map(({ text }) => JSON.parse(text) as StockPart);
    await deps.storage.putStock({ epoch, parts });
    done += came.length;
    bytes += came.reduce((sum, { entry }) => sum + entry.bytes, 0);
    deps.onProgress({ stock: { done, of: entries.length, bytes, bytesOf } });
  });
  deps.onFetched();
}

async function fetchCatalogue(deps: BroadcastLaneDeps, manifest: Manifest, signal: AbortSignal): Promise<void> {
  const { epoch } = manifest;
  const { version, styles, variants, parts } = manifest.catalogue;
  const { catalogue: held } = await deps.storage.readState();
  const shaByPart = new Map((await deps.storage.storedParts()).map(({ part, sha }) => [part, sha]));
  const missing = parts.filter(({ part, sha }) => shaByPart.get(part) !== sha);
  let progress = catalogueProgress(manifest);
  const count = (came: readonly ManifestPart[]) => {
    const bytes = came.reduce((sum, part) => sum + part.bytes, 0);
    progress = { ...progress, done: progress.done + came.length, bytes: progress.bytes + bytes };
    deps.onProgress({ catalogue: progress });
  };
  count(parts.filter((part) => !missing.includes(part)));

  const changed: StoredPart[] = [];
  await fetchAll(deps, missing, signal, async (came) => {
    const stored = came.map(({ entry: { part, sha }, text }): StoredPart => ({ part, sha, text }));
    if (held === null) await deps.storage.putParts({ epoch, parts: stored, whole: null });
    else changed.push(...stored);
    count(came.map(({ entry }) => entry));
  });
  const keep = parts.map(({ part }) => part);
  await deps.storage.putParts({ epoch, parts: changed, whole: { held: { version, styles, variants }, keep } });
}

type Fetched<Entry> = { readonly entry: Entry; readonly text: string };

/**
 * Fetches some at once and writes some together: each transaction waits for the disk, and whoever reads the parts waits with
 * it. After a failure, what came is still written.
 */
async function fetchAll<Entry extends ManifestPart>(
  { broadcast, alarm }: BroadcastLaneDeps,
  entries: readonly Entry[],
  signal: AbortSignal,
  write: (came: readonly Fetched<Entry>[]) => Promise<void>,
): Promise<void> {
  const left = [...entries];
  const came: Fetched<Entry>[] = [];
  let restedAt = alarm.now();
  let written = Promise.resolve();
  const writeOn = () => {
    restedAt = alarm.now();
    written = written.then(() => (came.length > 0 ? write(came.splice(0)) : undefined));
    // Thrown below; here it only ends the fetching.
    written.catch(stop);
  };

  const fetchOn = async () => {
    for (let entry = left.shift(); entry; entry = left.shift()) {
      const { sha } = entry;
      const text = await withinDeadline({ alarm, ms: DEADLINE_MS, signal }, (within) => broadcast.part(sha, within));
      came.push({ entry, text });
      if (came.length >= AT_ONCE || alarm.now() - restedAt >= REST_EVERY_MS) writeOn();
    }
  };
  const stop = () => {
    left.length = 0;
  };
  const fetching = Array.from({ length: AT_ONCE }, () =>
    fetchOn().catch((fault: unknown) => {
      stop();
      throw fault;
    }),
  );
  const ends = await Promise.allSettled(fetching);
  writeOn();
  await written;
  for (const end of ends) if (end.status === "rejected") throw end.reason;
}
