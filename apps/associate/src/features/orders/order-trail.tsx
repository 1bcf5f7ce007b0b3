"use client";

import type { Booking, BookingState } from "../../queries/orders.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { clockTime } from "../../ui/clock-words.ts";
import { type Step, Steps } from "../../ui/steps.tsx";
import { dayWords } from "../../words/day-words.ts";

const STEPS = ["on-this-phone", "confirmed", "packed", "on-its-way", "delivered"] as const satisfies readonly BookingState[];

const LABELS: Readonly<Record<(typeof STEPS)[number], string>> = {
  "on-this-phone": "On this phone",
  confirmed: "Confirmed",
  packed: "Packed",
  "on-its-way": "On its way",
  delivered: "Delivered",
};

/** How far an order has come, one line per step, with the time of what was and the day of what is promised. */
export function OrderTrail({ booking }: { readonly booking: Booking }) {
  const { session } = useReadyPhone();
  if (booking.state === "cancelled" || booking.state === "set-aside" || booking.channel !== "ship-to-home") return null;
  const steps = trailOf(booking, (at) => clockTime({ at, timeZone: session.location.timeZone }));
  return <Steps label="How far it is" steps={steps} />;
}

/** The steps of a booking shipped home. A phone knows when it took one only for its own. */
export function trailOf(
  { state, row, bookedAt, arrivesOn }: Pick<Booking, "state" | "row" | "bookedAt" | "arrivesOn">,
  clock: (at: number) => string,
): readonly Step[] {
  const isHere = state === "on-this-phone" || state === "sending" || state === "needs-you";
  const reached = isHere ? 0 : (STEPS as readonly BookingState[]).indexOf(state);
  const times: Readonly<Partial<Record<(typeof STEPS)[number], string>>> = {
    "on-this-phone": row ? clock(Date.parse(row.issuedAt)) : "",
    confirmed: isHere ? (state === "sending" ? "Sending" : "") : clock(Date.parse(bookedAt)),
    delivered: arrivesOn ? dayWords(arrivesOn) : "",
  };
  return STEPS.map((step, at) => ({
    label: LABELS[step],
    when: times[step] ?? "",
    mark: at < reached ? "done" : at > reached ? "ahead" : isHere ? "waiting" : "now",
  }));
}
