import type { Querying } from "@aisle/db";

/** Somebody looked at a client, as a manager reads it. */
export type LoggedAccess = {
  readonly accessId: string;
  readonly by: string;
  readonly what: "profile" | "export" | "erase";
  readonly reason: string;
  readonly wasOffline: boolean;
  /** ISO 8601. */
  readonly at: string;
};

const MOST = 200;

/** Who looked at a client, the latest first. */
export async function readAccessLog(database: Querying, customerId: string): Promise<readonly LoggedAccess[]> {
  const rows = await database.query<{
    access_id: string;
    name: string;
    what: LoggedAccess["what"];
    reason: string;
    was_offline: boolean;
    at: Date | string;
  }>(
    `select l.access_id, coalesce(a.name, '') as name, l.what, l.reason, l.was_offline, l.at
     from access_log l left join associate a using (associate_id)
     where l.customer_id = $1 order by l.at desc, l.access_id limit ${MOST}`,
    [customerId],
    "read-access-log",
  );
  return rows.map((row) => ({
    accessId: row.access_id,
    by: row.name,
    what: row.what,
    reason: row.reason,
    wasOffline: row.was_offline,
    at: new Date(row.at).toISOString(),
  }));
}

/** The client's home store; null for nobody, and for one who was erased. */
export async function readHome(database: Querying, customerId: string): Promise<string | null> {
  const [row] = await database.query<{ home: string }>(
    "select home_location_id as home from customer where customer_id = $1 and name <> ''",
    [customerId],
    "read-home",
  );
  return row?.home ?? null;
}
