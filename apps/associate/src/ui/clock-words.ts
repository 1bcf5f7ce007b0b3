const HOUR = 3_600_000;
const MINUTE = 60_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** `2:09` in the shop's own time zone; `at` is epoch ms. The half of the day is left out where the moment is today's. */
export function clockTime({
  at,
  timeZone,
  locale = "en-US",
}: {
  readonly at: number;
  readonly timeZone?: string;
  readonly locale?: string;
}): string {
  const key = `${locale} ${timeZone}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", ...(timeZone === undefined ? {} : { timeZone }) });
  formats.set(key, format);
  return format
    .formatToParts(at)
    .filter((part) => part.type !== "dayPeriod")
    .map((part) => part.value)
    .join("")
    .trim();
}

/** How old something is, in the coarsest unit that is still true: `just now`, `22 min`, `3 hours`, `2 days`. */
export function ageWords({ from, now }: { readonly from: number; readonly now: number }): string {
  const age = Math.max(0, now - from);
  if (age < MINUTE) return "just now";
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  const hours = Math.floor(age / HOUR);
  if (hours < 24) return hours === 1 ? "1 hour" : `${hours} hours`;
  const days = Math.floor(hours / 24);
  return days === 1 ? "1 day" : `${days} days`;
}

/** `2:31`, `yesterday 2:31`, `Fri, Nov 20, 2:31`: a moment in the shop's own time zone, as seen from `now`. Epoch ms. */
export function momentWords({
  at,
  now,
  timeZone,
}: {
  readonly at: number;
  readonly now: number;
  readonly timeZone: string;
}): string {
  const time = clockTime({ at, timeZone });
  const day = dayOf(at, timeZone);
  if (day === dayOf(now, timeZone)) return time;
  if (day === dayOf(now - 24 * HOUR, timeZone)) return `yesterday ${time}`;
  return `${day}, ${time}`;
}

function dayOf(at: number, timeZone: string): string {
  const key = `day ${timeZone}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat("en-US", { weekday: "short", month: "short", day: "numeric", timeZone });
  formats.set(key, format);
  return format.format(at);
}
