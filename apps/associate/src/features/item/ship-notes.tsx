"use client";

import { firstName } from "@aisle/domain";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useNow } from "../../queries/promise.ts";
import { Banner } from "../../ui/banner.tsx";
import { ageWords } from "../../ui/clock-words.ts";
import css from "./ship-sheet.module.css";
import type { ShipQuote } from "./use-ship-quote.ts";

type ShipNotesProps = { readonly quote: ShipQuote; readonly isAway: boolean };

/** What an associate must know before promising: said before, the last one, old figures, and what to say without signal. */
export function ShipNotes({ quote, isAway }: ShipNotesProps) {
  const { session } = useReadyPhone();
  const now = useNow();
  const { client, source, bookedAt, isStockOld } = quote;
  const first = client ? firstName(client.name) : "your client";
  const isLast = source !== null && source.place.promisable <= 1;
  const booked = bookedAt === null ? null : timeWords(bookedAt, session.location.timeZone);
  return (
    <div className={css.notes}>
      {booked && (
        <Banner>
          {first} already has this on the way (booked {booked}). Book another?
        </Banner>
      )}
      {isLast && <p className={css.note}>1 left at {source.place.location.name}. We'll hold it when head office confirms.</p>}
      {source && isStockOld && (
        <p className={css.note}>
          The count at {source.place.location.name} is {ageWords({ from: source.place.asOf, now })} old. Check before you promise.
        </p>
      )}
      {isAway && (
        <Banner title="You're offline.">
          We'll save this on the phone and book it as soon as there's signal.{" "}
          {client?.consent.text === false
            ? `Tell ${first} you'll be in touch when it's confirmed.`
            : `Tell ${first} to expect a text when it's confirmed.`}
        </Banner>
      )}
    </div>
  );
}

/** `3:12 PM` in the store's own time zone. */
function timeWords(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-US", { hour: "numeric", minute: "2-digit", timeZone }).format(at);
}
