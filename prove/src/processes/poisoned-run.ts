import { type ApplyDeps, runCommand } from "@aisle/server/testing";
import { POISON } from "./plan.ts";

/** Head office's handlers with one fault planted in them: they throw at whatever holds the poison, every time. */
export const poisonedRun: NonNullable<ApplyDeps["run"]> = (command, context) => {
  if (JSON.stringify(command.args).includes(POISON)) throw new Error("poisoned");
  return runCommand(command, context);
};
