import { type Database, OFFICE, type Querying } from "@aisle/db";
import { eraseClient } from "./erase-client.ts";
import type { ErasureLedger } from "./erasure-ledger.ts";

/** CNIL holds four years after the last purchase to be too long (SAN-2020-008); two is what most retailers settled on. */
export const RETENTION_MONTHS = 24;
const MOST_IN_ONE_RUN = 500;

export type Outdated = { readonly customerId: string; readonly lastContactAt: string };

/** Clients nobody has heard of for so many months, the longest silent first: no order, note, answer or change since, and no open order. */
export async function readOutdated(
  database: Querying,
  about: { readonly now: number; readonly months: number; readonly most?: number },
): Promise<readonly Outdated[]> {
  const rows = await database.query<{ customer_id: string; at: Date | string }>(OUTDATED, [
    new Date(about.now),
    about.months,
    about.most ?? MOST_IN_ONE_RUN,
  ]);
  return rows.map((row) => ({ customerId: row.customer_id, lastContactAt: new Date(row.at).toISOString() }));
}

/** Erases who is outdated, one by one; resolves with how many. */
export async function forgetOutdated(
  deps: { readonly database: Database; readonly ledger: ErasureLedger },
  about: { readonly now: number; readonly months: number },
): Promise<number> {
  const outdated = await readOutdated(deps.database.as(OFFICE), about);
  for (const { customerId } of outdated) await eraseClient(deps, { customerId, asked: null, now: about.now });
  return outdated.length;
}

const OUTDATED = `
select c.customer_id, c.last_contact_at as at from customer c
where c.name <> '' and c.last_contact_at < $1::timestamptz - make_interval(months => $2::int)
  and not exists (select from customer_order o where o.customer_id = c.customer_id
    and (o.state not in ('delivered', 'cancelled') or o.booked_at >= $1::timestamptz - make_interval(months => $2::int)))
  and not exists (select from customer_note n where n.customer_id = c.customer_id
    and n.at >= $1::timestamptz - make_interval(months => $2::int))
  and not exists (select from consent_event e where e.customer_id = c.customer_id
    and e.at >= $1::timestamptz - make_interval(months => $2::int) and e.proof ->> 'how' not in ('brought-over', 'import'))
order by c.last_contact_at, c.customer_id limit $3`;
