import type { Querying } from "@aisle/db";
import type { CustomerId } from "@aisle/domain";

/** A client of the store as a search shows them: enough to tell two apart, and not to copy the book. */
export type FoundClient = {
  readonly customerId: CustomerId;
  readonly name: string;
  /** The last two digits of the phone number; empty where there is none. */
  readonly phoneEnd: string;
  readonly isVip: boolean;
};

export const MOST_FOUND = 20;
/** Digits that count as a phone number's end, typed instead of a name. */
const PHONE_DIGITS = /^\+?[\d\s().-]{4,}$/;

/** The store's clients whose name has every word, or whose number ends so; at most `MOST_FOUND`, by name. */
export async function searchClients(
  database: Querying,
  about: { readonly words: string; readonly locationId: string },
): Promise<readonly FoundClient[]> {
  const { words, locationId } = about;
  const digits = PHONE_DIGITS.test(words.trim()) ? words.replace(/\D/g, "") : "";
  const parts = words.normalize("NFC").split(/\s+/u).filter(Boolean).map(likeText);
  const rows = await database.query<{ customer_id: CustomerId; name: string; digits: string; is_vip: boolean }>(
    `select customer_id, name, regexp_replace(phone, '[^0-9]', '', 'g') as digits, is_vip from customer
     where home_location_id = $1 and name <> ''
       and case when $3 = '' then name ilike all ($2::text[]) else regexp_replace(phone, '[^0-9]', '', 'g') like '%' || $3 end
     order by name, customer_id limit ${MOST_FOUND}`,
    [locationId, parts.map((part) => `%${part}%`), digits],
    "search-clients",
  );
  return rows.map((row) => ({
    customerId: row.customer_id,
    name: row.name,
    phoneEnd: row.digits.slice(-2),
    isVip: row.is_vip,
  }));
}

/** Signs that a pattern would read as "anything". */
function likeText(word: string): string {
  return word.replace(/[\\%_]/g, "\\$&");
}
