import type { Observable, SyncStatus } from "@aisle/sync";
import type { Rescue } from "./rescue.ts";

/** Wakes the rescue whenever there may be signal: head office was just reached, the app shows, the network is back. Returns how to stop. */
export function wakeRescue(rescue: Pick<Rescue, "wake">, status: Observable<SyncStatus>): () => void {
  let wasReached = false;
  const unsubscribe = status.subscribe(() => {
    const { failures, phase } = status.current();
    // After a failure the next success is news; while all is well there is nothing to wake for.
    const isReached = failures === 0 && phase !== "offline" && phase !== "signed-out";
    if (isReached && !wasReached) rescue.wake();
    wasReached = isReached;
  });
  const shown = () => {
    if (document.visibilityState === "visible") rescue.wake();
  };
  window.addEventListener("online", rescue.wake);
  document.addEventListener("visibilitychange", shown);
  rescue.wake();
  return () => {
    unsubscribe();
    window.removeEventListener("online", rescue.wake);
    document.removeEventListener("visibilitychange", shown);
  };
}
