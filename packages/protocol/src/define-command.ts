import type { z } from "zod";

/** A command's place in the registry: what a person asks for, by name and version, and the shape of what they say. */
export type CommandDefinition<Name extends string, Args extends z.ZodType, Version extends number = number> = {
  readonly name: Name;
  /** Bumped only when the shape changes incompatibly; the old shape then keeps an upcaster for ever. */
  readonly version: Version;
  /** Whether what a person says by it is about a client: then it rests and travels sealed. */
  readonly carriesPersonalData: boolean;
  readonly args: Args;
};

export function defineCommand<const Name extends string, Args extends z.ZodType, const Version extends number>(
  definition: CommandDefinition<Name, Args, Version>,
): CommandDefinition<Name, Args, Version> {
  return definition;
}
