import { HOUR, MINUTE } from "@aisle/domain";
import type { SyncStatus } from "@aisle/sync";
import type { IconName } from "../ui/icon.tsx";

/** What the status line and the outbox say is decided from this alone. */
export type Standing = {
  readonly sync: Pick<SyncStatus, "phase" | "inFlight" | "failures" | "serverClockOffsetMs">;
  /** Rows of the outbox without an answer. */
  readonly unsent: number;
  /** Refusals nobody has dealt with. */
  readonly needsYou: number;
  /** When the stock on this phone was true, by head office's clock in epoch ms; null before the first contact. */
  readonly stockAsOf: number | null;
  readonly now: number;
  /** What the browser believes: false is certain, true is not. */
  readonly isOnline: boolean;
  /** Storage failed for good in this run of the app. */
  readonly isStorageLost: boolean;
  readonly isStorageLow: boolean;
  /** `2:09` in the store's time zone. */
  readonly clock: (at: number) => string;
};

export type StatusWords = {
  readonly tone: "ok" | "wait" | "bad" | "quiet";
  readonly icon: IconName;
  /** A few words for the top right of every screen. */
  readonly words: string;
  /** A sentence for the outbox: what is so, and what it means for the work on this phone. */
  readonly sentence: string;
};

/** Stock older than this, in ms, is to be checked on the shelf. */
export const OLD_STOCK_MS = 2 * HOUR;
const WRONG_CLOCK_MS = 5 * MINUTE;

/** The one state that matters most now, in words. What a person must do comes before what the phone does by itself. */
export function statusWords(standing: Standing): StatusWords {
  const { sync, unsent, needsYou, isStorageLost, isStorageLow } = standing;
  const safe = unsent === 0 ? "" : ` ${things(unsent)} safe on this phone.`;
  if (isStorageLost) {
    return bad(
      "warn",
      "Open Aisle again",
      "This phone's storage stopped answering. Close Aisle and open it again before you book anything.",
    );
  }
  if (sync.phase === "signed-out") {
    const goes = unsent === 0 ? "" : ` ${things(unsent)} safe and will go when you sign in.`;
    return { tone: "wait", icon: "lock", words: "Sign in", sentence: `Your sign-in ended.${goes}` };
  }
  if (sync.phase === "update-needed") {
    return {
      tone: "wait",
      icon: "refresh",
      words: "Update needed",
      sentence: `Head office needs a newer Aisle on this phone.${safe}`,
    };
  }
  // The browser knows at once that there is no network; the exchange finds out when it next tries.
  if (sync.phase === "offline" || !standing.isOnline) return offlineWords(standing);
  if (needsYou > 0) {
    return bad(
      "warn",
      `${needsYou} ${needsYou === 1 ? "needs" : "need"} you`,
      needsYou === 1 ? "1 thing needs you." : `${needsYou} things need you.`,
    );
  }
  if (Math.abs(sync.serverClockOffsetMs) > WRONG_CLOCK_MS) {
    const minutes = Math.round(Math.abs(sync.serverClockOffsetMs) / MINUTE);
    return {
      tone: "wait",
      icon: "clock",
      words: "Check the clock",
      sentence: `This phone's clock is ${minutes} min off. Orders use head office time.`,
    };
  }
  if (sync.phase === "sending" && sync.inFlight.length > 0) {
    const count = `${sync.inFlight.length} of ${Math.max(unsent, sync.inFlight.length)}`;
    return { tone: "wait", icon: "refresh", words: `Sending ${count}`, sentence: `Sending ${count}.` };
  }
  if (unsent > 0) return waitingWords(standing);
  if (isStorageLow) {
    return {
      tone: "wait",
      icon: "warn",
      words: "Phone is nearly full",
      sentence: "Free some room on this phone. Your work is kept.",
    };
  }
  return settledWords(standing);
}

function offlineWords({ unsent, needsYou, stockAsOf, isOnline, clock }: Standing): StatusWords {
  const saved = unsent === 0 ? "" : ` · ${unsent} saved here`;
  const decide = needsYou === 0 ? "" : ` · ${needsYou} ${needsYou === 1 ? "needs" : "need"} you`;
  const aged = stockAsOf === null ? "" : ` · stock as of ${clock(stockAsOf)}`;
  const why = isOnline
    ? "Head office can't be reached. This Wi-Fi may let nothing through: try cellular, or sign in to the Wi-Fi."
    : "You're offline. You can keep working.";
  const goes =
    unsent === 0 ? "" : ` ${unsent} saved on this phone. ${unsent === 1 ? "It goes" : "They go"} as soon as there's signal.`;
  return {
    tone: unsent > 0 || needsYou > 0 ? "wait" : "quiet",
    icon: "offline",
    words: `Offline${decide || saved || aged}`,
    sentence: unsent === 0 || isOnline ? `${why}${goes}` : goes.trim(),
  };
}

function waitingWords({ sync, unsent }: Standing): StatusWords {
  const words = `${unsent} waiting`;
  const saved = `${unsent} saved on this phone.`;
  if (sync.phase === "head-office-down") {
    return {
      tone: "wait",
      icon: "refresh",
      words,
      sentence: `Head office isn't answering. ${saved} ${unsent === 1 ? "It goes" : "They go"} by ${unsent === 1 ? "itself" : "themselves"}.`,
    };
  }
  return { tone: "wait", icon: "refresh", words, sentence: `${saved} Going in a moment.` };
}

function settledWords({ sync, stockAsOf, now, clock }: Standing): StatusWords {
  const isOld = stockAsOf !== null && now - stockAsOf > OLD_STOCK_MS;
  if (isOld) {
    const hours = Math.floor((now - stockAsOf) / HOUR);
    return {
      tone: "wait",
      icon: "clock",
      words: `Stock from ${clock(stockAsOf)}`,
      sentence: `Stock is ${hours} hours old. Check the shelf before you promise.`,
    };
  }
  if (sync.phase === "head-office-down") {
    const aged = stockAsOf === null ? "Head office is busy" : `Stock as of ${clock(stockAsOf)}`;
    return { tone: "wait", icon: "clock", words: aged, sentence: "Head office isn't answering. Everything so far is confirmed." };
  }
  return { tone: "ok", icon: "check", words: "Up to date", sentence: "Everything is confirmed." };
}

function bad(icon: IconName, words: string, sentence: string): StatusWords {
  return { tone: "bad", icon, words, sentence };
}

function things(count: number): string {
  return count === 1 ? "1 thing is" : `${count} things are`;
}
