const SHORT = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", weekday: "short", month: "short", day: "numeric" });
const LONG = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", weekday: "long", month: "long", day: "numeric" });
const WEEKDAY = new Intl.DateTimeFormat("en-US", { timeZone: "UTC", weekday: "short" });

/** `Fri, Nov 27` for `2026-11-27`. */
export function dayWords(date: string): string {
  return SHORT.format(Date.parse(`${date}T00:00:00Z`));
}

/** `Friday, November 27`, for reading out. */
export function spokenDay(date: string): string {
  return LONG.format(Date.parse(`${date}T00:00:00Z`));
}

/** `Fri`. */
export function weekdayWords(date: string): string {
  return WEEKDAY.format(Date.parse(`${date}T00:00:00Z`));
}
