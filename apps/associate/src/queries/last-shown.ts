/** What each live read showed last, by its key. Emptied when the phone locks or changes hands: it holds names. */
export const lastShown = new Map<string, unknown>();
