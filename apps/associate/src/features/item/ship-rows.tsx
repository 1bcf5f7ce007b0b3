"use client";

import { addressLine, firstName } from "@aisle/domain";
import { List, ListRow } from "../../ui/list-row.tsx";
import { dayWords } from "../../words/day-words.ts";
import { methodWords } from "./ship-choosers.tsx";
import type { Pushed, ShipDraft } from "./ship-draft.ts";
import css from "./ship-sheet.module.css";
import type { ShipQuote } from "./use-ship-quote.ts";

/** To, Arrives, From, Pays: each an answer that may be changed. */
export function ShipRows({
  draft,
  quote,
  onPush,
}: {
  readonly draft: ShipDraft;
  readonly quote: ShipQuote;
  readonly onPush: (pushed: Pushed) => void;
}) {
  const { client, address, source } = quote;
  const method = methodWords(draft.method, draft.style.currency);
  return (
    <List>
      {client && (
        <ListRow
          over="To"
          title={address ? addressLine(address) : `Add an address for ${firstName(client.name)}`}
          onPress={() => onPush(client.addresses.length > 0 ? "to" : "new-address")}
        />
      )}
      <ListRow
        over="Arrives"
        title={source ? `${dayWords(source.arrivesOn)} · ${method}` : `No day to promise · ${method}`}
        onPress={() => onPush("method")}
      />
      <ListRow
        over="From"
        title={
          source ? (
            <>
              {source.place.location.name}{" "}
              <span className={css.quiet}>{draft.from === null ? "chosen for you" : "your choice"}</span>
            </>
          ) : (
            "Nobody can ship it"
          )
        }
        onPress={() => onPush("source")}
      />
      <ListRow over="Pays" title="At the register with this order" />
    </List>
  );
}
