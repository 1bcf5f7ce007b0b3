import { type AssociateId, assert, CommandId, SECOND } from "@aisle/domain";
import { COMMANDS } from "@aisle/protocol";
import type { AnyCommand, CommandLabel, SyncStorage } from "@aisle/sync";
import { newId } from "./new-id.ts";

/** How long a booking may be undone before it is first sent: the time its toast stands. */
export const BOOKING_GRACE_MS = 6 * SECOND;

export type CommandRequest = AnyCommand & {
  readonly by: AssociateId;
  readonly label: CommandLabel;
  /** Commands that must have been taken before this one. */
  readonly needs?: readonly CommandId[];
  /** How long Undo is offered, in ms. 0: sent at once. */
  readonly graceMs: number;
};

/**
 * The only write door: appends what a person asked for to the outbox. Durable when it resolves, and only then may a screen say
 * "On this phone". Rejects when this phone's storage fails; nothing is saved then. Wake the loop afterwards.
 * Answers the id it is saved under: a command made again from a refused one is made once, however often it is asked for.
 */
export async function issueCommand(outbox: Pick<SyncStorage, "enqueue">, request: CommandRequest): Promise<CommandId> {
  const { graceMs, needs = [], ...command } = request;
  const definition = COMMANDS[command.name];
  // A form must not let through what head office cannot read: found here it is a bug in a screen, found there a lost booking.
  const checked = definition.args.safeParse(command.args);
  assert(checked.success, `${command.name} was asked for with arguments of another shape`);
  const now = Date.now();
  const row = await outbox.enqueue({
    ...command,
    id: CommandId.parse(newId()),
    v: definition.version,
    needs,
    issuedAt: new Date(now).toISOString(),
    notBefore: graceMs > 0 ? now + graceMs : 0,
  });
  return row.id;
}
