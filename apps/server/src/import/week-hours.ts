import type { WeekHours } from "@aisle/domain";

const DAYS = ["mo", "tu", "we", "th", "fr", "sa", "su"];
const NOON = 12 * 60;
const DAY_MINUTES = 24 * 60;

/**
 * Opening hours as shops write them, or null where they cannot be read:
 * `Mon: 10-9:30; Tue: 10-9; Sun: 11-7`, `Mon-Fri 09:00-18:00, Sat 10 am - 4 pm, Sun closed`, `daily 24h`, `10:00-20:00`.
 * Days that are not named are closed.
 *
 * Without am and pm, an hour after 12 or a leading zero anywhere means a 24-hour clock; otherwise shops close in the
 * afternoon, and open in the morning except from 12 to 4.
 */
export function parseWeekHours(text: string): WeekHours | null {
  const uses24 = /\b(1[3-9]|2[0-4])(?=[:.h]?\d{0,2}\b)|\b0\d[:.h]\d{2}/.test(text.replace(/\b24 ?(h|hours|\/ ?7)\b/gi, ""));
  const week: ({ opens: number; closes: number } | null)[] = DAYS.map(() => null);
  const parts = text.split(/[;\n|]|,(?=\s*[a-z])/i).map((part) => part.trim());
  let isRead = false;
  for (const part of parts.filter(Boolean)) {
    const match = /^((?:[a-z]{2,}\.?(?:\s*(?:-|–|to|&|,|and)\s*(?=[a-z]{2}))?)*)\s*:?\s*(.*)$/i.exec(part);
    const named = (match?.[1] ?? "").replace(/\b(closed|open)\b.*$/i, "").trim();
    const days = daysNamed(named);
    const hours = hoursOf(part.slice(named.length).replace(/^[\s:.]+/, ""), uses24);
    if (days === null || hours === undefined) return null;
    for (const day of days) week[day] = hours;
    isRead = true;
  }
  return isRead ? week : null;
}

/** Places in the week; all seven where none is named, null where a word is no day. */
function daysNamed(text: string): number[] | null {
  const plain = text.toLowerCase().replace(/[.:]/g, "").trim();
  if (plain === "" || /^(daily|every ?day|all days)$/.test(plain)) return DAYS.map((_, day) => day);
  if (plain === "weekdays") return [0, 1, 2, 3, 4];
  if (plain === "weekend" || plain === "weekends") return [5, 6];
  const days: number[] = [];
  for (const group of plain.split(/\s*(?:,|&|\band\b)\s*/)) {
    const [from, to] = group.split(/\s*(?:-|–|\bto\b)\s*/).map((word) => DAYS.indexOf(word.slice(0, 2)));
    if (from === undefined || from < 0 || (to !== undefined && to < 0)) return null;
    for (let day = from; ; day = (day + 1) % 7) {
      days.push(day);
      if (day === (to ?? from)) break;
    }
  }
  return days;
}

/** Null for a closed day, undefined where the text is no hours. */
function hoursOf(text: string, uses24: boolean): { opens: number; closes: number } | null | undefined {
  if (/^closed$/i.test(text)) return null;
  if (/^(open )?24 ?(h|hours|\/ ?7)$/i.test(text)) return { opens: 0, closes: DAY_MINUTES };
  const time = "(\\d{1,2})(?:[:.h](\\d{2}))?\\s*(a\\.?m\\.?|p\\.?m\\.?)?";
  const match = new RegExp(`^${time}\\s*(?:-|–|to)\\s*${time}$`, "i").exec(text);
  if (!match) return undefined;
  const [, openHour = "", openMinute = "0", openHalf, closeHour = "", closeMinute = "0", closeHalf] = match;
  const opens = minuteOf({ hour: Number(openHour), minute: Number(openMinute), half: openHalf });
  let closes = minuteOf({ hour: Number(closeHour), minute: Number(closeMinute), half: closeHalf });
  if (opens === null || closes === null) return undefined;
  let start = opens;
  if (!uses24) {
    if (!openHalf && opens >= 60 && opens < 5 * 60 && !(closeHalf ?? "").toLowerCase().startsWith("a")) start += NOON;
    if (!closeHalf && closes < NOON) closes += NOON;
  }
  if (closes === 0) closes = DAY_MINUTES;
  // Past midnight: 18:00-02:00 closes at minute 1560 of the day it opened.
  if (closes <= start) closes += DAY_MINUTES;
  return { opens: start, closes };
}

function minuteOf({ hour, minute, half }: { hour: number; minute: number; half: string | undefined }): number | null {
  if (minute > 59 || hour > 24) return null;
  if (!half) return hour * 60 + minute;
  if (hour > 12 || hour === 0) return null;
  return (hour % 12) * 60 + minute + (half.toLowerCase().startsWith("p") ? NOON : 0);
}
