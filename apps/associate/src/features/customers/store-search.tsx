"use client";

import { isSearchable } from "@aisle/domain";
import { useEffect, useState } from "react";
import { useHasNetwork } from "../../queries/network.ts";
import { type NotDone, type StoreSearch, searchStore } from "../../session/client-desk.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { List } from "../../ui/list-row.tsx";
import { Block } from "../../ui/screen.tsx";
import { NOT_DONE_WORDS } from "../../words/access-words.ts";
import css from "./client-screen.module.css";
import { useOpenClient } from "./open-sheet.tsx";
import { PersonRow } from "./person-row.tsx";

/** Clients of the store that this phone does not hold: looked for at head office, when somebody asks. */
export function StoreSearchBlock({ words, known }: { readonly words: string; readonly known: ReadonlySet<string> }) {
  const hasNetwork = useHasNetwork();
  const opening = useOpenClient();
  const [found, setFound] = useState<{ readonly words: string; readonly answer: StoreSearch | NotDone }>();
  const [isBusy, setBusy] = useState(false);
  // An answer belongs to its words.
  useEffect(() => setFound((before) => (before?.words === words ? before : undefined)), [words]);
  const look = async () => {
    setBusy(true);
    setFound({ words, answer: await searchStore(words) });
    setBusy(false);
  };
  const answer = found?.answer;
  const clients =
    typeof answer === "object" && answer.kind === "found" ? answer.clients.filter((each) => !known.has(each.customerId)) : [];
  return (
    <Block heading="In the whole store">
      {!hasNetwork ? (
        <p className={css.quiet}>
          Without signal only the clients of your day are here. The rest of the store needs head office.
        </p>
      ) : !isSearchable(words) ? (
        <p className={css.quiet}>Type at least three letters of the name, or four digits of the phone number.</p>
      ) : (
        answer === undefined && (
          <Button look="ghost" icon="search" isBusy={isBusy} onPress={() => void look()}>
            {isBusy ? "Looking …" : "Look in the whole store"}
          </Button>
        )
      )}
      {answer !== undefined && clients.length === 0 && <p className={css.quiet}>{emptyWords(answer)}</p>}
      {clients.length > 0 && (
        <List label="Clients of the store">
          {clients.map((client) => (
            <PersonRow
              key={client.customerId}
              name={client.name}
              note={
                client.isVip ? (
                  <Chip>Asks for a reason</Chip>
                ) : client.phoneEnd ? (
                  `Number ends in ${client.phoneEnd}`
                ) : (
                  "No number"
                )
              }
              onPress={() => void opening.open(client.customerId)}
            />
          ))}
        </List>
      )}
      {opening.problem !== undefined && (
        <p className={css.quiet} role="alert">
          {opening.problem}
        </p>
      )}
      {opening.sheets}
    </Block>
  );
}

function emptyWords(answer: StoreSearch | NotDone): string {
  if (typeof answer === "string") return NOT_DONE_WORDS[answer === "prove" ? "not-yours" : answer];
  if (answer.kind === "too-often") return "That was many searches in a row. Wait a little, then look again.";
  return "Nobody else in this store matches. Check the spelling, or ask for the end of the phone number.";
}
