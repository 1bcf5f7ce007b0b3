"use client";

import type { AssociateId } from "@aisle/domain";
import { type Booking, useLatestBookings } from "./orders.ts";
import { useReadyPhone } from "./phone.tsx";
import { useNow } from "./promise.ts";
import { startOfDay } from "./today-bounds.ts";

/** What one person booked today, from the orders this phone knows. */
export type MyDay = {
  readonly soldMinor: number;
  readonly currency: string;
  readonly shippedHome: number;
  readonly clients: number;
};

const RECENT_DAYS = 7;

export type Today = {
  /** This store's bookings of the last week, those on this phone first. */
  readonly bookings: readonly Booking[];
  readonly mine: MyDay;
};

/** Undefined before the first read. */
export function useToday(): Today | undefined {
  const { session } = useReadyPhone();
  const now = useNow();
  const bookings = useLatestBookings({ days: RECENT_DAYS });
  if (!bookings) return undefined;
  const since = startOfDay(now, session.location.timeZone);
  return {
    bookings: bookings.filter((booking) => booking.channel === "ship-to-home" && booking.state !== "cancelled"),
    mine: myDay(bookings, { associateId: session.associate.associateId, since }),
  };
}

/** Adds up what `associateId` booked since `since` (epoch ms); what was cancelled does not count. */
export function myDay(
  bookings: readonly Booking[],
  { associateId, since }: { readonly associateId: AssociateId; readonly since: number },
): MyDay {
  const mine = bookings.filter(
    (booking) => booking.associateId === associateId && booking.state !== "cancelled" && Date.parse(booking.bookedAt) >= since,
  );
  return {
    soldMinor: mine.reduce((sum, booking) => sum + booking.totalMinor, 0),
    currency: mine[0]?.currency ?? bookings[0]?.currency ?? "USD",
    shippedHome: mine.filter((booking) => booking.channel === "ship-to-home").length,
    clients: new Set(mine.map((booking) => booking.customerId)).size,
  };
}
