import type { CommandId } from "@aisle/domain";
import type { AnyCommand, CommandLabel } from "@aisle/sync";

/** What an associate asks for, with the words a list of commands shows. */
export type Asked = AnyCommand & {
  readonly label: CommandLabel;
  /** Commands that must be taken first: the client this order is for. */
  readonly needs?: readonly CommandId[];
  /** How long Undo is offered before it is sent, in ms; six seconds for a booking and none for the rest, unless said. */
  readonly graceMs?: number;
};
