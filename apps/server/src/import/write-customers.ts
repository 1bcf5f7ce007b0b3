import type { Counts } from "./counts.ts";
import { findLocations } from "./find-locations.ts";
import { countOf, reportFound, type Writing } from "./sql-problems.ts";

/**
 * Brings clients to what the staged rows say. A client is found again by the retailer's number or, without one, by e-mail
 * or phone; notes, orders and further addresses stay. Fills changed_customer.
 */
export async function writeCustomers(writing: Writing, now: { readonly year: number }): Promise<Counts> {
  const { tx } = writing;
  await findLocations(writing, "import_customer", "home");
  await tx.execute(
    `create temp table customer_pick on commit drop as
     select distinct on (external_id) c.*, f."locationId" as home_location_id
     from import_customer c join location_found f on f.word = c.home order by external_id, row`,
  );
  const facts = "name phone email home since wears consent_text consent_email consent_call address".split(" ");
  const of = (table: string) => facts.map((fact) => `${table}.${fact}`).join(", ");
  await reportFound(
    writing,
    `select s.row, s.line, s.external_id as value, p.row::text as other
     from import_customer s join customer_pick p on p.external_id = s.external_id and p.row <> s.row
     where (${of("s")}) is distinct from (${of("p")}) order by s.row`,
    {
      code: "AIS-IMP-060",
      column: "id",
      effect: "left out",
      reason: ({ other }) => `is the client of row ${other}, with other contents`,
      fix: ({ other }) => `Keep the right one. Row ${other} was taken.`,
    },
  );
  const all = await countOf(tx, "select count(*) from customer_pick");
  // In order, and against everybody who puts one of them into a day meanwhile: see packages/db/src/feeds.ts.
  await tx.execute(
    "select 1 from customer where external_id in (select external_id from customer_pick) order by customer_id for update",
  );
  await tx.execute(
    `create temp table customer_next on commit drop as
     select coalesce(c.customer_id, gen_random_uuid()) as customer_id, c.customer_id is null as is_new, p.external_id, p.name,
       coalesce(p.phone, c.phone, '') as phone, coalesce(p.email, c.email, '') as email, p.home_location_id,
       coalesce(p.since, c.since, $1) as since, coalesce(p.wears, c.wears, '[]') as wears,
       coalesce(p.consent_text, c.consent_text, false) as consent_text,
       coalesce(p.consent_email, c.consent_email, false) as consent_email,
       coalesce(p.consent_call, c.consent_call, false) as consent_call, p.address
     from customer_pick p left join customer c on c.external_id = p.external_id`,
    [now.year],
  );
  const added = await tx.execute(
    `with added as (
       insert into customer (customer_id, name, phone, email, home_location_id, since, wears, consent_text, consent_email,
         consent_call, external_id)
       select customer_id, name, phone, email, home_location_id, since, wears, consent_text, consent_email, consent_call, external_id
       from customer_next where is_new
       returning customer_id, home_location_id
     )
     insert into changed_customer select * from added`,
  );
  await changeKnown(writing);
  await recordAnswers(writing);
  const touched = await countOf(tx, "select count(*) from changed_customer");
  return { added, changed: touched - added, same: all - touched };
}

/** A yes or no that the file brings is one more answer, whose proof is the retailer's: the latest counts. */
async function recordAnswers({ tx }: Writing): Promise<void> {
  await tx.execute(
    `insert into consent_event (event_id, customer_id, channel, purpose, is_given, proof, at)
     select gen_random_uuid(), customer_id, t.channel, 'marketing', t.is_given, '{"words": "", "how": "import"}', now()
     from changed_customer join customer c using (customer_id)
     cross join lateral (values ('text', c.consent_text), ('email', c.consent_email), ('call', c.consent_call)) as t(channel, is_given)
     where t.is_given is distinct from coalesce((
       select e.is_given from consent_event e
       where e.customer_id = c.customer_id and e.channel = t.channel and e.purpose = 'marketing'
       order by e.at desc, e.event_id desc limit 1), false)`,
  );
}

async function changeKnown({ tx }: Writing): Promise<void> {
  await tx.execute(
    `with changed as (
       update customer c set name = n.name, phone = n.phone, email = n.email, home_location_id = n.home_location_id,
         since = n.since, wears = n.wears, consent_text = n.consent_text, consent_email = n.consent_email,
         consent_call = n.consent_call
       from customer_next n
       where not n.is_new and c.customer_id = n.customer_id
         and (c.name, c.phone, c.email, c.home_location_id, c.since, c.wears, c.consent_text, c.consent_email, c.consent_call)
           is distinct from
           (n.name, n.phone, n.email, n.home_location_id, n.since, n.wears, n.consent_text, n.consent_email, n.consent_call)
       returning n.customer_id, n.home_location_id
     )
     insert into changed_customer select * from changed`,
  );
  const parts = ["line1", "line2", "city", "region", "postal_code", "country"];
  await tx.execute(
    `with addresses as (
       insert into customer_address (customer_id, position, ${parts.join(", ")})
       select customer_id, 0, ${parts.map((part) => `address->>'${part}'`).join(", ")} from customer_next where address is not null
       on conflict (customer_id, position) do update set ${parts.map((part) => `${part} = excluded.${part}`).join(", ")}
       where (${parts.map((part) => `customer_address.${part}`).join(", ")})
         is distinct from (${parts.map((part) => `excluded.${part}`).join(", ")})
       returning customer_id
     )
     insert into changed_customer
     select n.customer_id, n.home_location_id from addresses a join customer_next n using (customer_id)
     on conflict do nothing`,
  );
}
