"use client";

import { addressLine, type CustomerId, DAY, firstName, formatMoney } from "@aisle/domain";
import { useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { type Client, useClient, useClientOrders, useColleagues } from "../../queries/clients.ts";
import { useLook } from "../../queries/looks.ts";
import { useHasNetwork } from "../../queries/network.ts";
import { useBookingOf } from "../../queries/orders.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useNow } from "../../queries/promise.ts";
import { useRecents } from "../../queries/recents.ts";
import { routes } from "../../routes.ts";
import { useFocus } from "../../session/focus.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Chip, Chips } from "../../ui/chip.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Block, ScreenTitle } from "../../ui/screen.tsx";
import { useBack } from "../../ui/use-back.ts";
import { arrivesWords, isOpen, numberWords, stateChip } from "../../words/booking-words.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { ClientCare } from "./client-care.tsx";
import { ClientConsents } from "./client-consents.tsx";
import { ClientNotes } from "./client-notes.tsx";
import css from "./client-screen.module.css";
import { useOpenClient } from "./open-sheet.tsx";
import { OrderRow } from "./order-row.tsx";
import { phoneWords } from "./phone-words.ts";

const YEAR_MS = 365 * DAY;
/** Purchases shown before somebody asks for all. */
const MOST_BOUGHT = 20;

/** A client: what they wear, what is on its way, what they bought, and how they want to be reached. */
export function ClientScreen() {
  // Boundary: an id nobody has finds nobody.
  const customerId = (useSearchParams().get("id") ?? "") as CustomerId;
  const client = useClient(customerId);
  const back = useBack(routes.clients);
  if (client === undefined) return <PhoneScreen back={back}>{null}</PhoneScreen>;
  if (client === null)
    return (
      <PhoneScreen back={back}>
        <NotInMyDay customerId={customerId} />
      </PhoneScreen>
    );
  return <OneClient client={client} back={back} />;
}

/** Somebody of the store perhaps, but not of this phone: opened through head office, or looked for. */
function NotInMyDay({ customerId }: { readonly customerId: CustomerId }) {
  const opening = useOpenClient();
  const hasNetwork = useHasNetwork();
  return (
    <>
      <ScreenTitle>Not in your day</ScreenTitle>
      <EmptyState
        action={
          hasNetwork && customerId !== "" ? (
            <Button isBusy={opening.isBusy} onPress={() => void opening.open(customerId)}>
              Open this client
            </Button>
          ) : (
            <ButtonLink href={routes.clients}>Find a client</ButtonLink>
          )
        }
      >
        {opening.problem ?? "This phone holds the clients of your day. Opening another one needs signal, and is written down."}
      </EmptyState>
      {opening.sheets}
    </>
  );
}

function OneClient({ client, back }: { readonly client: Client; readonly back: { readonly onPress: () => void } }) {
  const { session, locations } = useReadyPhone();
  const bookingOf = useBookingOf();
  const colleagues = useColleagues();
  const orders = useClientOrders(client.customerId) ?? [];
  const focus = useFocus();
  const { rememberClient } = useRecents();
  const now = useNow();
  const { customerId, name, phone, consent } = client;
  const first = firstName(name);
  const isServed = focus.client?.customerId === customerId;
  useEffect(() => rememberClient(customerId), [rememberClient, customerId]);
  useLook(customerId);
  const open = orders.map(bookingOf).filter(({ state }) => isOpen(state));
  const bought = orders.flatMap((shown) =>
    shown.kind === "head-office" && shown.order.state === "delivered" && now - Date.parse(shown.order.bookedAt) < YEAR_MS
      ? [shown.order]
      : [],
  );
  const spent = bought.reduce((sum, order) => sum + order.totalMinor, 0);
  const currency = bought[0]?.currency ?? "USD";
  return (
    <PhoneScreen back={back}>
      <div className={css.head}>
        <Avatar name={name} size="page" />
        <div className={css.words}>
          <h1 className={css.name}>{name}</h1>
          <p className={css.since}>{sinceWords(client, session.associate.associateId, colleagues)}</p>
        </div>
      </div>
      <div className={css.actions}>
        {isServed ? (
          <Button look="ghost" onPress={focus.done}>
            Done with {first}
          </Button>
        ) : (
          <Button onPress={() => focus.serve({ customerId, name })}>Serve {first}</Button>
        )}
        {consent.text && phone !== "" && (
          <ButtonLink look="ghost" href={`sms:${phone}`}>
            Text
          </ButtonLink>
        )}
        {consent.call && phone !== "" && (
          <ButtonLink look="ghost" href={`tel:${phone}`}>
            Call
          </ButtonLink>
        )}
      </div>
      {client.isOnThisPhone && (
        <p className={css.waiting}>
          <Chip tone="wait">On this phone</Chip> Some of this is saved here and goes to head office as soon as there's signal.
        </p>
      )}
      {client.wears.length > 0 && (
        <Block heading="Wears">
          <div className={css.chips}>
            <Chips>
              {client.wears.map((words) => (
                <Chip key={words}>{words}</Chip>
              ))}
            </Chips>
          </div>
        </Block>
      )}
      <Block heading="Open orders">
        {open.length === 0 ? (
          <p className={css.quiet}>Nothing on its way.</p>
        ) : (
          <List>
            {open.map((booking) => (
              <OrderRow
                key={booking.orderId}
                booking={booking}
                note={[arrivesWords(booking), numberWords(booking)].filter(Boolean).join(" · ")}
                end={<Chip tone={stateChip(booking.state).tone}>{stateChip(booking.state).words}</Chip>}
              />
            ))}
          </List>
        )}
      </Block>
      {bought.length > 0 && (
        <Block heading={`Bought, last 12 months · ${formatMoney({ minor: spent, currency })}`}>
          <List>
            {bought.slice(0, MOST_BOUGHT).map((order) => (
              <OrderRow
                key={order.orderId}
                booking={bookingOf({ kind: "head-office", order })}
                note={`${dateWords(order.bookedAt)} · ${
                  order.channel === "online" ? "Online" : (locations.get(order.locationId)?.name ?? "Another store")
                }`}
                end={formatMoney({ minor: order.totalMinor, currency: order.currency })}
                picture="shown"
              />
            ))}
          </List>
        </Block>
      )}
      <ClientNotes client={client} />
      {client.addresses.length > 0 && (
        <Block heading="Addresses">
          <List>
            {client.addresses.map((address, index) => (
              <ListRow
                key={JSON.stringify(address)}
                title={addressLine(address)}
                sub={index === 0 ? "Orders go here unless you say otherwise" : undefined}
              />
            ))}
          </List>
        </Block>
      )}
      <Block heading="Reach">
        <p className={css.quiet}>{[phoneWords(phone), client.email].filter(Boolean).join(" · ") || "No number or e-mail yet"}</p>
      </Block>
      <ClientConsents client={client} />
      <ClientCare client={client} />
    </PhoneScreen>
  );
}

const DATE = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric" });

/** `Sep 12`. */
function dateWords(at: string): string {
  return DATE.format(Date.parse(at));
}

/** `Client since 2021 · your client`. */
function sinceWords(client: Client, me: string, colleagues: ReadonlyMap<string, string>): string {
  const whose =
    client.associateId === null
      ? ""
      : client.associateId === me
        ? "your client"
        : `${firstName(colleagues.get(client.associateId) ?? "a colleague")}'s client`;
  return [`Client since ${client.since}`, whose].filter(Boolean).join(" · ");
}
