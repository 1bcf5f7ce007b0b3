// Leaving a phone: signing out, handing it to somebody else, a new version, taking everything off it.
//
//                        unsent      unknown          unseen
//   sign out, hand over  stays       stays            stays       nothing is removed: it goes at the next sign-in
//   new version          stays       stays            stays       the page is loaded again, storage is not touched
//   take everything off  refused     asked, refused   refused     until a person has decided about exactly these   wipe.ts

import type { CommandId } from "@aisle/domain";
import type { Outcome } from "@aisle/protocol";
import { type InTheWay, readInTheWay, type Wiped, wipe } from "../phone-db/wipe.ts";
import type { DatabaseDoor } from "../phone-db/with-database.ts";

export type LeaveDeps = {
  readonly door: DatabaseDoor;
  /** What became of these commands, by head office's own account; null without signal. */
  readonly account: (ids: readonly CommandId[]) => Promise<readonly Outcome[] | null>;
  /** Keeps answers that came outside an exchange. */
  readonly settle: (outcomes: readonly Outcome[]) => Promise<void>;
};

/** Commands asked about at once: what head office's account takes. */
const ASKED_AT_ONCE = 1000;

/** What stands in the way of taking everything off this phone. Commands whose answer never came are asked for first. */
export async function whatStandsInTheWay({ door, account, settle }: LeaveDeps): Promise<InTheWay> {
  const before = await readInTheWay(door);
  for (let from = 0; from < before.unknown.length; from += ASKED_AT_ONCE) {
    // Boundary: the ids of the outbox's own rows.
    const answered = await account(before.unknown.slice(from, from + ASKED_AT_ONCE) as CommandId[]);
    if (answered === null) return before;
    await settle(answered);
  }
  return before.unknown.length > 0 ? readInTheWay(door) : before;
}

/** Takes everything off this phone, or says what a person has to decide about first. */
export async function leaveForGood(deps: LeaveDeps, decided: readonly CommandId[]): Promise<Wiped> {
  await whatStandsInTheWay(deps);
  return wipe(deps.door, decided);
}
