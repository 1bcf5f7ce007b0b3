// One tab talks to head office, the others listen to it.
//
//   tab A  holds the lock --- beat every 5 s, with its status ---> tab B  waits for the lock, shows A's status
//                         <-- "something was issued" ------------
//
// The lock is asked for by the page, never by a worker: WebKit does not release a worker's lock on reload (webkit 316904).
// A tab that is frozen keeps its lock but stops beating; the one being looked at then takes it. Two tabs at once are only
// wasteful: numbers and cursors are settled in storage, not here.

import { SECOND } from "@aisle/domain";
import type { SingleRunner, SyncStatus, WakeReason } from "@aisle/sync";

const BEAT_MS = 5 * SECOND;
const STALE_MS = 15 * SECOND;
const LOCK = "aisle-exchange";

type Message = { readonly kind: "beat"; readonly status: SyncStatus } | { readonly kind: "wake"; readonly reason: WakeReason };

export type OneTab = {
  readonly runner: SingleRunner;
  /** True while this tab is the one that talks. */
  readonly isMine: () => boolean;
  /** Tells the other tabs how it stands; does nothing in a tab that does not talk. */
  readonly tell: () => void;
  /** Wakes the tab that talks, from another one. */
  readonly passOn: (reason: WakeReason) => void;
  readonly close: () => void;
};

export function joinTabs(deps: {
  readonly status: () => SyncStatus;
  readonly onWake: (reason: WakeReason) => void;
  /** What the talking tab says, heard in another one. */
  readonly onStatus: (status: SyncStatus) => void;
}): OneTab {
  const channel = new BroadcastChannel(LOCK);
  let isMine = false;
  let lastBeat = Date.now();
  const post = (message: Message) => channel.postMessage(message);
  const tell = () => {
    if (isMine) post({ kind: "beat", status: deps.status() });
  };
  // Boundary: only tabs of this app speak on the channel; one of another version says the same two things.
  channel.addEventListener("message", ({ data }: MessageEvent<Message>) => {
    if (data.kind === "wake") {
      if (isMine) deps.onWake(data.reason);
      return;
    }
    lastBeat = Date.now();
    if (!isMine) deps.onStatus(data.status);
  });
  const beating = setInterval(tell, BEAT_MS);

  const runner: SingleRunner = async (work, signal) => {
    // Without a secure context there are no locks; a page there has no installed copy to take turns with either.
    if (!("locks" in navigator)) {
      isMine = true;
      return work(signal);
    }
    let steal = false;
    while (!signal.aborted) steal = await takeTurn({ work, signal, steal });
  };

  /** Waits for the lock and works under it. Resolves with whether the next turn should take it by force. */
  const takeTurn = async (turn: {
    readonly work: (signal: AbortSignal) => Promise<void>;
    readonly signal: AbortSignal;
    readonly steal: boolean;
  }): Promise<boolean> => {
    const { work, signal, steal } = turn;
    const giveUpWaiting = new AbortController();
    const stop = new AbortController();
    const end = () => {
      giveUpWaiting.abort();
      stop.abort();
    };
    signal.addEventListener("abort", end, { once: true });
    lastBeat = Date.now();
    let isStale = false;
    const watch = setInterval(() => {
      isStale = !isMine && Date.now() - lastBeat > STALE_MS && document.visibilityState === "visible";
      if (isStale) giveUpWaiting.abort();
    }, BEAT_MS);
    let working: Promise<void> | undefined;
    const held = () => {
      isMine = true;
      working = work(stop.signal);
      return working;
    };
    try {
      await navigator.locks.request(LOCK, steal ? { steal } : { signal: giveUpWaiting.signal }, held);
    } catch (fault) {
      if (!isAbort(fault)) throw fault;
    } finally {
      // Somebody else may hold the lock now: what still runs here ends before this tab asks again.
      stop.abort();
      await working;
      isMine = false;
      clearInterval(watch);
      signal.removeEventListener("abort", end);
    }
    return isStale;
  };

  return {
    runner,
    isMine: () => isMine,
    tell,
    passOn: (reason) => post({ kind: "wake", reason }),
    close: () => {
      clearInterval(beating);
      channel.close();
    },
  };
}

function isAbort(fault: unknown): boolean {
  return fault instanceof DOMException && fault.name === "AbortError";
}
