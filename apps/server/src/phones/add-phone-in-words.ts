import type { Querying } from "@aisle/db";
import { showPhoneCode } from "@aisle/protocol";
import { UsageFault } from "../import/import-fault.ts";
import { addPhoneCode } from "./phone-codes.ts";

/** A code for one phone, for whoever sits at head office's own console. */
export async function addPhoneInWords(
  database: Querying,
  about: { readonly locationId: string; readonly phoneName: string; readonly now: number },
): Promise<string> {
  const { locationId } = about;
  const stores = await database.query<{ location_id: string }>(
    "select location_id from location where kind = 'store' order by location_id limit 500",
  );
  if (!stores.some((store) => store.location_id === locationId)) {
    const some = stores.slice(0, 10).map((store) => store.location_id);
    throw new UsageFault("usage", `There is no store "${locationId}". Some there are: ${some.join(", ") || "none yet"}.`);
  }
  const { code, phoneName } = await addPhoneCode(database, { ...about, madeBy: null });
  return `${showPhoneCode(code)}   adds ${phoneName}, once, within 15 minutes. On the phone: open Aisle at /join and type it, or open /join#${code}
`;
}
