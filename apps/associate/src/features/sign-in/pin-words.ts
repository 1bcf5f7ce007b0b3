import type { SignInOutcome } from "../../queries/phone.tsx";

/** What stands under the dots when a PIN did not open anything. */
export function pinProblemWords(outcome: Exclude<SignInOutcome, { readonly kind: "signed-in" | "start-shift" }>): string {
  switch (outcome.kind) {
    case "wrong-pin":
      return `That's not it. ${outcome.triesLeft === 1 ? "1 try" : `${outcome.triesLeft} tries`} left.`;
    case "wait":
      return `Too many tries. Wait ${waitWords(outcome.seconds)} or ask a manager.`;
    case "locked":
      return "Too many tries. Ask a manager to let you try again.";
    case "needs-signal":
      return "No signal. Signing in here for the first time needs it.";
    case "unknown-store":
      return "Head office does not know this store. Choose another.";
    case "revoked":
      return "This phone was taken out of use. What it holds is safe: ask a manager.";
  }
}

function waitWords(seconds: number): string {
  if (seconds < 120) return `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
