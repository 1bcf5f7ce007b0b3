import { associateFeed, locationFeed, NETWORK_FEED, type OwnersDatabase, storeFeed } from "@aisle/db";
import type { FeedId, Patch, TableName } from "@aisle/protocol";
import { pull } from "@aisle/server/testing";
import { type Held, keyOf } from "@aisle/sync";
import { PLACES } from "../world/chain.ts";
import type { Phone } from "../world/phone.ts";
import type { World } from "../world/world.ts";
import type { Broken } from "./phone-watch.ts";

/** The feeds a phone of this chain follows: every location's stock, since there are only three. */
export function feedsFollowed(phone: Phone): FeedId[] {
  return [NETWORK_FEED, storeFeed(phone.store), associateFeed(phone.by), ...PLACES.map(locationFeed)];
}

/** Holds each phone's copy of every feed it has read to the end against a fresh reading of that feed from its beginning. */
export async function judgeRows(world: World): Promise<Broken | null> {
  const all = [...new Set(world.phones.flatMap(feedsFollowed))];
  const fresh = await pull(world.database, {
    scope: all,
    cursor: Object.fromEntries(all.map((feed) => [feed, 0])),
    room: 10_000,
  });
  const heads = await world.heads();
  for (const phone of world.phones) {
    const held = phone.disk.contents.held();
    // Between two lives of the database, versions of the one say nothing about the other.
    if (held.state.epoch !== (await epochOf(world.database))) continue;
    for (const feed of feedsFollowed(phone)) {
      if (held.state.cursor[feed] === undefined || held.state.cursor[feed] !== heads.get(feed)) continue;
      const difference = differs(
        held,
        feed,
        fresh.patches.find((patch) => patch.feed === feed),
      );
      if (difference) return { oracle: "same-rows", what: `${phone.name} at the head of ${feed}: ${difference}` };
    }
  }
  return null;
}

async function epochOf(database: OwnersDatabase): Promise<string | null> {
  const [life] = await database.query<{ epoch: string }>("select epoch from database_life", [], "epoch-now");
  return life?.epoch ?? null;
}

function differs(held: Held, feed: FeedId, fresh: Patch | undefined): string | null {
  if (!fresh) return null;
  // Boundary: Object.keys forgets that these are the tables' names.
  for (const name of Object.keys(held.rows) as TableName[]) {
    const have = sorted(
      name,
      held.rows[name].filter((row) => row.feed === feed).map(({ feed: _, ...row }) => row),
    );
    const want = sorted(name, fresh.rows[name] ?? []);
    if (have !== want) return `${name} are ${have}, head office has ${want}`;
  }
  if (!feed.startsWith("location:")) return null;
  const column = held.stock.find((each) => `location:${each.locationId}` === feed);
  if (!column) return "the column is missing";
  for (const [variant, available, promisable] of fresh.stock) {
    if (column.available[variant] !== available || column.promisable[variant] !== promisable)
      return `${column.available[variant]} of variant ${variant}, head office has ${available}`;
  }
  return null;
}

function sorted(name: TableName, rows: readonly object[]): string {
  // Boundary: rows of the one table named.
  const keyed = rows.map((row) => [keyOf(name, row as never), row] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(keyed.map(([, row]) => canonical(row)));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, canonical(each)]),
  );
}
