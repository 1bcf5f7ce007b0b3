/** Where rules get the time from: epoch milliseconds. Phones and tests bring their own. */
export type Clock = { readonly now: () => number };

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
