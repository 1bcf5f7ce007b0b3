// Takes in what a phone could not send itself, from whoever carried it here.
//
//   sealed package -> whose key? -> open -> each command as that phone's, in its order, without a number -> what became of it
//                        |            |
//                   "unknown-phone"  "does-not-open": altered, forged, or another chain's
//
// 1. Who carries it decides only whether it is opened; each command is judged for the person who asked, as in a push.
// 2. The walls of apply-command.ts stand here too: a second package, or the phone itself coming back, has no second effect.
// 3. A package is answered whole or "try later". Trying again is harmless: what was taken is answered by its id.

import { mayTakeIn } from "@aisle/domain";
import {
  beyondBounds,
  type RescueAnswer,
  RescuedCommand,
  type RescueEnvelope,
  type RescueRefusal,
  readRescueEnvelope,
} from "@aisle/protocol";
import { openedArgs } from "../commands/opened-args.ts";
import { personContext } from "../sessions/person-context.ts";
import type { Session } from "../sessions/session-reader.ts";
import { type Applied, type ApplyDeps, applyCommand } from "../sync/apply-command.ts";
import type { ExchangeDeps } from "../sync/exchange.ts";
import type { UnnumberedCommand } from "../sync/outcomes.ts";
import { describeForPerson, type Taken } from "./for-a-person.ts";
import { openPackage } from "./open-package.ts";
import { readRescueKey } from "./rescue-keys.ts";

export type TakeInDeps = Pick<ExchangeDeps, keyof ApplyDeps | "epoch" | "onAnswered" | "poke"> & {
  readonly onBrought: (brought: PackageBrought) => void;
};

/** Whose package, who brought it on which phone, and how it went: for the log. With each outcome only who brought it is kept. */
export type PackageBrought = {
  readonly deviceId: string;
  readonly carrier: string;
  readonly carriedBy: string;
  readonly outcome: Exclude<RescueAnswer, { readonly kind: "try-later" }>;
};

/** A command that throws is parked at its third time, so this many tries settle all but a database that is away. */
const TRIES = 3;
const TRY_LATER_MS = 5000;

export async function takeIn(deps: TakeInDeps, session: Session, bytes: Uint8Array<ArrayBuffer>): Promise<RescueAnswer> {
  const envelope = readRescueEnvelope(bytes);
  if (!envelope.ok) return refused(envelope.refusal);
  const deviceId = envelope.value.device;
  const outcome = await takeOut(deps, session, envelope.value);
  if (outcome.kind === "try-later") return outcome;
  deps.onBrought({ deviceId, carrier: session.deviceId, carriedBy: session.associateId, outcome });
  return outcome;
}

async function takeOut(deps: TakeInDeps, session: Session, envelope: RescueEnvelope): Promise<RescueAnswer> {
  const { device } = envelope;
  const phone = await readRescueKey(deps.database, device);
  if (!phone) return refused("unknown-phone");
  if (session.locationId !== phone.locationId) return refused("other-store");
  if (!mayTakeIn(session, phone)) return refused("not-allowed");
  const opened = await openPackage(envelope, phone.key);
  if (!opened.ok) return refused(opened.refusal);

  const commands = opened.value.flatMap(readCommand);
  const taken: Taken[] = [];
  for (const command of commands) {
    const answer = await takePatiently(deps, device, { ...command, seq: null, takenInBy: session.associateId });
    if (answer.kind !== "answered") {
      return { kind: "try-later", afterMs: TRY_LATER_MS, ...(answer.kind === "try-later" && { incident: answer.incident }) };
    }
    const said = { ...command, ...openedArgs(deps.door, device, command) };
    taken.push({ command: said, outcome: answer.outcome, isRepeat: answer.isRepeat });
    deps.onAnswered(answer.outcome, command.name, answer.isRepeat);
    deps.poke(answer.feeds, device);
  }

  return {
    kind: "taken-in",
    epoch: deps.epoch,
    actions: taken.length,
    confirmed: taken.filter(({ outcome }) => outcome.kind === "applied").length,
    known: taken.filter(({ isRepeat }) => isRepeat).length,
    unreadable: opened.value.length - commands.length,
    needsYou: await describeForPerson(deps.database.as(personContext(session)), phone.locationId, taken),
  };
}

function refused(code: RescueRefusal): Extract<RescueAnswer, { readonly kind: "refused" }> {
  return { kind: "refused", code };
}

/** The command, or nothing where a fault of Aisle's made it unreadable. */
function readCommand(sealed: unknown): RescuedCommand[] {
  const read = beyondBounds(sealed) ? undefined : RescuedCommand.safeParse(sealed).data;
  return read ? [read] : [];
}

async function takePatiently(deps: TakeInDeps, deviceId: string, command: UnnumberedCommand): Promise<Applied> {
  for (let tries = 1; ; tries++) {
    const answer = await applyCommand(deps, deviceId, command);
    if (answer.kind !== "try-later" || tries === TRIES) return answer;
  }
}
