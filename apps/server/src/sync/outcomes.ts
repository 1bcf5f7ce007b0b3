import type { Tx } from "@aisle/db";
import type { Role } from "@aisle/domain";
import { hashOf, type Outcome, type PushedCommand } from "@aisle/protocol";

/** A command of a rescue package (rescue/take-in.ts): another phone brought it. It has no number and no link. */
export type UnnumberedCommand = Omit<PushedCommand, "seq"> & { readonly seq: null; readonly takenInBy: string };
export type TakenCommand = PushedCommand | UnnumberedCommand;

/** What head office remembers of a phone and of one command id, read under the phone's row lock. */
export type Remembered = {
  readonly lastSeq: number;
  /** The link after `lastSeq`; null where none is known. */
  readonly chain: string | null;
  /** Epoch ms. */
  readonly addedAt: number;
  readonly locationId: string;
  /** The person who asked for it, where they work at the phone's store. */
  readonly by: { readonly associateId: string; readonly role: Role } | null;
  readonly answered: { readonly outcome: Outcome; readonly argsHash: string; readonly deviceId: string } | null;
};

/**
 * Locks the phone's row: its commands are taken one at a time, in its order. Null for a phone head office does not know.
 * The answer is read behind the lock: joined to it, it would be the one of before the wait, and a copy may have come meanwhile.
 */
export async function lockDevice(tx: Tx, deviceId: string, command: TakenCommand): Promise<Remembered | null> {
  const [[row], answered] = await Promise.all([
    tx.query<{
      last_seq: string;
      chain: string | null;
      added_at: Date | string;
      location_id: string;
      role: Role | null;
    }>(
      `select d.last_seq, d.chain, d.added_at, d.location_id, a.role
       from device d
       left join associate a on a.associate_id = $2 and a.is_active and a.location_id = d.location_id
       where d.device_id = $1 for no key update of d`,
      [deviceId, command.by],
      "lock-device",
    ),
    readAnswer(tx, command.id),
  ]);
  if (!row) return null;
  return {
    lastSeq: Number(row.last_seq),
    chain: row.chain,
    addedAt: new Date(row.added_at).getTime(),
    locationId: row.location_id,
    by: row.role ? { associateId: command.by, role: row.role } : null,
    answered,
  };
}

async function readAnswer(tx: Tx, commandId: string): Promise<Remembered["answered"]> {
  const [row] = await tx.query<{ outcome: Outcome; args_hash: string; device_id: string }>(
    "select outcome, args_hash, device_id from command_outcome where command_id = $1",
    [commandId],
    "read-answer",
  );
  return row ? { outcome: row.outcome, argsHash: row.args_hash, deviceId: row.device_id } : null;
}

/** Remembers the one answer to a command, and moves the phone's count and chain on, in the command's own transaction. */
export async function recordOutcome(
  tx: Tx,
  command: TakenCommand,
  answer: { readonly deviceId: string; readonly outcome: Outcome; readonly chain: string | null },
): Promise<void> {
  const { deviceId, outcome, chain } = answer;
  const counted =
    command.seq === null
      ? "select $2::uuid, $3::bigint, $4::text"
      : "update device set last_seq = $3, chain = $4 where device_id = $2 returning 1";
  const isRefused = outcome.kind === "refused" || outcome.kind === "failed";
  await tx.query(
    `with counted as (${counted})
     insert into command_outcome (command_id, device_id, seq, name, command_version, args_hash, kind, code, outcome,
       associate_id, issued_at, decided_at, superseded, taken_in_by)
     values ($1, $2, $3, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      command.id,
      deviceId,
      command.seq,
      chain,
      command.name,
      command.v,
      hashOf(command),
      outcome.kind,
      isRefused ? outcome.refusal.code : null,
      JSON.stringify(outcome),
      command.by,
      command.issuedAt,
      outcome.decidedAt,
      isSuperseded(command, outcome),
      command.seq === null ? command.takenInBy : null,
    ],
    command.seq === null ? "record-brought-in" : "record-outcome",
  );
}

/** Accepted once, lost by head office, and not accepted when it was offered again. */
export function isSuperseded(command: TakenCommand, outcome: Outcome): boolean {
  return command.again === true && (outcome.kind === "refused" || outcome.kind === "failed");
}

/** Moves the phone's count past a command that was answered under another number, or brought in, before. */
export async function countOn(
  tx: Tx,
  deviceId: string,
  to: { readonly seq: number; readonly chain: string | null },
): Promise<void> {
  await tx.query("update device set last_seq = $2, chain = $3 where device_id = $1", [deviceId, to.seq, to.chain], "count-on");
}

/** The phone's history is not the one head office knows: somebody may want to know which phone. */
export async function countChainBreak(tx: Tx, deviceId: string): Promise<void> {
  await tx.query("update device set chain_breaks = chain_breaks + 1 where device_id = $1", [deviceId]);
}

/** Since when a command waits here for a head office that knows it, epoch ms: the first time it is asked, that is `now`. */
export async function holdCommand(tx: Tx, commandId: string, now: number): Promise<number> {
  const [row] = await tx.query<{ held_since: Date | string }>(
    `insert into command_fault (command_id, times, last_incident, held_since) values ($1, 0, '', $2)
     on conflict (command_id) do update set held_since = coalesce(command_fault.held_since, excluded.held_since)
     returning held_since`,
    [commandId, new Date(now)],
  );
  return row ? new Date(row.held_since).getTime() : now;
}

/** True when every command named was applied; one refused or unheard of takes those that stand on it with it. */
export async function firstUnmetNeed(tx: Tx, needs: readonly string[]): Promise<string | null> {
  if (needs.length === 0) return null;
  const rows = await tx.query<{ command_id: string }>(
    "select command_id from command_outcome where command_id = any($1::uuid[]) and kind in ('applied', 'adjusted')",
    [needs],
    "met-needs",
  );
  const met = new Set(rows.map((row) => row.command_id));
  return needs.find((id) => !met.has(id)) ?? null;
}
