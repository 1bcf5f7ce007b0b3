"use client";

import { CHANNELS, type Channel, CONSENT_WORDS, CONSENT_WORDS_NOW, type ConsentWay, PURPOSES, type Purpose } from "@aisle/domain";
import { useState } from "react";
import { CHANNEL_WORDS, setConsent } from "../../commands/set-consent.ts";
import { type Client, useNeedsOf } from "../../queries/clients.ts";
import { Button } from "../../ui/button.tsx";
import { FilterChips } from "../../ui/filter-chips.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Block } from "../../ui/screen.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { consentWords } from "../../words/access-words.ts";
import { notSavedWords } from "../../words/not-saved-words.ts";
import { useIssue } from "../shell/use-issue.ts";
import css from "./client-screen.module.css";

const TITLES: Readonly<Record<Channel, string>> = { text: "Texts", email: "E-mail", call: "Calls" };
const PURPOSE_WORDS: Readonly<Record<Purpose, string>> = { marketing: "news", service: "their orders" };
const WAYS: readonly { readonly value: ConsentWay; readonly label: string }[] = [
  { value: "in-store", label: "In the store" },
  { value: "on-the-phone", label: "On the phone" },
  { value: "signed-form", label: "On a form" },
];

type Question = { readonly channel: Channel; readonly purpose: Purpose };

/** What the client said to being written to or called, with how and when they said it; a tap asks anew. */
export function ClientConsents({ client }: { readonly client: Client }) {
  const [question, setQuestion] = useState<Question>();
  return (
    <Block heading="May we reach them">
      <List label="Answers">
        {PURPOSES.flatMap((purpose) =>
          CHANNELS.map((channel) => {
            const said = client.consents?.find((each) => each.channel === channel && each.purpose === purpose);
            if (!said && purpose === "service") return null;
            return (
              <ListRow
                key={`${purpose} ${channel}`}
                title={`${TITLES[channel]} with ${PURPOSE_WORDS[purpose]}`}
                sub={consentWords(said)}
                onPress={() => setQuestion({ channel, purpose })}
              />
            );
          }),
        )}
      </List>
      <AskSheet client={client} question={question} onClose={() => setQuestion(undefined)} />
    </Block>
  );
}

function AskSheet({
  client,
  question,
  onClose,
}: {
  readonly client: Client;
  readonly question: Question | undefined;
  readonly onClose: () => void;
}) {
  const issue = useIssue();
  const needsOf = useNeedsOf();
  const [how, setHow] = useState<ConsentWay>("in-store");
  const [problem, setProblem] = useState<string>();
  const answer = async (isGiven: boolean) => {
    if (!question) return;
    try {
      const needs = await needsOf(client.customerId);
      await issue(setConsent({ ...question, client, isGiven, how, needs }), {
        online: isGiven ? "Their yes is saved." : "Their no is saved.",
      });
      onClose();
    } catch (fault) {
      setProblem(notSavedWords(fault, { what: "the answer", again: "tap it once more" }));
    }
  };
  return (
    <Sheet
      isOpen={question !== undefined}
      onClose={onClose}
      title={question ? `Ask about ${CHANNEL_WORDS[question.channel]}` : ""}
      sub="Ask in these words. They are kept with the answer."
      foot={
        <>
          <Button onPress={() => void answer(true)}>They said yes</Button>
          <Button look="ghost" onPress={() => void answer(false)}>
            They said no
          </Button>
        </>
      }
    >
      <p className={css.text}>“{question && CONSENT_WORDS[CONSENT_WORDS_NOW[question.purpose]]}”</p>
      <FilterChips
        legend="How they answered"
        choices={WAYS}
        value={how}
        onChange={(value) => setHow(WAYS.find((way) => way.value === value)?.value ?? "in-store")}
      />
      {problem !== undefined && (
        <p className={css.quiet} role="alert">
          {problem}
        </p>
      )}
    </Sheet>
  );
}
