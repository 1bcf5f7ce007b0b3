"use client";

import { type CustomerId, firstName } from "@aisle/domain";
import { useDeferredValue, useMemo, useState } from "react";
import { type Client, useClients } from "../../queries/clients.ts";
import { usePeopleSearch } from "../../queries/people.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { List } from "../../ui/list-row.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { PersonRow } from "./person-row.tsx";
import { phoneWords } from "./phone-words.ts";

const MOST = 20;

type ClientFinderProps = {
  readonly recents: readonly CustomerId[];
  readonly onPick: (client: Client) => void;
  /** Opens the form for somebody new, with what was typed as the name. */
  readonly onNew: (name: string) => void;
};

/** Finds one client by name, phone or e-mail; before typing, the last ones served. */
export function ClientFinder({ recents, onPick, onNew }: ClientFinderProps) {
  const [query, setQuery] = useState("");
  const clients = useClients();
  const search = usePeopleSearch(clients);
  const asked = useDeferredValue(query.trim());
  const found = useMemo(() => {
    if (asked !== "") return search(asked, MOST);
    const byId = new Map((clients ?? []).map((client) => [client.customerId, client]));
    return recents.flatMap((id) => byId.get(id) ?? []);
  }, [clients, search, recents, asked]);
  return (
    <>
      <SearchField label="Name, phone or e-mail" value={query} onChange={setQuery} />
      {found.length > 0 && (
        <List label={asked === "" ? "Served last" : "Clients"}>
          {found.map((client) => (
            <PersonRow
              key={client.customerId}
              name={client.name}
              note={phoneWords(client.phone)}
              onPress={() => onPick(client)}
            />
          ))}
        </List>
      )}
      {asked !== "" && found.length === 0 && clients !== undefined && (
        <EmptyState>
          No client matches “{asked}”. Check the spelling, ask for the last digits of the phone number, or add{" "}
          {/\d/.test(asked) ? "a new client" : firstName(asked)}.
        </EmptyState>
      )}
      <Button look="ghost" icon="plus" onPress={() => onNew(/[\d@]/.test(asked) ? "" : asked)}>
        New client
      </Button>
    </>
  );
}
