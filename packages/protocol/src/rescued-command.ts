import { AssociateId, CommandId } from "@aisle/domain";
import { z } from "zod";

/** Commands head office takes from one package. */
export const MAX_RESCUED = 5000;

/** A command in a package. Its number, if it had one, is told for people; head office takes it without. */
export const RescuedCommand = z.object({
  seq: z.int().positive().nullable(),
  id: CommandId,
  name: z.string().max(100),
  v: z.int().positive(),
  args: z.unknown(),
  by: AssociateId,
  needs: z.array(CommandId).max(20),
  issuedAt: z.iso.datetime(),
});
export type RescuedCommand = z.infer<typeof RescuedCommand>;

/** What is sealed. Each command is parsed alone, so that one that cannot be read does not hold up the others. */
export const RescueContent = z.object({ commands: z.array(z.unknown()).max(MAX_RESCUED) });
