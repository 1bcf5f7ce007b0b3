"use client";

import type { Booking, BookingState } from "../../queries/orders.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { classNames } from "../../ui/class-names.ts";
import { clockTime } from "../../ui/clock-words.ts";
import { dayWords } from "../../words/day-words.ts";
import css from "./orders.module.css";

type Step = { readonly label: string; readonly when: string; readonly mark: "done" | "now" | "waiting" | "ahead" };

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
  return (
    <ol className={css.trail} aria-label="How far it is">
      {steps.map((step) => (
        <li
          key={step.label}
          className={css.step}
          aria-current={step.mark === "now" || step.mark === "waiting" ? "step" : undefined}
        >
          <span className={classNames(css.dot, css[step.mark])} aria-hidden="true" />
          <span className={step.mark === "ahead" ? css.labelAhead : css.label}>{step.label}</span>
          {step.mark === "ahead" && <span className={css.spoken}>, not yet</span>}
          <span className={css.when}>{step.when}</span>
        </li>
      ))}
    </ol>
  );
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
