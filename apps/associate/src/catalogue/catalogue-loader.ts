// Brings what rests in the phone's database into memory, and keeps it there as it changes.
//
//   parts (JSON text) --> catalogue (packed columns) --> whoever indexes it      a few at a time: the page stays alive
//   stock columns     --> stock book
//
// What changed is seen from the keys alone: a part by its hash, a column by its version. Only those are read again.

import type { CataloguePart } from "@aisle/protocol";
import { liveQuery } from "dexie";
import type { AisleDatabase } from "../phone-db/database.ts";
import type { Catalogue } from "./catalogue.ts";
import type { FreshParts } from "./fresh-parts.ts";
import { nextTask } from "./next-task.ts";
import type { StockBook } from "./stock-book.ts";

/** Something that follows the catalogue part by part, such as a search index. */
export type PartFollower = {
  readonly setPart: (part: CataloguePart) => void;
  readonly removePart: (part: number) => void;
};

export type CatalogueLoader = {
  /** Resolves once everything the phone held at the start is in memory. */
  readonly loaded: Promise<void>;
  readonly stop: () => void;
};

/** About 16,000 SKUs, 1.5 MB of text: each read is a transaction, which costs as much as parsing a part. */
const READ_AT_ONCE = 16;
/** About 4,000 SKUs: some ten milliseconds of parsing on an iPhone, so a tap in between is answered in the same frame. */
const PARTS_AT_ONCE = 4;

export function loadCatalogue(deps: {
  readonly database: AisleDatabase;
  readonly catalogue: Catalogue;
  readonly stock: StockBook;
  readonly followers: readonly PartFollower[];
  /** What has just been written need not be read. */
  readonly fresh?: FreshParts;
  readonly report: (fault: unknown) => void;
  /** Lets the page breathe between two slices. */
  readonly breathe?: () => Promise<void>;
}): CatalogueLoader {
  const { database, catalogue, stock, followers, fresh, report, breathe = nextTask } = deps;

  const textsOf = async (wanted: readonly [number, string][]): Promise<string[]> => {
    const texts = wanted.map(([part, sha]) => fresh?.take(part, sha));
    const unread = wanted.filter((_, index) => texts[index] === undefined).map(([part]) => part);
    const read = unread.length > 0 ? await database.parts.bulkGet(unread) : [];
    return [...texts, ...read.map((row) => row?.text)].filter((text) => text !== undefined);
  };

  const parts = follow<number, string>({
    keys: () => database.parts.orderBy("[part+sha]").keys(),
    bring: async (changed) => {
      const read = (from: number) => textsOf(changed.slice(from, from + READ_AT_ONCE));
      let coming = read(0);
      for (let from = 0; from < changed.length; from += READ_AT_ONCE) {
        const texts = await coming;
        // The disk reads on while these are parsed. Should that fail first, the fault is met one turn later.
        coming = read(from + READ_AT_ONCE);
        coming.catch(() => {});
        for (let first = 0; first < texts.length; first += PARTS_AT_ONCE) {
          // Boundary: the text was checked against its hash when it came, so it has the shape head office wrote.
          const parts = texts.slice(first, first + PARTS_AT_ONCE).map((text) => JSON.parse(text) as CataloguePart);
          catalogue.setParts(parts);
          for (const follower of followers) for (const part of parts) follower.setPart(part);
          await breathe();
        }
      }
    },
    drop: (part) => {
      catalogue.removePart(part);
      for (const follower of followers) follower.removePart(part);
    },
    report,
  });

  const columns = follow<string, number>({
    keys: () => database.stock.orderBy("[locationId+version]").keys(),
    bring: async (changed) => {
      const columns = await database.stock.bulkGet(changed.map(([locationId]) => locationId));
      stock.setColumns(columns.filter((column) => column !== undefined));
    },
    drop: stock.removeColumn,
    report,
  });

  const heard = liveQuery(() => database.meta.get("sync")).subscribe({
    next: (row) => stock.setHeardAt(row?.key === "sync" ? row.heardAt : null),
    error: report,
  });

  return {
    loaded: Promise.all([parts.first, columns.first]).then(() => {}),
    stop: () => {
      parts.stop();
      columns.stop();
      heard.unsubscribe();
    },
  };
}

/** Follows a table through its [key, mark] index: brings rows that are new or marked otherwise, drops those that are gone. */
function follow<Key extends string | number, Mark extends string | number>(table: {
  readonly keys: () => PromiseLike<unknown>;
  readonly bring: (changed: readonly [Key, Mark][]) => Promise<void>;
  readonly drop: (key: Key) => void;
  readonly report: (fault: unknown) => void;
}): { readonly first: Promise<void>; readonly stop: () => void } {
  const held = new Map<Key, Mark>();
  const first = Promise.withResolvers<void>();
  let queue: Promise<void> = Promise.resolve();

  const catchUp = async (now: ReadonlyMap<Key, Mark>) => {
    for (const key of held.keys()) {
      if (now.has(key)) continue;
      held.delete(key);
      table.drop(key);
    }
    const changed = [...now].filter(([key, mark]) => held.get(key) !== mark);
    await table.bring(changed);
    for (const [key, mark] of changed) held.set(key, mark);
  };

  const watching = liveQuery(() => table.keys()).subscribe({
    next: (keys) => {
      // Boundary: Dexie types the keys of a compound index as any of its keys; these are [key, mark].
      const now = new Map(keys as [Key, Mark][]);
      queue = queue
        .then(() => catchUp(now))
        .then(first.resolve, (fault) => {
          first.reject(fault);
          table.report(fault);
        });
    },
    error: (fault) => {
      first.reject(fault);
      table.report(fault);
    },
  });
  return { first: first.promise, stop: () => watching.unsubscribe() };
}
