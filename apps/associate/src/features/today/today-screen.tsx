"use client";

import { firstName, formatMoney } from "@aisle/domain";
import type { Booking } from "../../queries/orders.ts";
import { useNeedsYou } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useNow } from "../../queries/promise.ts";
import { type MyDay, useToday } from "../../queries/today.ts";
import { greeting } from "../../queries/today-bounds.ts";
import { orderPath, routes } from "../../routes.ts";
import { Figure, Figures } from "../../ui/amount.tsx";
import { Chip } from "../../ui/chip.tsx";
import { ageWords } from "../../ui/clock-words.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { ProductPicture } from "../../ui/product-picture.tsx";
import { Block, ScreenTitle } from "../../ui/screen.tsx";
import { itemsWords, stateChip } from "../../words/booking-words.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { SearchDoor } from "./search-door.tsx";

/** Latest bookings shown; the rest is found by client or number. */
const SHOWN = 5;

/** What needs a person, what was promised, how the day goes. */
export function TodayScreen() {
  const { session } = useReadyPhone();
  const now = useNow();
  const needsYou = useNeedsYou() ?? [];
  const today = useToday();
  const name = firstName(session.associate.name);
  const bookings = today?.bookings.slice(0, SHOWN) ?? [];
  return (
    <PhoneScreen tab="Today" place={`${session.location.name} · ${name}`}>
      <ScreenTitle>
        {greeting(now, session.location.timeZone)}, {name}
      </ScreenTitle>
      <SearchDoor />
      {needsYou.length > 0 && (
        <Block heading="Needs you">
          <List>
            <ListRow
              href={routes.outbox}
              title={needsYou.length === 1 ? "1 order needs you" : `${needsYou.length} orders need you`}
              sub={needsYou[0]?.label.title}
              trailing={<Chip tone="bad">{oldest(needsYou, now)}</Chip>}
            />
          </List>
        </Block>
      )}
      {today && (
        <Block heading="Latest bookings">
          {bookings.length === 0 ? (
            <EmptyState>Nothing booked this week. Ship to home from any item, also without signal.</EmptyState>
          ) : (
            <List label="Latest bookings">
              {bookings.map((booking) => (
                <BookingRow key={booking.orderId} booking={booking} />
              ))}
            </List>
          )}
        </Block>
      )}
      {today && <MyDayBlock mine={today.mine} />}
    </PhoneScreen>
  );
}

function BookingRow({ booking }: { readonly booking: Booking }) {
  const [first] = booking.lines;
  const { tone, words } = stateChip(booking.state);
  return (
    <ListRow
      href={orderPath(booking.orderId)}
      leading={first && <ProductPicture image={first.image} colour={first.colour} title={first.title} />}
      title={itemsWords(booking)}
      sub={[booking.customerName, booking.number === null ? "" : `order ${booking.number}`].filter(Boolean).join(" · ")}
      trailing={<Chip tone={tone}>{words}</Chip>}
    />
  );
}

function MyDayBlock({ mine }: { readonly mine: MyDay }) {
  return (
    <Block heading="My day">
      <Figures>
        <Figure figure={formatMoney({ minor: mine.soldMinor, currency: mine.currency })} label="sold" />
        <Figure figure={String(mine.shippedHome)} label="shipped home" />
        <Figure figure={String(mine.clients)} label={mine.clients === 1 ? "client" : "clients"} />
      </Figures>
    </Block>
  );
}

function oldest(rows: readonly { readonly outcomeAt: number }[], now: number): string {
  const age = ageWords({ from: Math.min(...rows.map((row) => row.outcomeAt)), now });
  return age === "just now" ? "Now" : age;
}
