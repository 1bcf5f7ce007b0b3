// Every way a PIN is judged at head office: to begin a shift, to unlock, to switch, to step up. One count for all of them.
//
//   one person on one phone   5 wrong: half a minute each;  10 wrong: a manager, or a full start of the shift
//   one phone, whoever it is  10 wrong within a quarter of an hour: five minutes
//
// 1. A try is counted before it is judged, so that 10,000 tries made at once are judged ten times at most.
// 2. Nobody's tries on one phone keep anybody off another phone.
// 3. Somebody unknown, somebody without a PIN and somebody with another PIN take equally long.

import { type Database, DOOR, hashPin, verifyPin } from "@aisle/db";
import { MINUTE, SECOND } from "@aisle/domain";
import type { Secrets } from "../secrets.ts";
import { countTry, forgetTries, type TryLimit } from "./wrong-tries.ts";

export type PinAnswer =
  | { readonly kind: "right" }
  | { readonly kind: "wrong-pin"; readonly triesLeft: number }
  | { readonly kind: "wait"; readonly seconds: number }
  /** Ten wrong ones: only a manager or another proof helps. */
  | { readonly kind: "locked" };

export type PinCheck = (asked: {
  readonly deviceId: string;
  readonly associateId: string;
  readonly pin: string;
  /** False for somebody who may not work here: never right, and found out no sooner. */
  readonly isOurs: boolean;
}) => Promise<PinAnswer>;

export const TRIES = 5;
export const LOCK_AT = 10;
const WAIT_MS = 30 * SECOND;
const PHONE_TRIES = 10;
const PHONE_WAIT_MS = 5 * MINUTE;
const PHONE_WINDOW_MS = 15 * MINUTE;

export function createPinCheck(deps: {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly now: () => number;
  /** Told once when somebody's PIN stops working on a phone. */
  readonly onLocked?: (who: { readonly deviceId: string; readonly associateId: string }) => void;
  readonly verify?: typeof verifyPin;
}): PinCheck {
  const { database, now } = deps;
  const pepper = deps.secrets.keyFor("pin-pepper");
  const verify = deps.verify ?? verifyPin;
  const nobodys = hashPin("nobody", pepper);
  return async ({ deviceId, associateId, pin, isOurs }) => {
    const limits: readonly [TryLimit, TryLimit] = [
      { key: pinKey({ associateId, deviceId }), tries: TRIES, waitMs: WAIT_MS, lockAt: LOCK_AT },
      { key: `pins:${deviceId}`, tries: PHONE_TRIES, waitMs: PHONE_WAIT_MS, windowMs: PHONE_WINDOW_MS },
    ];
    const taken = await countTry(database, limits, now());
    if (taken.kind !== "counted") return taken;
    const [row] = await database
      .as(DOOR)
      .query<{ pin_hash: string | null }>("select pin_hash from associate where associate_id = $1 and is_active and $2", [
        associateId,
        isOurs,
      ]);
    const fit = await verify(pin, row?.pin_hash ?? (await nobodys), pepper);
    if (fit !== "wrong") {
      await forgetTries(database, limits[0].key, limits[1].key);
      // Nobody waits for the better hash; what fails here is made good at the next sign-in.
      if (fit === "outdated") void keepPin(database, { associateId, pin, pepper }).catch(() => undefined);
      return { kind: "right" };
    }
    if (taken.isLast) deps.onLocked?.({ deviceId, associateId });
    if (taken.isLast) return { kind: "locked" };
    if (taken.waitMs > 0) return { kind: "wait", seconds: taken.waitMs / SECOND };
    return { kind: "wrong-pin", triesLeft: taken.left };
  };
}

/** What one person's wrong PINs on one phone are counted under. */
export function pinKey({ associateId, deviceId }: { readonly associateId: string; readonly deviceId: string }): string {
  return `pin:${associateId}:${deviceId}`;
}

/** Gives somebody a PIN. Whether it may be chosen is asked before. */
export async function keepPin(
  database: Database,
  { associateId, pin, pepper }: { readonly associateId: string; readonly pin: string; readonly pepper: Buffer },
): Promise<void> {
  await database
    .as(DOOR)
    .execute("update associate set pin_hash = $2 where associate_id = $1", [associateId, await hashPin(pin, pepper)]);
}
