// Writers that overlap, dawdle and roll back, and readers that never stop. Every reader is asked at the end what it missed.

import { setTimeout as wait } from "node:timers/promises";
import { createTestDatabase, type TestCluster } from "@aisle/db/testing";
import { createSeededRandom } from "@aisle/domain/testing";
import { createFeedReader, createNaiveReader, createTwoStatementReader, type Reader } from "./cursor-readers.ts";
import { CHANGES_EACH, prepareTorture, type Written, writeOn } from "./cursor-writers.ts";

const READ_EVERY_MS = 10;
const FEED_READERS = 4;

export type ReaderFigures = { readonly name: string; readonly pulls: number; readonly missed: number; readonly torn: number };
export type Torture = {
  readonly changes: number;
  readonly transactions: number;
  readonly rolledBack: number;
  readonly readers: readonly ReaderFigures[];
  /** The feeds' own, all of them together. */
  readonly feeds: ReaderFigures;
  readonly seconds: number;
};

export async function tortureCursor(about: {
  readonly seed: number;
  readonly writers: number;
  readonly changes: number;
  readonly cluster?: TestCluster;
}): Promise<Torture> {
  const started = performance.now();
  const { seed, writers, changes, cluster } = about;
  await using database = await createTestDatabase({ max: writers + 8, ...(cluster ? { cluster } : {}) });
  await prepareTorture(database);
  const written: Written = { committed: 0, rolledBack: 0 };
  const until = Math.ceil(changes / CHANGES_EACH);
  const feedReaders = Array.from({ length: FEED_READERS }, () => createFeedReader(database));
  const others = new Map<string, Reader>([
    ["by a sequence", createNaiveReader(database, "seq")],
    ["by the time of the change", createNaiveReader(database, "changed_at")],
    ["rows and head in two statements", createTwoStatementReader(database)],
  ]);
  const readers = [...feedReaders, ...others.values()];

  let isWriting = true;
  const reading = readers.map(async (reader) => {
    while (isWriting) {
      await reader.read();
      await wait(READ_EVERY_MS);
    }
    await reader.read();
  });
  const writing = Array.from({ length: writers }, (_, index) =>
    writeOn(database, createSeededRandom(seed * 1000 + index), { until, written }),
  );
  // All of them end before the database does, also when one failed.
  const wrote = await Promise.allSettled(writing);
  isWriting = false;
  for (const end of [...wrote, ...(await Promise.allSettled(reading))]) if (end.status === "rejected") throw end.reason;

  const own = await Promise.all(feedReaders.map((reader) => figuresOf("by feed versions", reader)));
  const sum = (pick: (each: ReaderFigures) => number) => own.reduce((all, each) => all + pick(each), 0);
  const rest = await Promise.all([...others].map(([name, reader]) => figuresOf(name, reader)));
  return {
    changes: written.committed * CHANGES_EACH,
    transactions: written.committed,
    rolledBack: written.rolledBack,
    feeds: {
      name: "by feed versions",
      pulls: sum((each) => each.pulls),
      missed: sum((each) => each.missed),
      torn: sum((each) => each.torn),
    },
    readers: rest,
    seconds: (performance.now() - started) / 1000,
  };
}

async function figuresOf(name: string, reader: Reader): Promise<ReaderFigures> {
  return { name, pulls: reader.pulls(), missed: await reader.missed(), torn: reader.torn() };
}
