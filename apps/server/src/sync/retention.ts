import { DAY } from "@aisle/domain";
import { KEEP_DAYS } from "@aisle/protocol";

/** How long head office remembers; phones forget by the same floor. */
export type Retention = {
  /** Rows that left a feed. A phone away for longer reads that feed anew; and so long a phone keeps its answered commands. */
  readonly tombstoneDays: number;
  /** Answers, once the phone has said that it holds them. */
  readonly outcomeDays: number;
};

export const RETENTION: Retention = { tombstoneDays: KEEP_DAYS, outcomeDays: 180 };

/**
 * Whether a command that head office does not know may be one it knew and forgot: taking it could take it twice.
 * Its id is a UUIDv7, which begins with the time it was made by the phone's clock; any other id says nothing, and so does
 * the id of a phone whose clock stands before the day it was added.
 */
export function mayBeForgotten(
  commandId: string,
  { now, addedAt, retention = RETENTION }: { readonly now: number; readonly addedAt: number; readonly retention?: Retention },
): boolean {
  const madeAt = timeOfId(commandId);
  return madeAt !== null && madeAt >= addedAt && madeAt < now - retention.outcomeDays * DAY;
}

/** Epoch ms in a UUIDv7 (RFC 9562, 5.7), or null for another kind of UUID. */
function timeOfId(id: string): number | null {
  return id[14] === "7" ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) : null;
}
