"use client";

import { useClients } from "../../queries/clients.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useShelves } from "../../queries/promise.ts";
import { useRecents } from "../../queries/recents.ts";
import { clientPath } from "../../routes.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { List } from "../../ui/list-row.tsx";
import { Block } from "../../ui/screen.tsx";
import { PersonRow } from "../customers/person-row.tsx";
import { phoneWords } from "../customers/phone-words.ts";
import { ItemRow } from "./item-row.tsx";

/** The last items and clients: what somebody comes back to is often what they had a minute ago. */
export function BeforeTyping() {
  const { catalogue } = useReadyPhone();
  const shelfOf = useShelves();
  const { recents } = useRecents();
  const clients = useClients();
  const items = recents.items.flatMap(({ styleId }) => catalogue.styleById(styleId) ?? []);
  const people = recents.clients.flatMap((id) => clients?.find((client) => client.customerId === id) ?? []);
  if (items.length === 0 && people.length === 0)
    return <EmptyState>Type a few letters of an item, a client, or an order number. It all works without signal.</EmptyState>;
  return (
    <>
      {items.length > 0 && (
        <Block heading="Looked at last">
          <List>
            {items.map((style) => (
              <ItemRow key={style.styleId} style={style} variant={undefined} shelfOf={shelfOf} />
            ))}
          </List>
        </Block>
      )}
      {people.length > 0 && (
        <Block heading="Served last">
          <List>
            {people.map(({ customerId, name, phone }) => (
              <PersonRow key={customerId} name={name} note={phoneWords(phone)} href={clientPath(customerId)} />
            ))}
          </List>
        </Block>
      )}
    </>
  );
}
