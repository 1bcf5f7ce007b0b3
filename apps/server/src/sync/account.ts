import type { Database } from "@aisle/db";
import type { Account, AccountRequest, Outcome } from "@aisle/protocol";
import { readDevice } from "./device-reader.ts";

const MOST_UNLISTED = 1000;

/**
 * What became of the commands a phone lists, and which of its commands head office has that it does not list. Kept on the
 * phone's row, so that both sides can say it was made. Null for a phone head office does not know.
 */
export async function account(database: Database, asked: AccountRequest, now: number): Promise<Account | null> {
  const { device, ids, since } = asked;
  const phone = database.as({ deviceId: device });
  const stand = await readDevice(phone, device);
  if (!stand) return null;
  const [known, unlisted] = await Promise.all([
    phone.query<{ outcome: Outcome }>(
      "select outcome from command_outcome where command_id = any($2::uuid[]) and device_id = $1",
      [device, ids],
      "account-known",
    ),
    phone.query<{ id: AccountRequest["ids"][number]; name: string; decided_at: Date | string }>(
      `select command_id as id, name, decided_at from command_outcome
       where device_id = $1 and decided_at >= $3 and not command_id = any($2::uuid[]) order by decided_at desc limit ${MOST_UNLISTED}`,
      [device, ids, since],
      "account-unlisted",
    ),
  ]);
  const answered = known.map(({ outcome }) => outcome);
  const seen = new Set(answered.map((outcome) => outcome.id));
  const unknown = ids.filter((id) => !seen.has(id));
  await phone.query("update device set last_account_at = $2, last_account_unknown = $3 where device_id = $1", [
    device,
    new Date(now),
    unknown.length,
  ]);
  return {
    epoch: stand.epoch,
    answered,
    unknown,
    unlisted: unlisted.map(({ id, name, decided_at }) => ({ id, name, decidedAt: new Date(decided_at).toISOString() })),
    lastSeq: stand.lastSeq,
    chain: stand.chain,
  };
}
