import type { Unlocked } from "../../queries/phone.tsx";

/** After how long a phone that nobody touches locks; the names are those of `IdlePlace`. */
export const LOCK_CHOICES = [
  { value: "floor", label: "2 min, on the floor" },
  { value: "desk", label: "10 min, at a desk" },
];

/** What an answer to a PIN says; undefined for the one that opens. */
export function unlockWords(outcome: Unlocked): string | undefined {
  switch (outcome.kind) {
    case "unlocked":
      return undefined;
    case "wrong-pin":
      return `That's not it. ${triesWords(outcome.triesLeft)} left.`;
    case "wait":
      return `Too many tries. Wait ${outcome.seconds} seconds or ask a manager.`;
    case "shut":
      return "Too many tries. Your PIN works again after you sign in with signal.";
    case "dark":
      return "No signal. Your PIN needs head office now.";
  }
}

function triesWords(tries: number): string {
  return tries === 1 ? "1 try" : `${tries} tries`;
}

/** What waits on this phone, whoever holds it; empty when nothing does. */
export function waitingWords(unsent: number): string {
  if (unsent === 0) return "";
  return unsent === 1
    ? "1 action is safe on this phone and still goes out."
    : `${unsent} actions are safe on this phone and still go out.`;
}

/** Why there are no clients, and what brings them back. */
export function darkWords(why: "lease" | "clock"): string {
  return why === "clock"
    ? "This phone's clock was set back, so it does not show its clients. Set it right, find signal and sign in."
    : "This phone has not heard from head office for a day, so it put its clients away. Find signal and sign in: they come back.";
}
