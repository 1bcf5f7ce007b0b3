import type { Tx } from "@aisle/db";

export async function customerExists(tx: Tx, customerId: string): Promise<boolean> {
  const rows = await tx.query("select 1 from customer where customer_id = $1", [customerId], "customer-exists");
  return rows.length > 0;
}
