import { type ArgsOf, COMMANDS, type CommandName, whereOf } from "@aisle/protocol";
import type { TakenCommand } from "../sync/outcomes.ts";
import { type CommandContext, type CommandHandler, type Decision, refused } from "./command-handler.ts";
import { HANDLERS } from "./index.ts";
import { UPCASTERS, upcast } from "./upcast.ts";

/** Brings up to date, parses, judges and runs one command. Everything an outsider can get wrong is a refusal, never a throw. */
export async function runCommand(
  command: Pick<TakenCommand, "id" | "name" | "v" | "args">,
  context: CommandContext,
): Promise<Decision> {
  if (!isCommandName(command.name)) return refused({ code: "unknown-command" });
  const definition = COMMANDS[command.name];
  if (command.v > definition.version) return refused({ code: "unknown-command" });
  const args = definition.args.safeParse(upcast(UPCASTERS[command.name], command.v, command.args));
  if (!args.success) {
    const [issue] = args.error.issues;
    return refused({ code: "not-understood", where: whereOf(issue?.path ?? []), why: issue?.message ?? "" });
  }
  // The one cast: TypeScript cannot tie a name to its own args through a registry; the line above has just checked them.
  const handler = HANDLERS[command.name] as unknown as CommandHandler<CommandName>;
  if (!context.mayAt(handler.needs, context.actor.locationId)) return refused({ code: "not-allowed" });
  return handler.handle(args.data as ArgsOf<CommandName>, context);
}

function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}
