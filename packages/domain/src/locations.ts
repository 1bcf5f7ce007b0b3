import type { LocationId } from "./ids.ts";

/** Opening and closing time as minutes after local midnight; null is a closed day. Monday first, seven entries. */
export type WeekHours = readonly ({ readonly opens: number; readonly closes: number } | null)[];

/** A place that holds stock. */
export type Location = {
  readonly locationId: LocationId;
  readonly name: string;
  readonly kind: "store" | "warehouse";
  readonly latitude: number | null;
  readonly longitude: number | null;
  /** IANA name, such as `America/Los_Angeles`. */
  readonly timeZone: string;
  readonly hours: WeekHours;
  readonly phone: string;
  readonly address: string;
};

const EARTH_RADIUS_MILES = 3958.8;

/** Great-circle distance in miles (haversine), or null where a place has no coordinates. */
export function milesBetween(from: Location, to: Location): number | null {
  if (from.latitude === null || from.longitude === null || to.latitude === null || to.longitude === null) return null;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const dLat = radians(to.latitude - from.latitude);
  const dLon = radians(to.longitude - from.longitude);
  const a = Math.sin(dLat / 2) ** 2 + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_MILES * Math.asin(Math.min(1, Math.sqrt(a)));
}

/** The local calendar date and minute of day at `epochMs` in a time zone; an unknown zone is read as UTC. */
export function localTime(epochMs: number, timeZone: string): { date: string; weekday: number; minute: number } {
  const parts = calendarOf(timeZone).formatToParts(epochMs);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value ?? "0");
  const dayMs = Date.UTC(part("year"), part("month") - 1, part("day"));
  return {
    date: new Date(dayMs).toISOString().slice(0, 10),
    weekday: (new Date(dayMs).getUTCDay() + 6) % 7,
    minute: part("hour") * 60 + part("minute"),
  };
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs more than a hundred uses of it, so each zone's is kept. */
function calendarOf(timeZone: string): Intl.DateTimeFormat {
  const known = calendars.get(timeZone);
  if (known) return known;
  const fields = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  } as const;
  let calendar: Intl.DateTimeFormat;
  try {
    calendar = new Intl.DateTimeFormat("en-CA", { timeZone, ...fields });
  } catch {
    calendar = new Intl.DateTimeFormat("en-CA", { timeZone: "UTC", ...fields });
  }
  calendars.set(timeZone, calendar);
  return calendar;
}
