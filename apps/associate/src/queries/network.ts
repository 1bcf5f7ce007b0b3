"use client";

import { useSyncExternalStore } from "react";

/** False where the phone has no network at all, which is certain; true says only that there is an interface. */
export function useHasNetwork(): boolean {
  return useSyncExternalStore(watchNetwork, hasNetwork, () => true);
}

export function hasNetwork(): boolean {
  return navigator.onLine;
}

function watchNetwork(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
