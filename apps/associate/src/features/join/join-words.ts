import type { JoinOutcome } from "../../queries/phone.tsx";

/** What stands in the way of joining and what to do about it; undefined when nothing does. */
export function joinWords(outcome: JoinOutcome): string | undefined {
  switch (outcome.kind) {
    case "joined":
      return undefined;
    case "not-a-code":
      return "A code has 8 letters and digits, such as XK4T-9PQM.";
    case "unknown-code":
      return "Head office does not know this code. Check each letter.";
    case "used-code":
      return "This code has added a phone already. Ask for a new one.";
    case "expired-code":
      return "This code has run out: it lives 15 minutes. Ask for a new one.";
    case "other-store":
      return "This phone belongs to another store, and what it holds was promised there. Ask for a code of that store.";
    case "revoked":
      return "This phone was taken out of use. Reset it first: then it comes in as a new one.";
    case "wait":
      return `Too many wrong codes from here. Wait ${waitWords(outcome.seconds)}.`;
    case "needs-signal":
      return "No signal. Adding a phone needs it.";
    case "not-secure":
      return "This address is not secure, so this browser keeps no keys. Open Aisle by https.";
    case "not-signed":
      return "Something went wrong with this phone's key. Close Aisle, open it and try again.";
  }
}

function waitWords(seconds: number): string {
  return seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
}
