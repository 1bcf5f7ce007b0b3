// A phone taken out of use comes by once more, by its key alone:
//
//   "revoked" -> its rescue key -> its unsent work, sealed -> deposit -> it forgets everything -> gone
//                                                               |
//                                     a manager of its store takes it in by the rescue door; each action is judged for who asked
//
// 1. Nothing but this is answered to it, and nothing of the chain's comes with it.
// 2. A deposit that comes twice is one: a lost answer is asked for again.

import { createHash } from "node:crypto";
import { type Database, DOOR, type Querying, withTx } from "@aisle/db";
import { type RescueAnswer, readRescueEnvelope } from "@aisle/protocol";
import { type TakeInDeps, takeIn } from "../rescue/take-in.ts";
import { personContext } from "../sessions/person-context.ts";
import type { LiveSession } from "../sessions/session-reader.ts";
import type { Phone } from "./phone-proof.ts";

export type Deposit = { readonly depositId: string; readonly at: string; readonly takenInAt: string | null };
export type DepositAnswer = { readonly kind: "kept" | "not-a-package" | "too-many" };

/** A stolen phone has its key still: it may not fill head office with packages. */
const MOST_DEPOSITS = 20;

/** Keeps what a revoked phone could not send, as sealed as it came: its own work, and packages it carried for another. */
export async function keepDeposit(database: Database, phone: Phone, sealed: Uint8Array<ArrayBuffer>): Promise<DepositAnswer> {
  const envelope = readRescueEnvelope(sealed);
  if (!envelope.ok) return { kind: "not-a-package" };
  const depositId = idOf(sealed);
  return withTx(database, DOOR, async (tx): Promise<DepositAnswer> => {
    await tx.query("select device_id from device where device_id = $1 for update", [phone.deviceId]);
    const [row] = await tx.query<{ kept: string; is_known: boolean | null }>(
      "select count(*) as kept, bool_or(deposit_id = $2) as is_known from phone_deposit where device_id = $1",
      [phone.deviceId, depositId],
    );
    if (row?.is_known) return { kind: "kept" };
    if (Number(row?.kept ?? 0) >= MOST_DEPOSITS) return { kind: "too-many" };
    await tx.query("insert into phone_deposit (deposit_id, device_id, sealed) values ($1, $2, $3)", [
      depositId,
      phone.deviceId,
      Buffer.from(sealed),
    ]);
    await tx.query("update device set last_contact_at = now() where device_id = $1", [phone.deviceId]);
    return { kind: "kept" };
  });
}

/** The phone says that it holds nothing of the chain's any more. */
export async function noteGone(database: Database, { deviceId }: Phone): Promise<void> {
  await database
    .as({ deviceId })
    .execute(
      "update device set wiped_at = coalesce(wiped_at, now()), last_contact_at = now(), waiting_count = 0 where device_id = $1",
      [deviceId],
    );
}

export async function listDeposits(database: Querying, deviceId: string): Promise<Deposit[]> {
  const rows = await database.query<{ deposit_id: string; at: Date; taken_in_at: Date | null }>(
    "select deposit_id, at, taken_in_at from phone_deposit where device_id = $1 order by at",
    [deviceId],
  );
  return rows.map(({ deposit_id: depositId, at, taken_in_at: taken }) => ({
    depositId,
    at: new Date(at).toISOString(),
    takenInAt: taken === null ? null : new Date(taken).toISOString(),
  }));
}

/** Takes a deposit in as if `session` had carried it here; null for one that is not a phone's of theirs. Again is harmless. */
export async function takeDepositIn(
  deps: TakeInDeps & { readonly database: Database },
  session: LiveSession,
  depositId: string,
): Promise<RescueAnswer | null> {
  const mine = deps.database.as(personContext(session));
  const [row] = await mine.query<{ sealed: Buffer }>(
    "select p.sealed from phone_deposit p join device d using (device_id) where p.deposit_id = $1 and d.location_id = $2",
    [depositId, session.locationId],
  );
  if (!row) return null;
  const answer = await takeIn(deps, session, Uint8Array.from(row.sealed));
  if (answer.kind === "taken-in") {
    await mine.execute(
      "update phone_deposit set taken_in_at = coalesce(taken_in_at, now()), taken_in_by = $2 where deposit_id = $1",
      [depositId, session.associateId],
    );
  }
  return answer;
}

/** The same package has the same id: a UUID (version 8) of its hash. */
function idOf(sealed: Uint8Array): string {
  const hex = createHash("sha256").update(sealed).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
