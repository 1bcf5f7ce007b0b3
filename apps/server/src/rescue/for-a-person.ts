import type { Querying } from "@aisle/db";
import type { Outcome, RescuedCommand, RescuedForAPerson } from "@aisle/protocol";

export type Taken = { readonly command: RescuedCommand; readonly outcome: Outcome; readonly isRepeat: boolean };

/** What was not simply done, with names: who asked, and for which client if that client is this store's. */
export async function describeForPerson(
  database: Querying,
  locationId: string,
  taken: readonly Taken[],
): Promise<readonly RescuedForAPerson[]> {
  const open = taken.filter(({ outcome }) => outcome.kind !== "applied");
  if (open.length === 0) return [];
  const [people, clients] = await Promise.all([
    database.query<{ id: string; name: string }>(
      "select associate_id as id, name from associate where associate_id = any($1::uuid[])",
      [open.map(({ command }) => command.by)],
    ),
    database.query<{ id: string; name: string }>(
      "select customer_id as id, name from customer where customer_id::text = any($1) and home_location_id = $2",
      [open.flatMap(({ command }) => textIn(command.args, "customerId") ?? []), locationId],
    ),
  ]);
  const nameById = new Map([...people, ...clients].map(({ id, name }) => [id, name]));
  return open.map(({ command, outcome }) => ({
    id: command.id,
    name: command.name,
    issuedAt: command.issuedAt,
    by: nameById.get(command.by) ?? "",
    customer: nameById.get(textIn(command.args, "customerId") ?? "") ?? newClientIn(command),
    sku: textIn(valueIn(valueIn(command.args, "lines"), "0"), "sku") ?? null,
    outcome,
  }));
}

/** A client that was to be made here belongs to this store, known or not. */
function newClientIn({ name, args }: RescuedCommand): string | null {
  return name === "customer.create" ? (textIn(args, "name")?.slice(0, 200) ?? null) : null;
}

/** Arguments may be of any shape where they could not be read. */
function textIn(args: unknown, key: string): string | undefined {
  const value = valueIn(args, key);
  return typeof value === "string" ? value : undefined;
}

function valueIn(args: unknown, key: string): unknown {
  return typeof args === "object" && args !== null ? Object.getOwnPropertyDescriptor(args, key)?.value : undefined;
}
