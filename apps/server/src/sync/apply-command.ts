// Takes one command of a phone: exactly one outcome, at most one effect, however often and by whichever way it arrives.
//
//   lock phone -> answered before? -> next in line, chain fits? -> needs met? -> parse, permitted?, decide, save -> outcome -> feeds -> COMMIT
//                      |                         |
//                 the old answer       "gap": link and send again from there
//
// 1. Effect, ledger, outcome, feed versions and the phone's count and chain commit together or not at all.
// 2. Three walls against doubles: the count under the row lock, the command id (with a hash of its content), the order's own id.
// 3. A command that throws three times is parked as `failed`, so that the ones behind it go on.
// 4. A command of a newer app than this head office waits here for an hour: head office was rolled back, and comes forward again.

import { randomUUID } from "node:crypto";
import {
  createChanges,
  type Database,
  isTransient,
  type Querying,
  recordChanges,
  type Tx,
  violatedConstraint,
  withTx,
} from "@aisle/db";
import { HOUR, type Location, mayAt } from "@aisle/domain";
import { COMMANDS, hashOf, type Outcome, type Refusal } from "@aisle/protocol";
import { type CommandContext, type Decision, RefusedAfterAll, refused, StockMoved } from "../commands/command-handler.ts";
import { openedArgs } from "../commands/opened-args.ts";
import { runCommand } from "../commands/run-command.ts";
import type { PriceSeals } from "../orders/price-desk.ts";
import { personContext } from "../sessions/person-context.ts";
import type { CommandDoor } from "../vault/command-door.ts";
import type { Remembered, TakenCommand } from "./outcomes.ts";
import * as outcomes from "./outcomes.ts";
import { mayBeForgotten } from "./retention.ts";

export type Applied =
  | { readonly kind: "answered"; readonly outcome: Outcome; readonly isRepeat: boolean; readonly feeds: readonly string[] }
  /** `isBreak`: the phone's history is not the one head office knows. */
  | { readonly kind: "gap"; readonly expected: number; readonly chain: string | null; readonly isBreak: boolean }
  /** It is of a newer app than this head office, and waits for it. */
  | { readonly kind: "held" }
  | { readonly kind: "unknown-device" }
  | { readonly kind: "try-later"; readonly incident: string };

export type ApplyDeps = {
  readonly database: Database;
  readonly now: () => number;
  readonly locations: () => Promise<ReadonlyMap<string, Location>>;
  readonly prices: PriceSeals;
  /** Told of every throw, with the incident id the phone may show. */
  readonly onFault: (fault: unknown, incident: string, command: TakenCommand) => void;
  /** Opens what phones sealed; left out, nothing sealed is understood. */
  readonly door?: CommandDoor;
  readonly run?: typeof runCommand;
  /** For the test that the database's policies hold alone. */
  readonly withoutPermissionChecks?: boolean;
};

/** What is known about a command besides itself. */
export type Given = {
  /** The phone's link before and after it; null where the phone knows none. */
  readonly before: string | null;
  readonly after: string | null;
  /** It could not be read: what to answer instead of running it. */
  readonly refusal: Refusal | null;
};

export const PARK_AFTER_FAULTS = 3;
/** How long a command of a newer app holds up those behind it; then it fails, and a person sends it again. */
export const HOLD_NEWER_MS = HOUR;
const ATTEMPTS_FOR_STOCK = 5;
/** The id is another phone's command, of which this one may know nothing else. */
const TAKEN = "command_outcome_pkey";
const ALONE: Given = { before: null, after: null, refusal: null };

export async function applyCommand(
  deps: ApplyDeps,
  deviceId: string,
  command: TakenCommand,
  given: Given = ALONE,
): Promise<Applied> {
  const once = (attempt: number, verdict: Verdict | "taken" | null = given.refusal && failed(given.refusal)) =>
    applyOnce(deps, deviceId, command, { attempt, verdict, given });
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(attempt);
    } catch (fault) {
      if (fault instanceof StockMoved && attempt < ATTEMPTS_FOR_STOCK) continue;
      if (violatedConstraint(fault) === TAKEN) return once(attempt, "taken");
      if (fault instanceof RefusedAfterAll) return once(attempt, refused(fault.refusal));
      const incident = randomUUID().slice(0, 8);
      deps.onFault(fault, incident, command);
      if (isTransient(fault)) return { kind: "try-later", incident };
      const times = await countFault(deps.database.as({ deviceId }), command.id, incident);
      if (times < PARK_AFTER_FAULTS) return { kind: "try-later", incident };
      return once(attempt, failed({ code: "could-not-be-taken", incident }));
    }
  }
}

type Verdict = Decision | { readonly kind: "failed"; readonly refusal: Refusal };

function failed(refusal: Refusal): Verdict {
  return { kind: "failed", refusal };
}

async function applyOnce(
  deps: ApplyDeps,
  deviceId: string,
  command: TakenCommand,
  how: { readonly attempt: number; readonly verdict: Verdict | "taken" | null; readonly given: Given },
): Promise<Applied> {
  const locations = await deps.locations();
  let stamped: ReturnType<typeof recordChanges> | undefined;
  const done = await withTx(deps.database, { associateId: command.by, deviceId }, async (tx): Promise<Applied> => {
    const remembered = await outcomes.lockDevice(tx, deviceId, command);
    if (!remembered) return { kind: "unknown-device" };
    const misfit = misfitOf(command, how.given, remembered);
    if (misfit) {
      if (misfit.isBreak) await outcomes.countChainBreak(tx, deviceId);
      return misfit;
    }
    if (remembered.answered || how.verdict === "taken") {
      return answerAgain(tx, deviceId, command, { remembered, chain: how.given.after, now: deps.now() });
    }

    const changes = createChanges();
    const now = deps.now();
    const decide = async (): Promise<Verdict | "held"> => {
      if (mayBeForgotten(command.id, { now, addedAt: remembered.addedAt })) return failed({ code: "too-old" });
      if (isNewer(command)) {
        const since = await outcomes.holdCommand(tx, command.id, now);
        return now - since < HOLD_NEWER_MS ? "held" : failed({ code: "unknown-command" });
      }
      const unmet = await outcomes.firstUnmetNeed(tx, command.needs);
      if (unmet !== null) return refused({ code: "needs-refused", needs: unmet });
      if (!remembered.by) return refused({ code: "not-allowed" });
      const actor = { ...remembered.by, deviceId, locationId: remembered.locationId };
      // Whoever asked works at the phone's own store: the lock has looked.
      const person = { role: actor.role, locationId: actor.locationId, regionLocations: [actor.locationId] };
      const becoming = tx.become(
        personContext({ ...actor, homeLocationId: actor.locationId, regionLocations: person.regionLocations }),
      );
      const { prices } = deps;
      const isAllowed: CommandContext["mayAt"] = (action, at) =>
        deps.withoutPermissionChecks === true || mayAt(person, action, at);
      const about = { commandId: command.id, now, locations, prices, attempt: how.attempt };
      const context: CommandContext = { tx, changes, actor, mayAt: isAllowed, ...about };
      const said = openedArgs(deps.door, deviceId, command);
      const refusal = refused({ code: "not-understood", where: "", why: "does not open" });
      const run = async () => (said ? (deps.run ?? runCommand)({ ...command, ...said }, context) : refusal);
      const [decision] = await Promise.all([run(), becoming]);
      return decision;
    };
    const decision = how.verdict ?? (await decide());
    if (decision === "held") return { kind: "held" };
    const at = { id: command.id, seq: command.seq ?? 0, decidedAt: new Date(now).toISOString() };
    const outcome: Outcome = { ...at, ...decision };
    tx.closing(outcomes.recordOutcome(tx, command, { deviceId, outcome, chain: how.given.after }));
    stamped = recordChanges(tx, changes);
    tx.closing(stamped);
    return { kind: "answered", outcome, isRepeat: false, feeds: [] };
  });
  return done.kind === "answered" && stamped ? { ...done, feeds: [...(await stamped).keys()] } : done;
}

/**
 * Whether the command's place fits what head office has counted: null, or from where to send again. A number that was given
 * to another command before, and a chain with another past, are breaks: a restored backup, or harm on the way.
 */
function misfitOf(
  command: TakenCommand,
  { before }: Given,
  { lastSeq, chain, answered }: Remembered,
): Extract<Applied, { readonly kind: "gap" }> | null {
  const { seq } = command;
  if (seq === null || (answered && seq <= lastSeq)) return null;
  const isNext = seq === lastSeq + 1;
  const fits = before === null || chain === null || before === chain;
  if (isNext && fits) return null;
  return { kind: "gap", expected: lastSeq + 1, chain, isBreak: isNext || seq <= lastSeq };
}

/** Of a newer app: the name is unknown here, or known in an older version only. */
function isNewer({ name, v }: TakenCommand): boolean {
  const known = Object.entries(COMMANDS).find(([each]) => each === name)?.[1];
  return !known || v > known.version;
}

/** The id is known: the old answer, or a refusal when it is another phone's, or the phone asks something else under it. */
async function answerAgain(
  tx: Tx,
  deviceId: string,
  command: TakenCommand,
  about: { readonly remembered: Remembered; readonly chain: string | null; readonly now: number },
): Promise<Applied> {
  const { answered, lastSeq } = about.remembered;
  const { id, seq } = command;
  if (seq === lastSeq + 1) await outcomes.countOn(tx, deviceId, { seq, chain: about.chain });
  const isSame = answered?.argsHash === hashOf(command) && answered.deviceId === deviceId;
  const decidedAt = answered?.outcome.decidedAt ?? new Date(about.now).toISOString();
  const outcome: Outcome = isSame
    ? { ...answered.outcome, seq: seq ?? answered.outcome.seq }
    : { id, seq: seq ?? 0, decidedAt, kind: "refused", refusal: { code: "same-id-other-content" } };
  return { kind: "answered", outcome, isRepeat: true, feeds: [] };
}

async function countFault(database: Querying, commandId: string, incident: string): Promise<number> {
  const [row] = await database.query<{ times: number }>(
    `insert into command_fault (command_id, times, last_incident) values ($1, 1, $2)
     on conflict (command_id) do update set times = command_fault.times + 1, last_incident = $2, last_at = now()
     returning times`,
    [commandId, incident],
  );
  return row?.times ?? 1;
}
