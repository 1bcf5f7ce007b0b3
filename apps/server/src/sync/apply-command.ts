// Takes one command from a phone: exactly one outcome, at most one effect, however often it arrives.
//
//   lock phone -> answered before? -> next in line? -> needs met? -> parse, permitted?, decide, save -> outcome -> feeds -> COMMIT
//                      |                   |
//                 the old answer       "gap": send again from there
//
// 1. Effect, ledger, outcome, feed versions and the phone's count commit together or not at all.
// 2. Three walls against doubles: the count under the row lock, the command id (with a hash of its content), the order's own id.
// 3. A command that throws three times is parked as `failed`, so that the ones behind it go on.

import { randomUUID } from "node:crypto";
import { createChanges, type Database, isTransient, recordChanges, type Tx, withTx } from "@aisle/db";
import type { Location } from "@aisle/domain";
import type { Outcome, PushedCommand, Refusal } from "@aisle/protocol";
import { type CommandContext, type Decision, RefusedAfterAll, refused, StockMoved } from "../commands/command-handler.ts";
import { runCommand } from "../commands/run-command.ts";
import { countOn, firstUnmetNeed, hashOf, lockDevice, type Remembered, recordOutcome } from "./outcomes.ts";

export type Applied =
  | { readonly kind: "answered"; readonly outcome: Outcome; readonly isRepeat: boolean; readonly feeds: readonly string[] }
  | { readonly kind: "gap"; readonly expected: number }
  | { readonly kind: "unknown-device" }
  | { readonly kind: "try-later"; readonly incident: string };

export type ApplyDeps = {
  readonly database: Database;
  readonly now: () => number;
  readonly locations: () => Promise<ReadonlyMap<string, Location>>;
  /** Told of every throw, with the incident id the phone may show. */
  readonly onFault: (fault: unknown, incident: string, command: PushedCommand) => void;
  readonly run?: typeof runCommand;
};

export const PARK_AFTER_FAULTS = 3;
const ATTEMPTS_FOR_STOCK = 5;

export async function applyCommand(deps: ApplyDeps, deviceId: string, command: PushedCommand): Promise<Applied> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await applyOnce(deps, deviceId, command, { attempt });
    } catch (fault) {
      if (fault instanceof StockMoved && attempt < ATTEMPTS_FOR_STOCK) continue;
      if (fault instanceof RefusedAfterAll)
        return applyOnce(deps, deviceId, command, { attempt, verdict: refused(fault.refusal) });
      const incident = randomUUID().slice(0, 8);
      deps.onFault(fault, incident, command);
      if (isTransient(fault)) return { kind: "try-later", incident };
      const times = await countFault(deps.database, command.id, incident);
      if (times < PARK_AFTER_FAULTS) return { kind: "try-later", incident };
      return applyOnce(deps, deviceId, command, { attempt, verdict: parked(incident) });
    }
  }
}

type Verdict = Decision | { readonly kind: "failed"; readonly refusal: Refusal };

function parked(incident: string): Verdict {
  return { kind: "failed", refusal: { code: "could-not-be-taken", incident } };
}

async function applyOnce(
  deps: ApplyDeps,
  deviceId: string,
  command: PushedCommand,
  how: { readonly attempt: number; readonly verdict?: Verdict },
): Promise<Applied> {
  const locations = await deps.locations();
  return withTx(deps.database, { associateId: command.by, deviceId }, async (tx): Promise<Applied> => {
    const remembered = await lockDevice(tx, deviceId, command);
    if (!remembered) return { kind: "unknown-device" };
    if (remembered.answered) return answerAgain(tx, deviceId, command, remembered);
    if (command.seq !== remembered.lastSeq + 1) return { kind: "gap", expected: remembered.lastSeq + 1 };

    const changes = createChanges();
    const now = deps.now();
    const decide = async (): Promise<Decision> => {
      const unmet = await firstUnmetNeed(tx, command.needs);
      if (unmet !== null) return refused({ code: "needs-refused", needs: unmet });
      if (!remembered.by) return refused({ code: "not-allowed" });
      const actor = { ...remembered.by, deviceId, locationId: remembered.locationId };
      const context: CommandContext = { tx, changes, actor, commandId: command.id, now, locations, attempt: how.attempt };
      return (deps.run ?? runCommand)(command, context);
    };
    const at = { id: command.id, seq: command.seq, decidedAt: new Date(now).toISOString() };
    const outcome: Outcome = { ...at, ...(how.verdict ?? (await decide())) };
    tx.closing(recordOutcome(tx, command, { deviceId, outcome }));
    tx.closing(recordChanges(tx, changes));
    return { kind: "answered", outcome, isRepeat: false, feeds: [...changes.touched.feeds] };
  });
}

/** The id is known: the old answer, or a refusal when the phone asks something else under the same id. */
async function answerAgain(tx: Tx, deviceId: string, command: PushedCommand, remembered: Remembered): Promise<Applied> {
  const { answered, lastSeq } = remembered;
  if (!answered) throw new Error("nothing was answered");
  if (command.seq > lastSeq + 1) return { kind: "gap", expected: lastSeq + 1 };
  if (command.seq === lastSeq + 1) await countOn(tx, deviceId, command.seq);
  const isSame = answered.argsHash === hashOf(command) && answered.deviceId === deviceId;
  const { id, decidedAt } = answered.outcome;
  const outcome: Outcome = isSame
    ? { ...answered.outcome, seq: command.seq }
    : { id, seq: command.seq, decidedAt, kind: "refused", refusal: { code: "same-id-other-content" } };
  return { kind: "answered", outcome, isRepeat: true, feeds: [] };
}

async function countFault(database: Database, commandId: string, incident: string): Promise<number> {
  const [row] = await database.query<{ times: number }>(
    `insert into command_fault (command_id, last_incident) values ($1, $2)
     on conflict (command_id) do update set times = command_fault.times + 1, last_incident = $2, last_at = now()
     returning times`,
    [commandId, incident],
  );
  return row?.times ?? 1;
}
