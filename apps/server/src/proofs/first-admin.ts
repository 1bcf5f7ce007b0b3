import { type OwnersDatabase, withTx } from "@aisle/db";
import { addPerson } from "../people/people-writer.ts";
import { makeLink } from "./one-time-links.ts";

/**
 * The secret of the link that lets the first administrator in, where nobody has anything to prove themselves with yet. Null as soon
 * as somebody has, and before there is a store. Each start makes a new one, and the one before opens nothing.
 */
export async function firstAdminLink(database: OwnersDatabase, now: number): Promise<string | null> {
  const [shop] = await database.query<{ store: string | null; admin: string | null; is_open: boolean }>(
    `select (select location_id from location where kind = 'store' order by name limit 1) as store,
       (select associate_id from associate where role = 'admin' and is_active order by associate_id limit 1) as admin,
       exists (select from associate a where a.is_active and (a.pin_hash is not null
         or exists (select from passkey p where p.associate_id = a.associate_id))) as is_open`,
  );
  if (!shop || shop.is_open || shop.store === null) return null;
  const { store } = shop;
  return withTx(database, {}, async (tx) => {
    const made =
      shop.admin ??
      (await addPerson(tx, { name: "Administrator", role: "admin", locationId: store, login: null }, now))?.associateId;
    return made === undefined ? null : makeLink(tx, { associateId: made, madeBy: null, now });
  });
}
