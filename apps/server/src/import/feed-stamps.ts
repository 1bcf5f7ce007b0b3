import { CATALOGUE_FEED, createChanges, NETWORK_FEED, recordChanges, type Tx } from "@aisle/db";

/**
 * Stamps what an import changed, for any number of rows: `recordChanges` bumps the feeds in their order, then each kind of
 * row is stamped by one statement from the tables of changed keys. Rows are locked before feeds, as bookings do it,
 * so that the two never wait for each other in a circle. Last in its transaction.
 */
export async function stampChanges(tx: Tx, feeds: Iterable<string>): Promise<void> {
  const changes = createChanges();
  for (const feedId of feeds) changes.touched.feeds.add(feedId);
  const heads = await recordChanges(tx, changes);
  if (heads.size === 0) return;
  const headOf = [[...heads.keys()], [...heads.values()]];
  await tx.execute(
    `update stock_level l set version = h.head
     from changed_stock c join unnest($1::text[], $2::bigint[]) as h(feed_id, head) on h.feed_id = 'location:' || c.location_id
     where l.location_id = c.location_id and l.variant = c.variant`,
    headOf,
  );
  await tx.execute(
    `with heads as (select * from unnest($1::text[], $2::bigint[]) as h(feed_id, head)), held as (
       select d.associate_id, d.customer_id, h.feed_id, h.head, a.location_id = c.home_location_id as stays
       from changed_customer c join day_client d using (customer_id) join associate a on a.associate_id = d.associate_id
       join heads h on h.feed_id = 'associate:' || d.associate_id
     ), left_days as (
       delete from day_client d using held where not stays and d.associate_id = held.associate_id and d.customer_id = held.customer_id
     ), left_behind as (
       insert into tombstone (feed_id, table_name, key, version)
       select feed_id, 'customers', customer_id::text, head from held where not stays
       on conflict (feed_id, table_name, key) do update set version = excluded.version, at = excluded.at
     )
     update day_client d set version = head from held
     where stays and d.associate_id = held.associate_id and d.customer_id = held.customer_id`,
    headOf,
  );
  const network = heads.get(NETWORK_FEED);
  await tx.execute(
    `with stamped as (
       update location l set version = $1 from changed_location c where l.location_id = c.location_id
       returning l.location_id, l.is_active
     ), back as (
       delete from tombstone t using stamped s
       where s.is_active and t.feed_id = '${NETWORK_FEED}' and t.table_name = 'locations' and t.key = s.location_id
     )
     insert into tombstone (feed_id, table_name, key, version)
     select '${NETWORK_FEED}', 'locations', location_id, $1 from stamped where not is_active
     on conflict (feed_id, table_name, key) do update set version = excluded.version, at = excluded.at`,
    [network],
  );
  const catalogue = heads.get(CATALOGUE_FEED);
  await tx.execute("update style s set version = $1 from changed_style c where s.style_id = c.style_id", [catalogue]);
}

/** The tables of changed keys that `stampChanges` reads; they vanish with the transaction. */
export async function createChangedTables(tx: Tx): Promise<void> {
  await tx.execute("create temp table changed_style (style_id text primary key) on commit drop");
  await tx.execute(
    "create temp table changed_stock (location_id text, variant int, primary key (location_id, variant)) on commit drop",
  );
  await tx.execute("create temp table changed_location (location_id text primary key) on commit drop");
  await tx.execute(
    "create temp table changed_customer (customer_id uuid primary key, home_location_id text not null) on commit drop",
  );
}

/** Every feed in which the tables of changed keys have a row. */
export async function changedFeeds(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ feed_id: string }>(
    `select 'location:' || location_id as feed_id from changed_stock
     union select 'associate:' || associate_id from changed_customer join day_client using (customer_id)
     union select '${NETWORK_FEED}' where exists (select from changed_location)
     union select '${CATALOGUE_FEED}' where exists (select from changed_style)`,
  );
  return rows.map((row) => row.feed_id);
}
