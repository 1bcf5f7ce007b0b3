import { DAY } from "@aisle/domain";
import type { PhoneOfStore } from "../../queries/phone-desk.ts";

/** A phone that has not been heard for so long, in ms, is looked for. */
const SILENT_MS = 2 * DAY;
const LOW_BYTES = 200 * 1024 * 1024;

type Chip = { readonly tone: "bad" | "wait" | "quiet"; readonly words: string };

/** What the list says of a phone: who is on it, when it was heard, what waits on it, and the one thing that matters most. */
export function phoneWords(
  phone: PhoneOfStore,
  { moment, now }: { readonly moment: (at: string) => string; readonly now: number },
): { readonly sub: string; readonly chip: Chip | null } {
  const { person, waiting, appVersion, lastContactAt } = phone;
  const unsent = waiting === null || waiting === 0 ? null : `${waiting} unsent`;
  const parts = [person ?? "Nobody signed in", `heard ${moment(lastContactAt)}`, unsent, appVersion && `Aisle ${appVersion}`];
  return { sub: parts.filter(Boolean).join(" · "), chip: chipOf(phone, now) };
}

function chipOf({ openDeposits, wipedAt, revokedAt, lastContactAt, health }: PhoneOfStore, now: number): Chip | null {
  if (openDeposits > 0) return { tone: "bad", words: "Left work" };
  if (wipedAt !== null) return { tone: "quiet", words: "Wiped" };
  if (revokedAt !== null) return { tone: "wait", words: "Out of use" };
  if (now - Date.parse(lastContactAt) > SILENT_MS) return { tone: "wait", words: "Not heard" };
  const isFull = health?.quotaBytes != null && health.usedBytes !== null && health.quotaBytes - health.usedBytes < LOW_BYTES;
  return isFull ? { tone: "wait", words: "Nearly full" } : null;
}

/** Left work first, then those out of use that have not left yet, those not heard, the rest, and last those that are gone. */
export function sortedByNeed(phones: readonly PhoneOfStore[]): readonly PhoneOfStore[] {
  const rank = ({ openDeposits, wipedAt, revokedAt }: PhoneOfStore) => {
    if (openDeposits > 0) return 0;
    if (wipedAt !== null) return 3;
    return revokedAt !== null ? 1 : 2;
  };
  return phones.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
