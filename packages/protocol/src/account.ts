import { CommandId, DeviceId } from "@aisle/domain";
import { z } from "zod";
import { MAX_ACCOUNT } from "./limits.ts";
import type { Outcome } from "./outcome.ts";

/** A phone asks what became of its commands: `ids` are what it lists, `since` how far back head office's own list goes. */
export const AccountRequest = z.object({
  device: DeviceId,
  ids: z.array(CommandId).max(MAX_ACCOUNT),
  since: z.iso.datetime().refine((at) => !at.startsWith("0000"), "there is no year 0"),
});
export type AccountRequest = z.infer<typeof AccountRequest>;

export type Account = {
  readonly epoch: string;
  readonly answered: readonly Outcome[];
  /** Never seen by head office. */
  readonly unknown: readonly CommandId[];
  /** Head office's from this phone since then, that the phone did not list; the latest first. */
  readonly unlisted: readonly { readonly id: CommandId; readonly name: string; readonly decidedAt: string }[];
  readonly lastSeq: number;
  readonly chain: string | null;
};
