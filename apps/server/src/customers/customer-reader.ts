import type { Tx } from "@aisle/db";

/** Whether there is such a client, and not an erased one; until the transaction ends nobody changes them, so that they can be put into a day. */
export async function keepCustomer(tx: Tx, customerId: string): Promise<boolean> {
  const rows = await tx.query(
    "select 1 from customer where customer_id = $1 and name <> '' for key share",
    [customerId],
    "keep-customer",
  );
  return rows.length > 0;
}
