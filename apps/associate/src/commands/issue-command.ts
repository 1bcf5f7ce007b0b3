import { type AssociateId, type CommandId, SECOND } from "@aisle/domain";
import type { COMMANDS, CommandName } from "@aisle/protocol";
import type { AnyCommand, CommandDraft, CommandLabel, RestingDraft, SyncStorage } from "@aisle/sync";
import { newId } from "./new-id.ts";
import { storable } from "./storable.ts";

/** How long a booking may be undone before it is first sent: the time its toast stands. */
export const BOOKING_GRACE_MS = 6 * SECOND;

/**
 * The version of each command this app speaks. Written here once more because the registry brings the parser of the whole wire
 * along, 30 kB that only head office needs; a test holds the two together.
 */
export const COMMAND_VERSIONS = {
  "customer.add-note": 1,
  "customer.create": 1,
  "customer.save-address": 1,
  "customer.set-consent": 1,
  "order.ship-to-home": 2,
} as const satisfies { readonly [Name in CommandName]: (typeof COMMANDS)[Name]["version"] };

/** Which commands say something about a client: those rest and travel sealed. Held together with the registry like the above. */
export const PERSONAL_COMMANDS: { readonly [Name in CommandName]: boolean } = {
  "customer.add-note": true,
  "customer.create": true,
  "customer.save-address": true,
  "customer.set-consent": true,
  "order.ship-to-home": true,
};

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
 * "On this phone". `seal` closes what is said about clients to everybody but head office and the asker. Rejects when this phone's storage fails; nothing is saved then. Wake the loop afterwards.
 * Answers the id it is saved under: a command made again from a refused one is made once, however often it is asked for.
 */
export async function issueCommand(
  outbox: Pick<SyncStorage, "enqueue">,
  request: CommandRequest,
  seal: (draft: CommandDraft) => Promise<RestingDraft>,
): Promise<CommandId> {
  const { graceMs, needs = [], ...command } = request;
  const now = Date.now();
  const draft: CommandDraft = {
    ...storable(command),
    // Boundary: a fresh UUIDv7 is what a command's id is made of.
    id: newId() as CommandId,
    v: COMMAND_VERSIONS[command.name],
    needs,
    issuedAt: new Date(now).toISOString(),
    notBefore: graceMs > 0 ? now + graceMs : 0,
  };
  const row = await outbox.enqueue(PERSONAL_COMMANDS[command.name] ? await seal(draft) : draft);
  return row.id;
}
