import type { Querying } from "@aisle/db";
import { csvRow } from "@aisle/domain";
import { CUSTOMER_BODY } from "../sync/pull-rows.sql.ts";

/** Everything head office holds about one client, for the client: as data, and as a sheet to read. */
export type ClientExport = { readonly json: string; readonly csv: string };

/** Null for nobody. The sheet has three columns: what it is about, which fact, and what it says. */
export async function exportClient(
  database: Querying,
  about: { readonly customerId: string; readonly now: number },
): Promise<ClientExport | null> {
  const [row] = await database.query<{ body: Record<string, unknown> }>(EXPORT, [about.customerId], "export-client");
  if (!row) return null;
  const whole = { exportedAt: new Date(about.now).toISOString(), ...row.body };
  const lines = Object.entries(whole).flatMap(([part, value]) => flatten(value).map(([fact, text]) => [part, fact, text]));
  const csv = [["about", "fact", "value"], ...lines].map((cells) => csvRow(cells)).join("");
  return { json: JSON.stringify(whole, null, 2), csv };
}

/** `lines.0.title` and its text, for every value in a tree. */
function flatten(value: unknown, path: readonly string[] = []): (readonly [string, string])[] {
  if (value === null || typeof value !== "object") return [[path.join("."), value === null ? "" : String(value)]];
  return Object.entries(value).flatMap(([key, each]) => flatten(each, [...path, key]));
}

const EXPORT = `
select json_build_object(
  'client', ${CUSTOMER_BODY},
  'orders', coalesce((select json_agg(json_build_object('number', o.number, 'state', o.state, 'channel', o.channel,
      'bookedAt', o.booked_at, 'shipTo', o.ship_to, 'currency', o.currency, 'totalMinor', o.total_minor, 'store', o.location_id,
      'lines', (select json_agg(json_build_object('sku', v.sku, 'title', s.title, 'quantity', n.quantity, 'priceMinor', n.price_minor)
        order by n.line) from order_line n join variant v using (variant) join style s using (style_id) where n.order_id = o.order_id))
    order by o.booked_at) from customer_order o where o.customer_id = c.customer_id), '[]'),
  'answers', coalesce((select json_agg(json_build_object('channel', e.channel, 'purpose', e.purpose, 'isGiven', e.is_given,
      'at', e.at, 'proof', e.proof) order by e.at) from consent_event e where e.customer_id = c.customer_id), '[]'),
  'looks', coalesce((select json_agg(json_build_object('at', l.at, 'what', l.what, 'reason', l.reason, 'store', l.location_id)
      order by l.at) from access_log l where l.customer_id = c.customer_id), '[]')
) as body from customer c where c.customer_id = $1 and c.name <> ''`;
