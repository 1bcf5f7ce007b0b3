// Unsent actions leave a dying phone, and arrive by another.
//
//   dying phone                          carrier                                   head office
//   outbox --seal--> package ==codes or file==> rescued --------takeIn--------> each command, once
//     ^                                            ^--- the answer, until somebody has seen it ---|
//     '-- still goes by itself if there is signal again; head office answers by id
//
// 1. Nothing leaves the outbox by being packed.                                                [OB7]
// 2. The carrier keeps a package until head office has answered it, whatever happens to the app. [RS5]

import type { DeviceId } from "@aisle/domain";
import { createObserved, type Observable } from "@aisle/sync";
import type { DatabaseDoor } from "../phone-db/with-database.ts";
import { forgetOldPackages, keepAnswer, keepPackage, markSeen, packagesToBring, type TakenPackage } from "./carried-packages.ts";
import { type Packed, packOutbox } from "./pack-outbox.ts";
import type { RescueDesk } from "./rescue-desk.ts";
import { canSeal, keepRescueKey, readRescueKey } from "./rescue-key.ts";

export type Rescue = {
  /** Ids of packages on their way at this moment. */
  readonly status: Observable<{ readonly sending: readonly string[] }>;
  readonly pack: () => Promise<Packed>;
  /** Durable when it resolves; then brings it to head office by itself. */
  readonly takeIn: (bytes: Uint8Array<ArrayBuffer>) => Promise<TakenPackage>;
  readonly markSeen: (id: string) => Promise<void>;
  /** There may be signal now: asks for this phone's key where it has none, and brings what it carries. */
  readonly wake: () => void;
  readonly stop: () => void;
};

export type RescueDeps = {
  readonly door: DatabaseDoor;
  readonly desk: RescueDesk;
  readonly device: DeviceId;
  readonly now: () => number;
  /** Without somebody signed in head office takes nothing. */
  readonly isSignedIn: () => boolean;
  readonly report: (fault: unknown) => void;
  /** Runs `work` after `ms`. Returns the undo. */
  readonly after: (ms: number, work: () => void) => () => void;
};

/** As often as this, in ms, a package that could not be brought is tried again; every wake tries at once. */
const AGAIN_MS = 15_000;

export function createRescue(deps: RescueDeps): Rescue {
  const { door, desk, device, now, isSignedIn, report, after } = deps;
  const status = createObserved<{ readonly sending: readonly string[] }>({ sending: [] });
  let isWorking = false;
  let isWokenAgain = false;
  let isStopped = false;
  let cancelRetry = () => {};

  const bring = async (): Promise<void> => {
    if (!isSignedIn()) return;
    if (canSeal() && !(await readRescueKey(door))) await keepRescueKey(door, await desk.key());
    for (const { id, bytes } of await packagesToBring(door)) {
      status.change({ sending: [id] });
      const answer = await desk.takeIn(bytes);
      if (answer.kind === "try-later") throw new NotNow();
      await keepAnswer(door, { id, answer, now: now() });
    }
    await forgetOldPackages(door, now());
  };

  const wake = (): void => {
    if (isStopped) return;
    if (isWorking) {
      isWokenAgain = true;
      return;
    }
    isWorking = true;
    cancelRetry();
    bring()
      // Not reached, or busy: the package stays here and goes later.
      .catch(() => {
        if (!isStopped) cancelRetry = after(AGAIN_MS, wake);
      })
      .finally(() => {
        isWorking = false;
        status.change({ sending: [] });
        if (!isWokenAgain) return;
        isWokenAgain = false;
        wake();
      })
      .catch(report);
  };

  return {
    status,
    pack: () => packOutbox(door, { device, now: now() }),
    takeIn: async (bytes) => {
      const taken = await keepPackage(door, bytes, now());
      wake();
      return taken;
    },
    markSeen: (id) => markSeen(door, id),
    wake,
    stop: () => {
      isStopped = true;
      cancelRetry();
    },
  };
}

/** Head office asked to wait. */
class NotNow extends Error {
  override readonly name = "NotNow";
}
