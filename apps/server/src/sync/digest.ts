import { type Database, OFFICE, type Querying } from "@aisle/db";
import {
  type Comparison,
  type ComparisonReply,
  digestFeed,
  type FeedDigest,
  firstDifference,
  type StockChange,
} from "@aisle/protocol";
import { personContext } from "../sessions/person-context.ts";
import type { Session } from "../sessions/session-reader.ts";
import { PULL } from "./pull-rows.sql.ts";

/** Digests of feeds, each computed once per version and kind of reader however many phones ask. */
export type Digests = { readonly compare: (held: Comparison, reader: Session | "office") => Promise<ComparisonReply> };

type Digest = { readonly version: number; readonly chunks: FeedDigest };

/** One for each feed of a large chain; the oldest goes first. */
const KEPT = 2_000;
/** Below every version: a row that was never stamped counts too, and is how a writer that forgot it is found. */
const FROM_THE_START = -1;
const EVERYTHING = 2_000_000_000;

export function createDigests(database: Database): Digests {
  const known = new Map<string, Promise<Digest>>();

  const digestOf = (feed: string, head: number, reader: Session | "office"): Promise<Digest> => {
    const { queries, name } = readingAs(database, feed, reader);
    const key = `${feed} ${head} ${name}`;
    const held = known.get(key);
    if (held) return held;
    const made = readDigest(queries, feed);
    known.set(key, made);
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break;
      known.delete(oldest);
    }
    // What moved between the question and the reading is of another version: not to be kept under this one.
    made.then(
      ({ version }) => version === head || known.delete(key),
      () => known.delete(key),
    );
    return made;
  };

  return {
    compare: async ({ feed, version, chunks }, reader) => {
      const [row] = await database
        .as(OFFICE)
        .query<{ head: string }>("select head from feed where feed_id = $1", [feed], "read-head");
      const head = Number(row?.head ?? 0);
      if (head !== version) return { kind: "later" };
      const own = await digestOf(feed, head, reader);
      if (own.version !== version) return { kind: "later" };
      const chunk = firstDifference(own.chunks, chunks);
      return chunk === null ? { kind: "same" } : { kind: "different", feed, chunk };
    },
  };
}

/** Stock and places are the same for everybody; a store's and a person's feed holds what the reader's own policies let through. */
function readingAs(database: Database, feed: string, reader: Session | "office"): { queries: Querying; name: string } {
  const isPrivate = feed.startsWith("store:") || feed.startsWith("associate:");
  if (reader === "office" || !isPrivate) return { queries: database.as(OFFICE), name: "" };
  const { role, locationId, associateId } = reader;
  const name = feed.startsWith("store:") ? `${role} ${locationId}` : associateId;
  return { queries: database.as(personContext(reader)), name };
}

/** The feed's rows exactly as a pull sends them, with their version, in one snapshot. */
async function readDigest(database: Querying, feed: string): Promise<Digest> {
  const rows = await database.query<{ source: string; version: string; body: unknown }>(PULL, [
    [feed],
    [FROM_THE_START],
    EVERYTHING,
  ]);
  const stock: StockChange[] = [];
  const tables: Record<string, unknown[]> = {};
  let version = 0;
  for (const row of rows) {
    // Boundary: the bodies are built by PULL in exactly these shapes.
    if (row.source === "head") version = Number(row.version);
    else if (row.source === "stock") stock.push(row.body as StockChange);
    else if (row.source !== "gone") {
      tables[row.source] ??= [];
      tables[row.source]?.push(row.body);
    }
  }
  return { version, chunks: digestFeed({ rows: tables, stock }) };
}
