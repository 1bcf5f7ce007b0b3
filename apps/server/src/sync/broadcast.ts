// The broadcast lane: the whole catalogue and every location's stock as immutable parts, each under the hash of its bytes.
//
//   manifest.json --> /snap/<sha256> (gzip, kept for ever by any cache) --> one row of the phone's storage
//
// Parts are the same bytes for every phone, so they are made once per change and the cost does not grow with the phones.
// Each is also put into the database: a phone may ask one process for the manifest and another for the parts.

import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Database, OFFICE, type Querying } from "@aisle/db";
import { HOUR, LocationId, MINUTE, SECOND } from "@aisle/domain";
import {
  type CataloguePart,
  type Manifest,
  type ManifestPart,
  packStyles,
  priceRoot,
  STYLES_PER_PART,
  type StockPart,
} from "@aisle/protocol";
import { readStylesOfPart } from "../catalog/style-reader.ts";
import type { PriceSeals } from "../orders/price-desk.ts";

const compress = promisify(gzip);

/** A stock column younger than this is served again although stock has moved: the feed brings the difference. */
const STOCK_FRESH_MS = 10_000;
/** Parts that a manifest no longer names stay this long for phones that are still fetching. */
const KEEP_OLD_MS = 10 * MINUTE;
/** How long before the database hears again that a part is still named; it forgets parts after an hour. */
const NAME_AGAIN_MS = 20 * MINUTE;
const KEEP_STORED_MS = HOUR;

export type Broadcast = {
  readonly manifest: () => Promise<Manifest>;
  /** Compressed JSON of a part, whichever process built it, or null where it is not (or no longer) known. */
  readonly part: (sha: string) => Promise<Buffer | null>;
};

type Built = ManifestPart & { readonly body: Buffer };

export function createBroadcast(deps: {
  readonly database: Database;
  readonly now: () => number;
  readonly prices: Pick<PriceSeals, "seal">;
}): Broadcast {
  const { now, prices } = deps;
  const database = deps.database.as(OFFICE);
  const bodies = new Map<string, { body: Buffer; lastNamed: number }>();
  const storedAt = new Map<string, number>();
  const catalogue = new Map<number, Built & { styles: number; variants: number }>();
  const stock = new Map<string, { built: Built; version: number; at: number }>();
  let catalogueVersion = -1;
  let epoch = "";
  let building: Promise<Manifest> | null = null;

  const build = async (content: CataloguePart | StockPart, part: number): Promise<Built> => {
    const json = Buffer.from(JSON.stringify(content));
    const sha = createHash("sha256").update(json).digest("hex");
    const known = bodies.get(sha)?.body;
    const body = known ?? (await compress(json, { level: 6 }));
    return { part, sha, bytes: body.length, body };
  };

  /** In another life of the database the same versions name other contents. */
  const beginAnewIn = (life: string) => {
    if (life === epoch) return;
    epoch = life;
    catalogueVersion = -1;
    catalogue.clear();
    stock.clear();
  };

  const refreshCatalogue = async (head: number) => {
    if (head === catalogueVersion) return;
    const changed = await database.query<{ part: number }>(
      "select distinct ordinal / $1::int as part from style where version > $2 order by part",
      [STYLES_PER_PART, catalogueVersion],
    );
    for (const { part } of changed) {
      const styles = await readStylesOfPart(database, part);
      const packed = packStyles(part, styles);
      const built = await build({ ...packed, priceSeal: prices.seal(priceRoot(packed)) }, part);
      catalogue.set(part, { ...built, styles: styles.length, variants: packed.sku.length });
    }
    catalogueVersion = head;
  };

  const refreshStock = async (locationId: string, head: number) => {
    const held = stock.get(locationId);
    if (held && (held.version === head || now() - held.at < STOCK_FRESH_MS)) return;
    const content = await readStockPart(database, locationId, now());
    stock.set(locationId, { built: await build(content, 0), version: content.version, at: now() });
  };

  /** Before the manifest names them, so that any process can answer for them. */
  const store = async (named: readonly Built[]) => {
    const due = named.filter(({ sha }) => now() - (storedAt.get(sha) ?? 0) > NAME_AGAIN_MS);
    for (const { sha, body } of due) {
      await database.execute(STORE_PART, [sha, body]);
      storedAt.set(sha, now());
    }
    for (const [sha, at] of storedAt) if (now() - at > KEEP_STORED_MS) storedAt.delete(sha);
    if (due.length > 0) await database.execute(FORGET_STORED, [KEEP_STORED_MS / SECOND]);
  };

  const refresh = async (): Promise<Manifest> => {
    const heads = await database.query<{ feed_id: string; head: string; epoch: string }>(
      `select feed_id, head, epoch from (
         select 'location:' || l.location_id as feed_id, coalesce(f.head, 0) as head
         from location l left join feed f on f.feed_id = 'location:' || l.location_id where l.is_active
         union all select 'catalogue', coalesce((select head from feed where feed_id = 'catalogue'), 0)
       ) heads, database_life`,
    );
    beginAnewIn(heads[0]?.epoch ?? "");
    const locations: { locationId: LocationId; head: number }[] = [];
    let catalogueHead = 0;
    for (const { feed_id: feedId, head } of heads) {
      if (feedId === "catalogue") catalogueHead = Number(head);
      else locations.push({ locationId: LocationId.parse(feedId.slice("location:".length)), head: Number(head) });
    }
    await refreshCatalogue(catalogueHead);
    for (const { locationId, head } of locations) await refreshStock(locationId, head);

    const parts = [...catalogue.values()].filter((each) => each.styles > 0).sort((a, b) => a.part - b.part);
    const columns = locations.flatMap(({ locationId }) => {
      const held = stock.get(locationId);
      return held ? [{ ...held, locationId }] : [];
    });
    const named = [...parts, ...columns.map((each) => each.built)];
    for (const { sha, body } of named) bodies.set(sha, { body, lastNamed: now() });
    for (const [sha, { lastNamed }] of bodies) if (now() - lastNamed > KEEP_OLD_MS) bodies.delete(sha);
    await store(named);
    return {
      epoch,
      catalogue: {
        version: catalogueVersion,
        styles: parts.reduce((sum, each) => sum + each.styles, 0),
        variants: parts.reduce((sum, each) => sum + each.variants, 0),
        parts: parts.map(({ part, sha, bytes }) => ({ part, sha, bytes })),
      },
      stock: columns.map(({ locationId, version, built: { part, sha, bytes } }) => ({ locationId, version, part, sha, bytes })),
    };
  };

  return {
    manifest: () => {
      building ??= refresh().finally(() => {
        building = null;
      });
      return building;
    },
    part: async (sha) => {
      const held = bodies.get(sha)?.body;
      if (held || !SHA256.test(sha)) return held ?? null;
      const [row] = await database.query<{ body: Buffer }>("select body from broadcast_part where sha = $1", [sha]);
      if (row) bodies.set(sha, { body: row.body, lastNamed: now() });
      return row?.body ?? null;
    },
  };
}

const SHA256 = /^[0-9a-f]{64}$/;

const STORE_PART = `
insert into broadcast_part (sha, body) values ($1, $2) on conflict (sha) do update set named_at = excluded.named_at`;

/** Columns are made anew all day: a few of the old ones go whenever new ones come. */
const FORGET_STORED = `
delete from broadcast_part where sha in (
  select sha from broadcast_part where named_at < now() - make_interval(secs => $1) limit 100 for update skip locked
)`;

/** One location's stock as columns by variant ordinal, with the feed version they are at, read in one snapshot. */
async function readStockPart(database: Querying, locationId: string, now: number): Promise<StockPart> {
  const [row] = await database.query<{
    head: string;
    size: number;
    levels: [number, number, number][] | null;
    incoming: [number, number, string][] | null;
  }>(
    `select coalesce((select head from feed where feed_id = 'location:' || $1), 0) as head,
       coalesce((select max(variant) + 1 from variant), 0) as size,
       (select json_agg(json_build_array(variant, on_hand - unavailable - reserved - leased, on_hand - unavailable - reserved - leased - safety))
        from stock_level where location_id = $1) as levels,
       (select json_agg(json_build_array(variant, units, due_on::text) order by variant) from incoming where location_id = $1) as incoming`,
    [locationId],
  );
  const size = row?.size ?? 0;
  const available = new Array<number>(size).fill(0);
  const promisable = new Array<number>(size).fill(0);
  for (const [ordinal, here, atp] of row?.levels ?? []) {
    available[ordinal] = here;
    promisable[ordinal] = atp;
  }
  return {
    locationId: LocationId.parse(locationId),
    version: Number(row?.head ?? 0),
    asOf: new Date(now).toISOString(),
    available,
    promisable,
    incoming: row?.incoming ?? [],
  };
}
