import type { Tx } from "@aisle/db";

/**
 * Whose client that is: the store's id, or null where there is no such client, or an erased one. Until the transaction ends nobody
 * changes them, so that they can be put into a day.
 */
export async function keepCustomer(tx: Tx, customerId: string): Promise<string | null> {
  const [row] = await tx.query<{ home_location_id: string }>(
    "select home_location_id from customer where customer_id = $1 and name <> '' for key share",
    [customerId],
    "keep-customer",
  );
  return row?.home_location_id ?? null;
}
