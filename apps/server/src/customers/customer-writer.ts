import type { Changes, Tx } from "@aisle/db";
import type { Address, Consent } from "@aisle/domain";
import { putInDay } from "./day-writer.ts";

export type NewCustomer = {
  readonly customerId: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly homeLocationId: string;
  readonly associateId: string;
  readonly since: number;
  readonly consent: Consent;
  readonly addresses: readonly Address[];
};

/** False when the id is already a customer's. */
export async function insertCustomer(tx: Tx, changes: Changes, customer: NewCustomer): Promise<boolean> {
  const { customerId, name, phone, email, homeLocationId, associateId, since, consent } = customer;
  const rows = await tx.query(
    `insert into customer (customer_id, name, phone, email, home_location_id, associate_id, since, consent_text, consent_email, consent_call)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning 1`,
    [customerId, name, phone, email, homeLocationId, associateId, since, consent.text, consent.email, consent.call],
    "insert-customer",
  );
  if (rows.length === 0) return false;
  await insertAddresses(tx, customerId, customer.addresses);
  await putInDay(tx, changes, { associateId, customerIds: [customerId], why: "mine", until: null });
  return true;
}

/** Puts `address` first; one that is already known moves up instead of appearing twice. */
export async function putAddressFirst(tx: Tx, changes: Changes, customer: KnownCustomer, address: Address): Promise<void> {
  const known = await tx.query<Address & { postal_code: string }>(
    `with taken as (delete from customer_address where customer_id = $1 returning *)
     select line1, line2, city, region, postal_code, country from taken order by position`,
    [customer.customerId],
    "take-addresses",
  );
  const others = known
    .map(({ line1, line2, city, region, postal_code: postalCode, country }) => ({
      line1,
      line2,
      city,
      region,
      postalCode,
      country,
    }))
    .filter((each) => JSON.stringify(Object.entries(each).sort()) !== JSON.stringify(Object.entries(address).sort()));
  await insertAddresses(tx, customer.customerId, [address, ...others].slice(0, 20));
  changes.customer(customer.customerId);
}

export async function insertNote(
  tx: Tx,
  changes: Changes,
  customer: KnownCustomer,
  note: { readonly noteId: string; readonly text: string; readonly associateId: string },
): Promise<boolean> {
  const rows = await tx.query(
    "insert into customer_note (note_id, customer_id, text, associate_id) values ($1, $2, $3, $4) on conflict do nothing returning 1",
    [note.noteId, customer.customerId, note.text, note.associateId],
    "insert-note",
  );
  if (rows.length > 0) changes.customer(customer.customerId);
  return rows.length > 0;
}

export type KnownCustomer = { readonly customerId: string; readonly homeLocationId: string };

/** Finds a customer and locks it against every other change of it or of a day that holds it; null when there is none, or one who was erased. */
export async function lockCustomer(tx: Tx, customerId: string): Promise<KnownCustomer | null> {
  const [row] = await tx.query<{ home_location_id: string }>(
    "select home_location_id from customer where customer_id = $1 and name <> '' for update",
    [customerId],
    "lock-customer",
  );
  return row ? { customerId, homeLocationId: row.home_location_id } : null;
}

async function insertAddresses(tx: Tx, customerId: string, addresses: readonly Address[]): Promise<void> {
  if (addresses.length === 0) return;
  await tx.query(
    `insert into customer_address (customer_id, position, line1, line2, city, region, postal_code, country)
     select $1, a.place - 1, a.line1, a.line2, a.city, a.region, a.postal_code, a.country
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
       with ordinality as a(line1, line2, city, region, postal_code, country, place)`,
    [
      customerId,
      addresses.map((each) => each.line1),
      addresses.map((each) => each.line2),
      addresses.map((each) => each.city),
      addresses.map((each) => each.region),
      addresses.map((each) => each.postalCode),
      addresses.map((each) => each.country),
    ],
    "insert-addresses",
  );
}
