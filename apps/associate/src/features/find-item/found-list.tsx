"use client";

import { useBookingOf } from "../../queries/orders.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useNow, useShelves } from "../../queries/promise.ts";
import { clientPath, orderPath } from "../../routes.ts";
import { Chip } from "../../ui/chip.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { StockAge } from "../../ui/stock-age.tsx";
import { itemsWords, numberWords, stateChip } from "../../words/booking-words.ts";
import { PersonRow } from "../customers/person-row.tsx";
import { phoneWords } from "../customers/phone-words.ts";
import css from "./find-screen.module.css";
import { ItemRow } from "./item-row.tsx";
import type { Found } from "./use-find.ts";

export type Kind = "all" | "items" | "clients" | "orders";

/** Rows shown at once while all kinds are mixed: enough to see, few enough to draw on every keystroke. */
const MIXED = { items: 12, clients: 3, orders: 3 };

/** What was found. With everything mixed, people come first when the words are more a name than an item. */
export function FoundList({ found, kind }: { readonly found: Found; readonly kind: Kind }) {
  const { session } = useReadyPhone();
  const shelfOf = useShelves();
  const now = useNow();
  const isMixed = kind === "all";
  const items = kind === "all" || kind === "items" ? found.items.slice(0, isMixed ? MIXED.items : undefined) : [];
  const clients = kind === "all" || kind === "clients" ? found.clients.slice(0, isMixed ? MIXED.clients : undefined) : [];
  const orders = kind === "all" || kind === "orders" ? found.orders.slice(0, isMixed ? MIXED.orders : undefined) : [];
  const first = found.items[0];
  const asOf = first?.style.variants[0] ? shelfOf(first.style.variants[0]).asOf : null;
  const people = clients.length > 0 && (
    <List label="Clients">
      {clients.map((client) => (
        <PersonRow
          key={client.customerId}
          name={client.name}
          note={phoneWords(client.phone)}
          href={clientPath(client.customerId)}
        />
      ))}
    </List>
  );
  const isPeopleFirst = found.understood !== undefined || found.items.length === 0;
  return (
    <>
      {isPeopleFirst && people}
      {items.length > 0 && (
        <>
          <List label="Items">
            {items.map(({ style, variant }) => (
              <ItemRow key={style.styleId} style={style} variant={variant} shelfOf={shelfOf} />
            ))}
          </List>
          {asOf !== null && (
            <p className={css.loose}>
              <StockAge asOf={asOf} now={now} timeZone={session.location.timeZone} />
            </p>
          )}
        </>
      )}
      {!isPeopleFirst && people}
      {orders.length > 0 && <Orders orders={orders} />}
    </>
  );
}

function Orders({ orders }: { readonly orders: Found["orders"] }) {
  const bookingOf = useBookingOf();
  return (
    <List label="Orders">
      {orders.map(bookingOf).map((booking) => {
        const { tone, words } = stateChip(booking.state);
        return (
          <ListRow
            key={booking.orderId}
            href={orderPath(booking.orderId)}
            title={itemsWords(booking)}
            sub={[numberWords(booking), booking.customerName].filter(Boolean).join(" · ")}
            trailing={<Chip tone={tone}>{words}</Chip>}
          />
        );
      })}
    </List>
  );
}
