import { z } from "zod";
import { PushedCommand } from "./exchange.ts";

/** Commands head office takes from one package. */
export const MAX_RESCUED = 5000;

/** A command in a package. Its number, if it had one, is told for people; head office takes it without. */
export const RescuedCommand = PushedCommand.extend({ seq: z.int().positive().nullable() });
export type RescuedCommand = z.infer<typeof RescuedCommand>;

/** What is sealed. Each command is parsed alone, so that one that cannot be read does not hold up the others. */
export const RescueContent = z.object({ commands: z.array(z.unknown()).max(MAX_RESCUED) });
