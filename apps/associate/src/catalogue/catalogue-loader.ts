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
  readonly report: (fault: unknown) => void;
  /** Lets the page breathe between two slices. */
  readonly breathe?: () => Promise<void>;
}): CatalogueLoader {
  const { database, catalogue, stock, followers, report, breathe = nextTask } = deps;

  const parts = follow<number>({
    keys: () => database.parts.orderBy("[part+sha]").keys(),
    bring: async (numbers) => {
      const read = (from: number) => database.parts.bulkGet(numbers.slice(from, from + READ_AT_ONCE));
      let coming = read(0);
      for (let from = 0; from < numbers.length; from += READ_AT_ONCE) {
        const rows = await coming;
        // The disk reads on while these are parsed. Should that fail first, the fault is met one turn later.
        coming = read(from + READ_AT_ONCE);
        coming.catch(() => {});
        for (let first = 0; first < rows.length; first += PARTS_AT_ONCE) {
          const parts = rows.slice(first, first + PARTS_AT_ONCE).flatMap((row) => {
            // Boundary: the text was checked against its hash when it came, so it has the shape head office wrote.
            return row ? [JSON.parse(row.text) as CataloguePart] : [];
          });
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

  const columns = follow<string>({
    keys: () => database.stock.orderBy("[locationId+version]").keys(),
    bring: async (locations) => {
      stock.setColumns((await database.stock.bulkGet([...locations])).filter((column) => column !== undefined));
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
function follow<Key extends string | number>(table: {
  readonly keys: () => PromiseLike<unknown>;
  readonly bring: (keys: readonly Key[]) => Promise<void>;
  readonly drop: (key: Key) => void;
  readonly report: (fault: unknown) => void;
}): { readonly first: Promise<void>; readonly stop: () => void } {
  const held = new Map<Key, string | number>();
  const first = Promise.withResolvers<void>();
  let queue: Promise<void> = Promise.resolve();

  const catchUp = async (now: ReadonlyMap<Key, string | number>) => {
    for (const key of held.keys()) {
      if (now.has(key)) continue;
      held.delete(key);
      table.drop(key);
    }
    const changed = [...now].filter(([key, mark]) => held.get(key) !== mark);
    await table.bring(changed.map(([key]) => key));
    for (const [key, mark] of changed) held.set(key, mark);
  };

  const watching = liveQuery(() => table.keys()).subscribe({
    next: (keys) => {
      // Boundary: Dexie types the keys of a compound index as any of its keys; these are [key, mark].
      const now = new Map(keys as [Key, string | number][]);
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
