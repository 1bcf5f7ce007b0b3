"use client";

import { type Address, addressLine, DELIVERY_METHODS, DELIVERY_PRICE_MINOR, formatMoney } from "@aisle/domain";
import type { ReactNode } from "react";
import { useRecents } from "../../queries/recents.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { dayWords } from "../../words/day-words.ts";
import { ClientFinder } from "../customers/client-finder.tsx";
import { NewAddressForm } from "../customers/new-address-form.tsx";
import { NewClientForm } from "../customers/new-client-form.tsx";
import type { Pushed, ShipDraft } from "./ship-draft.ts";
import { sourcingWords } from "./sourcing-words.ts";
import type { ShipQuote } from "./use-ship-quote.ts";

type ChooserProps = {
  readonly draft: ShipDraft;
  readonly quote: ShipQuote;
  readonly onChange: (part: Partial<ShipDraft>) => void;
  readonly onClient: (client: { readonly customerId: NonNullable<ShipDraft["customerId"]>; readonly name: string }) => void;
};

export const CHOOSER_TITLES: Readonly<Record<Pushed, string>> = {
  who: "Who for?",
  "new-client": "New client",
  to: "Ship to",
  "new-address": "New address",
  method: "Arrives",
  source: "From",
};

/** What lies over the sheet while one of its rows is being changed. Choosing goes straight back. */
export function ShipChooser(props: ChooserProps & { readonly pushed: Pushed }): ReactNode {
  const { pushed, quote, draft, onChange, onClient } = props;
  switch (pushed) {
    case "who":
      return <WhoChooser {...props} />;
    case "new-client":
      return (
        <NewClientForm
          name=""
          asks="who-and-ship-to"
          submit="Add and ship here"
          onMade={({ address, customerId, name }) => {
            onClient({ customerId, name });
            onChange({ pushed: null, customerId, address });
          }}
        />
      );
    case "to":
      return <AddressChooser {...props} />;
    case "new-address":
      return quote.client && <NewAddressForm client={quote.client} onSaved={(address) => onChange({ pushed: null, address })} />;
    case "method":
      return (
        <List>
          {DELIVERY_METHODS.map((method) => {
            const day = quote.arrivesBy[method];
            return (
              <ListRow
                key={method}
                title={methodWords(method, draft.style.currency)}
                sub={day === null ? "Nobody can ship it this way" : dayWords(day)}
                isChosen={draft.method === method}
                onPress={() => onChange({ method, pushed: null })}
              />
            );
          })}
        </List>
      );
    case "source":
      return <SourceChooser {...props} />;
  }
}

function WhoChooser({ onChange, onClient }: ChooserProps) {
  const { recents } = useRecents();
  return (
    <ClientFinder
      recents={recents.clients}
      onPick={({ customerId, name }) => {
        onClient({ customerId, name });
        onChange({ customerId, address: null, pushed: null });
      }}
      onNew={() => onChange({ pushed: "new-client" })}
    />
  );
}

function AddressChooser({ quote, onChange }: ChooserProps) {
  const addresses = quote.client?.addresses ?? [];
  return (
    <>
      {addresses.length > 0 && (
        <List label="Addresses">
          {addresses.map((address) => (
            <ListRow
              key={JSON.stringify(address)}
              title={addressLine(address)}
              sub={address.region === "" ? undefined : `${address.region}, ${address.country}`}
              isChosen={quote.address !== null && isSame(address, quote.address)}
              onPress={() => onChange({ address, pushed: null })}
            />
          ))}
        </List>
      )}
      <Button look="ghost" icon="plus" onPress={() => onChange({ pushed: "new-address" })}>
        New address
      </Button>
    </>
  );
}

function isSame(left: Address, right: Address): boolean {
  return addressLine(left) === addressLine(right) && left.region === right.region && left.country === right.country;
}

function SourceChooser({ draft, quote, onChange }: ChooserProps) {
  const nameOf = new Map(quote.places.map(({ location }) => [location.locationId, location.name]));
  const able = quote.steps.filter(({ reason, available }) => reason !== "too-few" && available > 0);
  const others = quote.steps.length - able.length;
  if (able.length === 0) return <EmptyState>Nobody can ship this size now.</EmptyState>;
  return (
    <>
      <List label="Places that can ship it">
        <ListRow
          title="Choose for me"
          sub="The soonest, without taking a store's last one"
          isChosen={draft.from === null}
          onPress={() => onChange({ from: null, pushed: null })}
        />
        {able.map(({ locationId, available, arrivesOn, reason }) => (
          <ListRow
            key={locationId}
            title={nameOf.get(locationId) ?? locationId}
            sub={`${dayWords(arrivesOn)} · ${available > 40 ? "40+" : available} left · ${sourcingWords(reason)}`}
            isChosen={draft.from === locationId}
            onPress={() => onChange({ from: locationId, pushed: null })}
          />
        ))}
      </List>
      {others > 0 && <EmptyState>{others === 1 ? "1 other place has none." : `${others} other places have none.`}</EmptyState>}
    </>
  );
}

/** `Standard, free`, `Express, $18`. */
export function methodWords(method: ShipDraft["method"], currency: string): string {
  const minor = DELIVERY_PRICE_MINOR[method];
  const price = minor === 0 ? "free" : formatMoney({ minor, currency });
  return `${method === "standard" ? "Standard" : "Express"}, ${price}`;
}
