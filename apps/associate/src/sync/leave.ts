// Leaving a phone: signing out, handing it to somebody else, a new version, taking everything off it.
//
//                        unsent      unknown          unseen
//   sign out, hand over  stays       stays            stays       nothing is removed: it goes at the next sign-in
//   new version          stays       stays            stays       the page is loaded again, storage is not touched
//   take everything off  refused     asked, refused   refused     until a person has decided about exactly these   wipe.ts

import { type InTheWay, readInTheWay, type Wiped, wipe } from "../phone-db/wipe.ts";
import type { DatabaseDoor } from "../phone-db/with-database.ts";

export type LeaveDeps = {
  readonly door: DatabaseDoor;
  /** Asks head office what became of commands it never answered, and keeps the answers; does nothing without signal. */
  readonly check: () => Promise<unknown>;
};

/** What stands in the way of taking everything off this phone. Commands whose answer never came are asked for first. */
export async function whatStandsInTheWay({ door, check }: LeaveDeps): Promise<InTheWay> {
  const before = await readInTheWay(door);
  if (before.unknown.length === 0) return before;
  await check();
  return readInTheWay(door);
}

/** Takes everything off this phone, or says what a person has to decide about first. `decided` are the ids they gave up. */
export async function leaveForGood(deps: LeaveDeps, decided: readonly string[]): Promise<Wiped> {
  await whatStandsInTheWay(deps);
  return wipe(deps.door, decided);
}
