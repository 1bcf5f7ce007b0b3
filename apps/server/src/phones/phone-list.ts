import type { Querying } from "@aisle/db";
import type { PhoneHealth } from "@aisle/protocol";

/** What a manager sees of one phone. Times are ISO. */
export type PhoneFacts = {
  readonly deviceId: string;
  readonly name: string;
  readonly store: { readonly locationId: string; readonly name: string };
  /** Who is signed in on it now. */
  readonly person: string | null;
  readonly lastContactAt: string;
  readonly appVersion: string;
  /** Unsent actions, as the phone said at its last contact; null before it first said. */
  readonly waiting: number | null;
  readonly health: PhoneHealth | null;
  readonly addedAt: string;
  readonly revokedAt: string | null;
  /** When it had put away its unsent work and forgotten the rest. */
  readonly wipedAt: string | null;
  /** What it left behind and nobody has taken in yet. */
  readonly openDeposits: number;
};

type Row = {
  readonly device_id: string;
  readonly name: string;
  readonly location_id: string;
  readonly location_name: string;
  readonly person: string | null;
  readonly last_contact_at: Date;
  readonly app_version: string;
  readonly waiting_count: number | null;
  readonly app_state: PhoneHealth | null;
  readonly added_at: Date;
  readonly revoked_at: Date | null;
  readonly wiped_at: Date | null;
  readonly open_deposits: string;
};

const MOST = 2000;

/** The phones of these locations, or just one of them; those a manager added only. */
export async function listPhones(
  database: Querying,
  about: {
    readonly locations: readonly string[] | "everywhere";
    readonly now: number;
    readonly deviceId?: string;
  },
): Promise<PhoneFacts[]> {
  const { locations, now, deviceId } = about;
  const rows = await database.query<Row>(
    `select d.device_id, d.name, d.location_id, l.name as location_name, d.last_contact_at, d.app_version, d.waiting_count, d.app_state,
       d.added_at, d.revoked_at, d.wiped_at,
       (select a.name from session s join associate a using (associate_id)
        where s.device_id = d.device_id and s.expires_at > to_timestamp($3::float8 / 1000) order by s.last_seen_at desc limit 1) as person,
       (select count(*) from phone_deposit p where p.device_id = d.device_id and p.taken_in_at is null) as open_deposits
     from device d join location l using (location_id)
     where d.public_key is not null and ($1::text[] is null or d.location_id = any($1)) and ($2::uuid is null or d.device_id = $2)
     order by d.location_id, d.name, d.device_id limit ${MOST}`,
    [locations === "everywhere" ? null : locations, deviceId ?? null, now],
  );
  return rows.map(factsOf);
}

function factsOf(row: Row): PhoneFacts {
  const time = (at: Date | null) => (at === null ? null : new Date(at).toISOString());
  return {
    deviceId: row.device_id,
    name: row.name,
    store: { locationId: row.location_id, name: row.location_name },
    person: row.person,
    lastContactAt: new Date(row.last_contact_at).toISOString(),
    appVersion: row.app_version,
    waiting: row.waiting_count,
    health: row.app_state,
    addedAt: new Date(row.added_at).toISOString(),
    revokedAt: time(row.revoked_at),
    wipedAt: time(row.wiped_at),
    openDeposits: Number(row.open_deposits),
  };
}
