import { createHash } from "node:crypto";
import type { Tx } from "@aisle/db";
import type { Role } from "@aisle/domain";
import type { Outcome, PushedCommand } from "@aisle/protocol";

/** What head office remembers of a phone and of one command id, read under the phone's row lock. */
export type Remembered = {
  readonly lastSeq: number;
  readonly locationId: string;
  /** The person who asked for it, where they work at the phone's store. */
  readonly by: { readonly associateId: string; readonly role: Role } | null;
  readonly answered: { readonly outcome: Outcome; readonly argsHash: string; readonly deviceId: string } | null;
};

/** Locks the phone's row: its commands are taken one at a time, in its order. Null for a phone head office does not know. */
export async function lockDevice(tx: Tx, deviceId: string, command: PushedCommand): Promise<Remembered | null> {
  const [row] = await tx.query<{
    last_seq: string;
    location_id: string;
    role: Role | null;
    outcome: Outcome | null;
    args_hash: string | null;
    answered_device: string | null;
  }>(
    `select d.last_seq, d.location_id, a.role, o.outcome, o.args_hash, o.device_id as answered_device
     from device d
     left join associate a on a.associate_id = $3 and a.is_active and a.location_id = d.location_id
     left join command_outcome o on o.command_id = $2
     where d.device_id = $1 for no key update of d`,
    [deviceId, command.id, command.by],
    "lock-device",
  );
  if (!row) return null;
  const lastSeq = Number(row.last_seq);
  // Having waited for the row, Postgres reads it anew, but not what it was joined with: its other copy's answer may be there now.
  if (!row.outcome && command.seq <= lastSeq) Object.assign(row, await readAnswer(tx, command.id));
  const { outcome, args_hash: argsHash, answered_device: answeredDevice } = row;
  return {
    lastSeq,
    locationId: row.location_id,
    by: row.role ? { associateId: command.by, role: row.role } : null,
    answered: outcome && argsHash && answeredDevice ? { outcome, argsHash, deviceId: answeredDevice } : null,
  };
}

type AnswerRow = { outcome: Outcome; args_hash: string; answered_device: string };

async function readAnswer(tx: Tx, commandId: string): Promise<AnswerRow | undefined> {
  const [row] = await tx.query<AnswerRow>(
    "select outcome, args_hash, device_id as answered_device from command_outcome where command_id = $1",
    [commandId],
    "read-answer",
  );
  return row;
}

/** Remembers the one answer to a command and moves the phone's count on, in the command's own transaction. */
export async function recordOutcome(
  tx: Tx,
  command: PushedCommand,
  answer: { readonly deviceId: string; readonly outcome: Outcome },
): Promise<void> {
  const { outcome } = answer;
  await tx.query(
    `with counted as (update device set last_seq = $3 where device_id = $2)
     insert into command_outcome (command_id, device_id, seq, name, command_version, args_hash, kind, code, outcome, associate_id, issued_at, decided_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      command.id,
      answer.deviceId,
      command.seq,
      command.name,
      command.v,
      hashOf(command),
      outcome.kind,
      "refusal" in outcome ? outcome.refusal.code : null,
      JSON.stringify(outcome),
      command.by,
      command.issuedAt,
      outcome.decidedAt,
    ],
    "record-outcome",
  );
}

/** Moves the phone's count past a command that was answered under another number before. */
export async function countOn(tx: Tx, deviceId: string, seq: number): Promise<void> {
  await tx.query("update device set last_seq = $2 where device_id = $1", [deviceId, seq], "count-on");
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

/** SHA-256 over what the person asked for, keys in sorted order: the same id with another content is caught by it. */
export function hashOf(command: PushedCommand): string {
  return createHash("sha256")
    .update(`${command.name}\n${command.v}\n${canonical(command.args)}`)
    .digest("base64url");
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(",")}}`;
}
