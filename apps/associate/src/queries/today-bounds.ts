import { DAY, HOUR, localTime, MINUTE } from "@aisle/domain";

/** When the day that `now` lies in began in a time zone, epoch ms. */
export function startOfDay(now: number, timeZone: string): number {
  const { date, minute } = localTime(now, timeZone);
  const guess = now - minute * MINUTE - (now % MINUTE);
  // A day on which clocks are changed has 23 or 25 hours: look again from where the guess landed.
  const landed = localTime(guess, timeZone);
  if (landed.date === date) return guess - landed.minute * MINUTE;
  return guess + DAY - landed.minute * MINUTE;
}

/** What to say at this hour of the shop: `Good morning` until noon, `Good afternoon` until six. */
export function greeting(now: number, timeZone: string): string {
  const hour = Math.floor((localTime(now, timeZone).minute * MINUTE) / HOUR);
  if (hour < 12) return "Good morning";
  return hour < 18 ? "Good afternoon" : "Good evening";
}
