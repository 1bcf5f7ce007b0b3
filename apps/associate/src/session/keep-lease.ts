import { MINUTE } from "@aisle/domain";
import type { Observable, SyncStatus } from "@aisle/sync";
import type { Vault } from "../vault/vault.ts";
import { askForLease } from "./head-office.ts";
import type { OwnSession } from "./own-session.ts";

/** As long as a phone is in contact, its lease is never older than this, in ms. */
const RENEW_AFTER_MS = 15 * MINUTE;
const LOOK_EVERY_MS = MINUTE / 2;

/**
 * Renews what lets this phone read its clients while head office answers, and looks at the clock while it does not. A person
 * whom head office does not know any more is forgotten here at once. Returns how to stop.
 */
export function keepLease(deps: {
  readonly vault: Vault;
  readonly own: OwnSession;
  readonly status: Observable<SyncStatus>;
  readonly now: () => number;
  readonly report: (fault: unknown) => void;
  readonly ask?: typeof askForLease;
}): () => void {
  const { vault, own, status, now, report, ask = askForLease } = deps;
  let isAsking = false;
  let heardAt = status.current().lastHeardAt;
  const renew = async () => {
    const held = vault.held();
    if (!held || isAsking || !own.isOurs() || now() - held.person.knownAt < RENEW_AFTER_MS) return;
    isAsking = true;
    try {
      const lease = await ask();
      if (typeof lease !== "string") await vault.renew(lease);
    } finally {
      isAsking = false;
    }
  };
  const heard = () => {
    const { lastHeardAt, phase } = status.current();
    if (lastHeardAt === heardAt || phase === "signed-out") return;
    heardAt = lastHeardAt;
    renew().catch(report);
  };
  const look = () => {
    vault.look().catch(report);
  };
  const unsubscribe = status.subscribe(heard);
  const looking = setInterval(look, LOOK_EVERY_MS);
  document.addEventListener("visibilitychange", look);
  return () => {
    unsubscribe();
    clearInterval(looking);
    document.removeEventListener("visibilitychange", look);
  };
}
