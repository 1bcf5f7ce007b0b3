import { beyondBounds, isSealed, type PushedCommand } from "@aisle/protocol";
import type { CommandDoor } from "../vault/command-door.ts";

type Said = Pick<PushedCommand, "id" | "name" | "v" | "args" | "by">;

/**
 * What was said, opened where it was sealed. Null for what does not open, and for what opens to more than any phone says: what
 * is sealed was not looked over on its way in.
 */
export function openedArgs(door: CommandDoor | undefined, device: string, command: Said): { readonly args: unknown } | null {
  if (!isSealed(command.args)) return { args: command.args };
  const args = door?.open(command.args, { ...command, device });
  return args === undefined || beyondBounds(args) ? null : { args };
}
