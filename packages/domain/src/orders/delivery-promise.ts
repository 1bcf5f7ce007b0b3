import type { Location } from "../locations.ts";
import { localTime, milesBetween } from "../locations.ts";

/** Parcels handed over before this local minute leave the same working day. */
export const CUT_OFF_MINUTE = 15 * 60;

export const DELIVERY_METHODS = ["standard", "express"] as const;
export type DeliveryMethod = (typeof DELIVERY_METHODS)[number];

/** What each way of delivery costs the customer, in minor units of the chain's currency. */
export const DELIVERY_PRICE_MINOR: Record<DeliveryMethod, number> = { standard: 0, express: 1800 };

/** Working days on the road by distance: the shape of ground carriers' zone maps. Unknown distance counts as the furthest. */
function transitDays(miles: number | null, method: DeliveryMethod): number {
  if (method === "express") return 1;
  if (miles === null) return 5;
  if (miles < 150) return 2;
  if (miles < 600) return 3;
  if (miles < 1500) return 4;
  return 5;
}

/**
 * The day a parcel from `source` is promised at the customer's home, as `YYYY-MM-DD`.
 * The road is measured to `destination`, the store that books: customers live near the shop they stand in, and the phone
 * must reach the same answer as head office without a map. A store needs a day more than a warehouse to pick and pack.
 * Carriers move Monday to Friday; public holidays are not known here.
 */
export function promiseDate(options: {
  readonly source: Location;
  readonly destination: Location;
  readonly method: DeliveryMethod;
  readonly now: number;
}): string {
  const { source, destination, method, now } = options;
  const local = localTime(now, source.timeZone);
  const late = local.minute >= CUT_OFF_MINUTE || local.weekday >= 5;
  const handling = (source.kind === "store" ? 1 : 0) + (late ? 1 : 0);
  return addWorkingDays(local.date, handling + transitDays(milesBetween(source, destination), method));
}

/** Adds working days (Monday to Friday) to a `YYYY-MM-DD` date. */
export function addWorkingDays(date: string, days: number): string {
  const DAY_MS = 86_400_000;
  let day = Date.parse(`${date}T00:00:00Z`);
  for (let left = days; left > 0; ) {
    day += DAY_MS;
    const weekday = new Date(day).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return new Date(day).toISOString().slice(0, 10);
}
