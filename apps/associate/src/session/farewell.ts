// A phone that was taken out of use leaves, at its next contact, by its key alone:
//
//   "revoked" -> locked -> its unsent work, sealed -> at head office? -> everything off this phone -> "gone"
//                                                        | no
//                                                        +-> later: nothing was removed
//
// 1. Nothing unsent is removed before head office has said that it keeps it: packed and deposited in one go, and looked at again.
// 2. It is not the same phone afterwards: a new id and a new key, if somebody adds it again.

import type { DeviceId } from "@aisle/domain";
import { becomeNew } from "../phone-db/wipe.ts";
import type { DatabaseDoor } from "../phone-db/with-database.ts";
import { packOutbox } from "../rescue/pack-outbox.ts";
import { toBase64 } from "../rescue/rescue-desk.ts";
import { keepRescueKey } from "../rescue/rescue-key.ts";
import { askForLastKey, leaveDeposit, tellGone, UNREACHABLE } from "./head-office.ts";

export type Farewell = "gone" | "later";

const MOST_ROUNDS = 5;

export async function sayFarewell(deps: {
  readonly door: DatabaseDoor;
  readonly deviceId: DeviceId;
  /** Keys and opened rows leave memory. */
  readonly lock: () => void;
  readonly clearCopies: () => Promise<unknown>;
}): Promise<Farewell> {
  const { door, deviceId, lock, clearCopies } = deps;
  lock();
  const key = await askForLastKey();
  if (key === UNREACHABLE) return "later";
  await keepRescueKey(door, key);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (const carried of await door.call((db) => db.rescued.filter(({ answer }) => answer === null).toArray())) {
      if ((await leaveDeposit(toBase64(carried.bytes))) !== "kept") return "later";
    }
    const packed = await packOutbox(door, { device: deviceId, now: Date.now() });
    if (packed.kind === "packed" && (await leaveDeposit(toBase64(packed.bytes))) !== "kept") return "later";
    if (packed.kind !== "packed" && packed.kind !== "nothing") return "later";
    // A tab that was still saving may have come in between: then once more.
    if (!(await becomeNew(door))) continue;
    await clearCopies();
    await tellGone();
    return "gone";
  }
  return "later";
}
