import { z } from "zod";

/** How a phone says it is, for whoever looks after a store's phones. It decides nothing. */
export const PhoneHealth = z.object({
  /** Actions of its own without an answer, and packages it carries for another phone. */
  waiting: z.int().nonnegative(),
  /** Bytes in use, and bytes the browser would give; null where it does not say. */
  usedBytes: z.int().nonnegative().nullable(),
  quotaBytes: z.int().nonnegative().nullable(),
  /** Whether the browser promised to keep what is stored; null where it does not say. */
  isPersistent: z.boolean().nullable(),
});
export type PhoneHealth = z.infer<typeof PhoneHealth>;
