"use client";

import { formatMoney, type SourcingReason, type SourcingStep } from "@aisle/domain";
import type { Booking, BookingLine } from "../../queries/orders.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { ProductPicture } from "../../ui/product-picture.tsx";
import { dayWords } from "../../words/day-words.ts";
import { variantNameWords } from "../../words/option-words.ts";
import css from "./orders.module.css";

/** One line of an order: what, how many, from where, and why from there. */
export function OrderLineRow({ line, booking }: { readonly line: BookingLine; readonly booking: Booking }) {
  const { locations } = useReadyPhone();
  const place = (locationId: string) => locations.get(locationId)?.name ?? locationId;
  const amount = formatMoney({ minor: line.priceMinor * line.quantity, currency: booking.currency });
  const sub = [variantNameWords(line.variantName), line.quantity > 1 ? `${line.quantity} pieces` : ""]
    .filter(Boolean)
    .join(" · ");
  return (
    <li className={css.line}>
      <ProductPicture image={line.image} colour={line.colour} title={line.title} />
      <div className={css.lineWords}>
        <p className={css.lineTitle}>{line.title}</p>
        <p className={css.lineSub}>{sub}</p>
        {booking.channel === "ship-to-home" && <WhyFromHere line={line} booking={booking} place={place} />}
      </div>
      <span className={css.amount}>{amount}</span>
    </li>
  );
}

function WhyFromHere({
  line,
  booking,
  place,
}: {
  readonly line: BookingLine;
  readonly booking: Booking;
  readonly place: (locationId: string) => string;
}) {
  const from = `From ${place(line.locationId)}`;
  const isDecided = booking.number !== null;
  if (line.sourcing.length === 0) {
    return <p className={css.from}>{isDecided ? from : `${from}, when head office confirms`}</p>;
  }
  return (
    <details className={css.why}>
      <summary className={css.summary}>{from} · why from here</summary>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of a list without bullets */}
      <ul role="list" className={css.reasons}>
        {line.sourcing.map((step) => (
          <li key={step.locationId}>
            <b>{place(step.locationId)}</b> {reasonWords(step)}
          </li>
        ))}
      </ul>
    </details>
  );
}

const REASONS: Readonly<Record<SourcingReason, (day: string, count: string) => string>> = {
  "arrives-no-later": (day, count) => `ships it: ${count}, at home ${day}, and no store is sooner.`,
  "arrives-first": (day, count) => `ships it: ${count}, at home ${day}, sooner than the rest or with more left.`,
  "asked-for": (day, count) => `ships it because it was chosen by hand: ${count}, at home ${day}.`,
  "too-few": (_, count) => `could not: ${count}.`,
  "last-one": () => "kept its last one for the shop floor.",
  "arrives-later": (day, count) => `had ${count}, but would be later: ${day}.`,
  "less-stock": (_, count) => `would be as quick, but had less: ${count}.`,
};

/** Why a building was taken or left, as it stood when head office decided. */
export function reasonWords({ reason, available, arrivesOn }: SourcingStep): string {
  const count = available <= 0 ? "none left" : `${available} to send`;
  return REASONS[reason](dayWords(arrivesOn), count);
}
