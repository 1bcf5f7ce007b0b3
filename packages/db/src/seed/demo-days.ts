import { DAY } from "@aisle/domain";

/** The first moment of the UTC day `epochMs` lies in. */
export function startOfDay(epochMs: number): number {
  return Math.floor(epochMs / DAY) * DAY;
}

/** `YYYY-MM-DD` of the UTC day. */
export function isoDay(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

/** The next such weekday after the day of `epochMs`, never that day itself. `weekday` counts from Sunday, 0. */
export function nextWeekday(epochMs: number, weekday: number): number {
  const day = startOfDay(epochMs);
  const ahead = (weekday - new Date(day).getUTCDay() + 6) % 7;
  return day + (ahead + 1) * DAY;
}
