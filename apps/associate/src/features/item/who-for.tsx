"use client";

import type { CustomerId } from "@aisle/domain";
import { useClients } from "../../queries/clients.ts";
import { useRecents } from "../../queries/recents.ts";
import { Button } from "../../ui/button.tsx";
import { List } from "../../ui/list-row.tsx";
import { PersonRow } from "../customers/person-row.tsx";
import { phoneWords } from "../customers/phone-words.ts";
import type { ShipDraft } from "./ship-draft.ts";
import css from "./ship-sheet.module.css";

type WhoForProps = {
  readonly onChange: (part: Partial<ShipDraft>) => void;
  readonly onClient: (client: { readonly customerId: CustomerId; readonly name: string }) => void;
};

/** With nobody in focus: the three clients served last are one tap away, everybody else two. */
export function WhoFor({ onChange, onClient }: WhoForProps) {
  const { recents } = useRecents();
  const clients = useClients();
  const byId = new Map((clients ?? []).map((client) => [client.customerId, client]));
  const shown = recents.clients.flatMap((id) => byId.get(id) ?? []);
  return (
    <section>
      <h3 className={css.heading}>Who for?</h3>
      {shown.length > 0 && (
        <List label="Served last">
          {shown.map(({ customerId, name, phone }) => (
            <PersonRow
              key={customerId}
              name={name}
              note={phoneWords(phone)}
              onPress={() => {
                onClient({ customerId, name });
                onChange({ customerId, address: null });
              }}
            />
          ))}
        </List>
      )}
      <div className={css.pair}>
        <Button look="ghost" icon="search" onPress={() => onChange({ pushed: "who" })}>
          Find
        </Button>
        <Button look="ghost" icon="plus" onPress={() => onChange({ pushed: "new-client" })}>
          New
        </Button>
      </div>
    </section>
  );
}
