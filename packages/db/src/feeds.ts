// Stamps what a transaction changed into the feeds that phones read.
//
//   work ... work ... recordChanges -> COMMIT          feed.head is bumped under its row lock, so commit order
//                          |                           is version order and no row ever commits behind a cursor
//                          +-- one new version per feed, on every row this transaction changed in it
//
// 1. It is the last thing a transaction does: the hot lock on a feed lives only until COMMIT.
// 2. Feeds are locked in sorted order, so two transactions cannot wait for each other.
// 3. A row that leaves a feed leaves a tombstone there; one that enters again takes it away. A person who left, a location that
//    closed, an order that is history and a client who is out of somebody's day leave by being touched; any other row by `gone`.
// 4. A client is in the feeds of those whose day holds them, and only this statement knows which: it looks while it stamps. So
//    whoever changes a client locks its row FOR UPDATE first, and whoever changes a day locks the clients FOR KEY SHARE first:
//
//      T1 changes Ana                 T2 puts Ana into Ben's day
//      lock Ana ... stamp ... COMMIT  (waits)  insert ... stamp ... COMMIT      Ben's first reading has T1's change
//      (waits)  lock Ana ... stamp    lock ... insert ... stamp ... COMMIT      T1's stamp sees Ben's row

import type { Tx } from "./client.ts";

/** Which rows a transaction touched, by feed. Filled by writers, stamped once by `recordChanges`. */
export type Changes = {
  readonly stock: (locationId: string, variant: number) => void;
  /** What is known about a client: told to everybody whose day holds them. Locked FOR UPDATE. */
  readonly customer: (customerId: string) => void;
  /** A client who came into somebody's day, or left it. Locked FOR KEY SHARE. */
  readonly day: (associateId: string, customerId: string) => void;
  readonly order: (orderId: string, locationId: string) => void;
  readonly associate: (associateId: string, locationId: string) => void;
  readonly location: (locationId: string) => void;
  readonly style: (styleId: string) => void;
  /** A row that is no longer part of a feed: deleted, or moved to another store. */
  readonly gone: (feedId: string, table: "customers" | "orders" | "associates" | "locations", key: string) => void;
  readonly touched: Touched;
};

type Touched = {
  readonly feeds: Set<string>;
  readonly stock: Map<string, { locationId: string; variant: number }>;
  readonly customers: Set<string>;
  readonly days: Map<string, { associateId: string; customerId: string }>;
  readonly orders: Set<string>;
  readonly associates: Set<string>;
  readonly locations: Set<string>;
  readonly styles: Set<string>;
  readonly gone: { feedId: string; table: string; key: string }[];
};

export function createChanges(): Changes {
  const touched: Touched = {
    feeds: new Set(),
    stock: new Map(),
    customers: new Set(),
    days: new Map(),
    orders: new Set(),
    associates: new Set(),
    locations: new Set(),
    styles: new Set(),
    gone: [],
  };
  const touch = (set: Set<string>, key: string, feedId: string) => {
    set.add(key);
    touched.feeds.add(feedId);
  };
  return {
    touched,
    stock: (locationId, variant) => {
      touched.stock.set(`${locationId}\n${variant}`, { locationId, variant });
      touched.feeds.add(locationFeed(locationId));
    },
    customer: (customerId) => touched.customers.add(customerId),
    day: (associateId, customerId) => {
      touched.days.set(`${associateId}\n${customerId}`, { associateId, customerId });
      touched.feeds.add(associateFeed(associateId));
    },
    order: (orderId, locationId) => touch(touched.orders, orderId, storeFeed(locationId)),
    associate: (associateId, locationId) => touch(touched.associates, associateId, storeFeed(locationId)),
    location: (locationId) => touch(touched.locations, locationId, NETWORK_FEED),
    style: (styleId) => touch(touched.styles, styleId, CATALOGUE_FEED),
    gone: (feedId, table, key) => {
      touched.gone.push({ feedId, table, key });
      touched.feeds.add(feedId);
    },
  };
}

export const CATALOGUE_FEED = "catalogue";
export const NETWORK_FEED = "network";
export const locationFeed = (locationId: string): string => `location:${locationId}`;
export const storeFeed = (locationId: string): string => `store:${locationId}`;
export const associateFeed = (associateId: string): string => `associate:${associateId}`;

/**
 * Gives every touched feed its next version and stamps the touched rows with it. Call once, last, in the writing transaction.
 * Returns the new head of each feed.
 */
export async function recordChanges(tx: Tx, { touched }: Changes): Promise<Map<string, number>> {
  if (touched.feeds.size + touched.customers.size === 0) return new Map();
  const days = [...touched.days.values()];
  const stock = [...touched.stock.values()];
  const rows = await tx.query<{ feed_id: string; head: string }>(
    STAMP,
    [
      [...touched.feeds],
      stock.map((each) => each.locationId),
      stock.map((each) => each.variant),
      [...touched.customers],
      [...touched.orders],
      [...touched.associates],
      [...touched.locations],
      [...touched.styles],
      touched.gone.map((each) => each.feedId),
      touched.gone.map((each) => each.table),
      touched.gone.map((each) => each.key),
      days.map((each) => each.associateId),
      days.map((each) => each.customerId),
    ],
    "record-changes",
  );
  return new Map(rows.map((row) => [row.feed_id, Number(row.head)]));
}

const STAMP = `
with asked as (
  select feed_id from unnest($1::text[]) as f(feed_id)
  union select 'associate:' || associate_id from day_client where customer_id = any($4::uuid[])
), bumped as (
  insert into feed (feed_id, head)
  select feed_id, 1 from asked order by feed_id
  on conflict (feed_id) do update set head = feed.head + 1
  returning feed_id, head
), stock as (
  update stock_level l set version = b.head
  from unnest($2::text[], $3::int[]) as t(location_id, variant) join bumped b on b.feed_id = 'location:' || t.location_id
  where l.location_id = t.location_id and l.variant = t.variant
), customers as (
  update day_client d set version = b.head from bumped b
  where b.feed_id = 'associate:' || d.associate_id and (d.customer_id = any($4::uuid[])
    or (d.associate_id, d.customer_id) in (select * from unnest($12::uuid[], $13::uuid[])))
), orders as (
  update customer_order o set version = b.head from bumped b
  where o.order_id = any($5::uuid[]) and b.feed_id = 'store:' || o.location_id
), associates as (
  update associate a set version = b.head from bumped b
  where a.associate_id = any($6::uuid[]) and b.feed_id = 'store:' || a.location_id
), locations as (
  update location l set version = b.head from bumped b
  where l.location_id = any($7::text[]) and b.feed_id = 'network'
), styles as (
  update style s set version = b.head from bumped b
  where s.style_id = any($8::text[]) and b.feed_id = 'catalogue'
), here as (
  select 'associate:' || d.associate_id as feed_id, 'customers' as table_name, d.customer_id::text as key
  from unnest($12::uuid[], $13::uuid[]) as t(associate_id, customer_id) join day_client d using (associate_id, customer_id)
  union all select 'store:' || o.location_id, 'orders', o.order_id::text
  from customer_order o where o.order_id = any($5::uuid[]) and o.is_current
  union all select 'store:' || a.location_id, 'associates', a.associate_id::text
  from associate a where a.associate_id = any($6::uuid[]) and a.is_active
  union all select 'network', 'locations', l.location_id from location l where l.location_id = any($7::text[]) and l.is_active
), gone as (
  select * from unnest($9::text[], $10::text[], $11::text[]) as t(feed_id, table_name, key)
  union select 'associate:' || t.associate_id, 'customers', t.customer_id::text
  from unnest($12::uuid[], $13::uuid[]) as t(associate_id, customer_id)
  union select 'store:' || o.location_id, 'orders', o.order_id::text
  from customer_order o where o.order_id = any($5::uuid[]) and not o.is_current
  union select 'store:' || a.location_id, 'associates', a.associate_id::text
  from associate a where a.associate_id = any($6::uuid[]) and not a.is_active
  union select 'network', 'locations', l.location_id from location l where l.location_id = any($7::text[]) and not l.is_active
  except select feed_id, table_name, key from here
), left_behind as (
  insert into tombstone (feed_id, table_name, key, version)
  select g.feed_id, g.table_name, g.key, b.head from gone g join bumped b using (feed_id)
  on conflict (feed_id, table_name, key) do update set version = excluded.version, at = excluded.at
), came_back as (
  delete from tombstone t using here h
  where t.feed_id = h.feed_id and t.table_name = h.table_name and t.key = h.key
)
select feed_id, head from bumped`;

/** Every counter that its ledger does not explain; an empty answer is the proof that stock adds up. Anyone may run it. */
export const LEDGER_DIFFERENCES = `
select l.location_id, l.variant, l.on_hand, l.reserved, coalesce(m.on_hand, 0) as ledger_on_hand, coalesce(m.reserved, 0) as ledger_reserved
from stock_level l
full join (
  select location_id, variant, sum(on_hand_delta)::int as on_hand, sum(reserved_delta)::int as reserved
  from stock_movement group by location_id, variant
) m using (location_id, variant)
where coalesce(l.on_hand, 0) <> coalesce(m.on_hand, 0) or coalesce(l.reserved, 0) <> coalesce(m.reserved, 0)`;
