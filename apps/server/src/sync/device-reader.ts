import type { Querying } from "@aisle/db";

/** How head office stands with a phone, read before anything is taken from it. */
export type DeviceStand = {
  /** Which life of the database this is, as the database says it now. */
  readonly epoch: string;
  readonly lastSeq: number;
  readonly chain: string | null;
  readonly outcomesKept: number;
  readonly isRevoked: boolean;
};

export async function readDevice(database: Querying, deviceId: string): Promise<DeviceStand | null> {
  const [row] = await database.query<{
    epoch: string;
    last_seq: string;
    chain: string | null;
    outcomes_kept: string;
    is_revoked: boolean;
  }>(
    `select l.epoch, d.last_seq, d.chain, d.outcomes_kept, d.revoked_at is not null as is_revoked
     from device d, database_life l where d.device_id = $1`,
    [deviceId],
    "read-device",
  );
  if (!row) return null;
  const { epoch, chain } = row;
  return {
    epoch,
    chain,
    lastSeq: Number(row.last_seq),
    outcomesKept: Number(row.outcomes_kept),
    isRevoked: row.is_revoked,
  };
}

/** Up to which number the phone says that it holds every answer: head office may forget its own up to there, in time. */
export async function noteOutcomesKept(database: Querying, deviceId: string, kept: number): Promise<void> {
  await database.query("update device set outcomes_kept = $2 where device_id = $1 and outcomes_kept < $2", [deviceId, kept]);
}
