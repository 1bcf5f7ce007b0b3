/** The feeds of $1 that are not where the phone saw them ($2), in the shape of PULL's heads. */
export const HEADS = `
select 'head' as source, c.feed_id, coalesce(f.head, 0) as version,
  json_build_object('seen', c.seen, 'floor', coalesce(f.floor, 0)) as body
from unnest($1::text[], $2::bigint[]) as c(feed_id, seen) left join feed f using (feed_id)
where coalesce(f.head, 0) <> c.seen`;

/** A client as the wire has them, of row `c`. */
export const CUSTOMER_BODY = `json_build_object('customerId', c.customer_id, 'name', c.name, 'phone', c.phone, 'email', c.email,
    'homeLocationId', c.home_location_id, 'associateId', c.associate_id, 'since', c.since, 'wears', c.wears,
    'consent', json_build_object('text', c.consent_text, 'email', c.consent_email, 'call', c.consent_call),
    'addresses', coalesce((select json_agg(json_build_object('line1', a.line1, 'line2', a.line2, 'city', a.city,
      'region', a.region, 'postalCode', a.postal_code, 'country', a.country) order by a.position)
      from customer_address a where a.customer_id = c.customer_id), '[]'),
    'notes', coalesce((select json_agg(json_build_object('text', n.text, 'by', n.associate_id, 'at', n.at) order by n.at desc)
      from customer_note n where n.customer_id = c.customer_id), '[]'),
    'isVip', c.is_vip,
    'consents', coalesce((select json_agg(json_build_object('channel', e.channel, 'purpose', e.purpose, 'isGiven', e.is_given,
      'at', e.at, 'by', e.associate_id, 'proof', e.proof) order by e.purpose, e.channel)
      from (select distinct on (channel, purpose) * from consent_event where customer_id = c.customer_id
        order by channel, purpose, at desc, event_id desc) e), '[]'))`;

/**
 * Everything that is new in the asked feeds, in one statement and so in one snapshot: heads, rows, tombstones.
 * $1 feeds, $2 the versions seen, $3 rows per table and feed at most (one more is read, to know that there is more).
 * Every wire row's shape is written here, beside the columns it comes from. A store reads the names of its own
 * clients and people only: of others the policies leave the name out.
 */
export const PULL = `
with heads as (
  select c.feed_id, c.seen, coalesce(f.head, 0) as head, coalesce(f.floor, 0) as floor,
    split_part(c.feed_id, ':', 1) as kind, split_part(c.feed_id, ':', 2) as key
  from unnest($1::text[], $2::bigint[]) as c(feed_id, seen) left join feed f using (feed_id)
), moved as (select * from heads where head > seen)
select 'head' as source, feed_id, head as version, json_build_object('seen', seen, 'floor', floor) as body from heads
union all
select 'stock', m.feed_id, r.version, r.body from moved m cross join lateral (
  select l.version, json_build_array(l.variant, l.on_hand - l.unavailable - l.reserved - l.leased,
    l.on_hand - l.unavailable - l.reserved - l.leased - l.safety, coalesce(i.units, 0), coalesce(i.due_on::text, '')) as body
  from stock_level l left join incoming i using (location_id, variant)
  where l.location_id = m.key and l.version > m.seen order by l.version limit $3 + 1
) r where m.kind = 'location'
union all
select 'locations', m.feed_id, r.version, r.body from moved m cross join lateral (
  select l.version, json_build_object('locationId', l.location_id, 'name', l.name, 'kind', l.kind, 'latitude', l.latitude,
    'longitude', l.longitude, 'timeZone', l.time_zone, 'hours', l.hours, 'phone', l.phone, 'address', l.address) as body
  from location l where l.is_active and l.version > m.seen order by l.version limit $3 + 1
) r where m.kind = 'network'
union all
select 'associates', m.feed_id, r.version, r.body from moved m cross join lateral (
  select a.version, json_build_object('associateId', a.associate_id, 'name', a.name, 'role', a.role, 'locationId', a.location_id) as body
  from associate a where a.location_id = m.key and a.is_active and a.version > m.seen order by a.version limit $3 + 1
) r where m.kind = 'store'
union all
select 'customers', m.feed_id, r.version, r.body from moved m cross join lateral (
  select d.version, ${CUSTOMER_BODY} as body
  from day_client d join customer c using (customer_id)
  where d.associate_id = case when m.kind = 'associate' then m.key::uuid end and d.version > m.seen order by d.version limit $3 + 1
) r where m.kind = 'associate'
union all
select 'orders', m.feed_id, r.version, r.body from moved m cross join lateral (
  select o.version, json_build_object('orderId', o.order_id, 'number', o.number, 'customerId', o.customer_id, 'customerName', coalesce(c.name, ''),
    'locationId', o.location_id, 'associateId', o.associate_id, 'associateName', coalesce(a.name, ''), 'state', o.state,
    'channel', o.channel, 'method', o.method, 'arrivesOn', o.arrives_on, 'shipTo', o.ship_to, 'currency', o.currency,
    'totalMinor', o.total_minor, 'bookedAt', o.booked_at,
    'lines', (select json_agg(json_build_object('sku', v.sku, 'title', s.title, 'variantName', array_to_string(array(
        select value from jsonb_array_elements_text(v.option_values) as value where value not in ('', 'Default Title')), ', '),
      'image', s.image, 'quantity', n.quantity, 'priceMinor', n.price_minor, 'locationId', n.source_location_id,
      'arrivesOn', coalesce(n.arrives_on::text, ''), 'sourcing', n.sourcing) order by n.line)
      from order_line n join variant v using (variant) join style s using (style_id) where n.order_id = o.order_id)) as body
  from customer_order o left join customer c using (customer_id) left join associate a on a.associate_id = o.associate_id
  where o.location_id = m.key and o.is_current and o.version > m.seen order by o.version limit $3 + 1
) r where m.kind = 'store'
union all
select 'gone', m.feed_id, t.version, json_build_object('table', t.table_name, 'key', t.key) as body
from moved m join tombstone t on t.feed_id = m.feed_id and t.version > m.seen`;
