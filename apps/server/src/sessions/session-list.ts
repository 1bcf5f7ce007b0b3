import type { Querying } from "@aisle/db";
import type { SessionWay } from "./session-reader.ts";

/** A session in a list: enough to know one's own from somebody else's, and nothing that opens it. */
export type ListedSession = {
  readonly sessionId: string;
  readonly phoneName: string;
  readonly locationId: string;
  readonly way: SessionWay;
  /** ISO times. */
  readonly begunAt: string;
  readonly lastSeenAt: string;
  readonly isThisOne: boolean;
};

/** The sessions of one person that have not ended, the last used first. */
export async function readSessionsOf(
  database: Querying,
  asked: { readonly associateId: string; readonly thisOne: string; readonly now: number },
): Promise<readonly ListedSession[]> {
  const rows = await database.query<{
    session_id: string;
    phone_name: string;
    location_id: string;
    way: SessionWay;
    created_at: Date;
    last_seen_at: Date;
  }>(
    `select s.session_id, d.name as phone_name, d.location_id, s.way, s.created_at, s.last_seen_at
     from session s join device d using (device_id)
     where s.associate_id = $1 and s.expires_at > to_timestamp($2::float8 / 1000) order by s.last_seen_at desc`,
    [asked.associateId, asked.now],
  );
  return rows.map((row) => ({
    sessionId: row.session_id,
    phoneName: row.phone_name,
    locationId: row.location_id,
    way: row.way,
    begunAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    isThisOne: row.session_id === asked.thisOne,
  }));
}

/** Whose session it is and where they work; null for one that has ended. */
export async function readOwnerOf(
  database: Querying,
  sessionId: string,
): Promise<{ readonly associateId: string; readonly locationId: string } | null> {
  const [row] = await database.query<{ associate_id: string; location_id: string }>(
    "select s.associate_id, a.location_id from session s join associate a using (associate_id) where s.session_id = $1",
    [sessionId],
  );
  return row ? { associateId: row.associate_id, locationId: row.location_id } : null;
}
