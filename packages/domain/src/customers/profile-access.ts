/** Why somebody opens the profile of a client who is not theirs. A closed list: the log of looks holds nobody's own words. */
export const ACCESS_REASONS = ["client-is-here", "appointment", "order-question", "complaint", "manager-asked"] as const;
export type AccessReason = (typeof ACCESS_REASONS)[number];

/** Profiles one person may open in ten minutes. Nobody serves so many: beyond it somebody copies the client book. */
export const OPENS_PER_WINDOW = 100;
export const OPEN_WINDOW_MS = 600_000;

/** Letters that must be typed before the whole store is searched: one or two would list it. A Chinese name is two or three. */
export function isSearchable(words: string): boolean {
  const letters = [...words.normalize("NFC").replace(/[\s\p{P}\p{S}]/gu, "")];
  const isWide = letters.some((letter) =>
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(letter),
  );
  return letters.length >= (isWide ? 2 : 3);
}
