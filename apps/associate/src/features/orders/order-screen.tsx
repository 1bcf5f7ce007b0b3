"use client";

import { addressLine, firstName, formatMoney } from "@aisle/domain";
import { useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { useClient } from "../../queries/clients.ts";
import { type Booking, useBooking } from "../../queries/orders.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { clientPath, routes } from "../../routes.ts";
import { Banner } from "../../ui/banner.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { clockTime } from "../../ui/clock-words.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Block, ScreenTitle } from "../../ui/screen.tsx";
import { useBack } from "../../ui/use-back.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { OrderLineRow } from "./order-line-row.tsx";
import { OrderTrail } from "./order-trail.tsx";
import css from "./orders.module.css";
import { TakeBack } from "./take-back.tsx";

/** One order, from the moment it is on this phone to the client's door. */
export function OrderScreen() {
  return (
    <Suspense>
      <OrderOfAddress />
    </Suspense>
  );
}

function OrderOfAddress() {
  const orderId = useSearchParams().get("id");
  const booking = useBooking(orderId);
  const back = useBack(routes.today);
  if (booking === undefined) return <PhoneScreen back={back}>{null}</PhoneScreen>;
  if (booking === null) {
    return (
      <PhoneScreen back={back}>
        <ScreenTitle>Order</ScreenTitle>
        <EmptyState>This phone does not know this order. It knows the orders of its own store, and its own bookings.</EmptyState>
      </PhoneScreen>
    );
  }
  return (
    <PhoneScreen back={back}>
      <OrderPage booking={booking} />
    </PhoneScreen>
  );
}

function OrderPage({ booking }: { readonly booking: Booking }) {
  const { customerName, customerId, shipTo, lines, totalMinor, currency, state } = booking;
  return (
    <>
      <ScreenTitle note={useByWords(booking)}>{booking.number === null ? "Order" : `Order ${booking.number}`}</ScreenTitle>
      {state === "needs-you" && (
        <Banner
          tone="bad"
          title="Needs you."
          action={
            <ButtonLink href={routes.outbox} look="ghost" size="row">
              Decide
            </ButtonLink>
          }
        >
          Head office could not book this as it was asked.
        </Banner>
      )}
      {state === "set-aside" && (
        <Banner tone="quiet" title="Not booked.">
          This was cancelled on this phone after head office could not take it.
        </Banner>
      )}
      <OrderTrail booking={booking} />
      <TakeBack row={booking.row} />
      <Block heading={lines.length === 1 ? "Item" : `Items, ${lines.length}`}>
        <List label="Items">
          {lines.map((line) => (
            <OrderLineRow key={line.sku} line={line} booking={booking} />
          ))}
        </List>
        <p className={css.total}>
          <span>Total</span>
          <span className={css.amount}>{formatMoney({ minor: totalMinor, currency }, "always")}</span>
        </p>
      </Block>
      <Block heading="For">
        <List>
          <ListRow
            href={clientPath(customerId)}
            title={customerName || "Client"}
            sub={shipTo ? addressLine(shipTo) : undefined}
          />
        </List>
        <MessageTo booking={booking} />
      </Block>
    </>
  );
}

/** `Ana Ruiz · booked by Maya, 2:16`. */
function useByWords({ customerName, associateName, bookedAt }: Booking): string {
  const { session } = useReadyPhone();
  const time = clockTime({ at: Date.parse(bookedAt), timeZone: session.location.timeZone });
  const by = associateName === "" ? "Booked" : `booked by ${firstName(associateName)}`;
  return [customerName, `${by}, ${time}`].filter(Boolean).join(" · ");
}

/** A message in the phone's own app, where the client agreed to messages. */
function MessageTo({ booking }: { readonly booking: Booking }) {
  const client = useClient(booking.customerId);
  if (!client?.consent.text || client.phone === "") return null;
  const name = firstName(client.name);
  return (
    <div className={css.message}>
      <ButtonLink href={`sms:${client.phone}`} look="ghost">
        Text {name} an update
      </ButtonLink>
    </div>
  );
}
