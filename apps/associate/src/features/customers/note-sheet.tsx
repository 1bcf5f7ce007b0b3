"use client";

import { type CommandId, firstName, holdsCardNumber, type SensitiveTopic, sensitiveTopicsIn } from "@aisle/domain";
import { useRef, useState } from "react";
import { addNote } from "../../commands/add-note.ts";
import { type Client, useNeedsOf } from "../../queries/clients.ts";
import { Button } from "../../ui/button.tsx";
import { NoteField } from "../../ui/field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { notSavedWords } from "../../words/not-saved-words.ts";
import { useIssue } from "../shell/use-issue.ts";

const TOPIC_WORDS: Readonly<Record<SensitiveTopic, string>> = {
  health: "health",
  belief: "belief",
  origin: "origin",
  politics: "politics",
  "intimate-life": "somebody's private life",
};

/** Something to remember about a client, written down. */
export function NoteSheet({
  client,
  again,
  isOpen,
  onClose,
  onSaved = onClose,
}: {
  readonly client: Pick<Client, "customerId" | "name">;
  /** The refused note this one is made again from. */
  readonly again?: { readonly replaces: CommandId; readonly text: string };
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSaved?: (id: CommandId) => void;
}) {
  const issue = useIssue();
  const needsOf = useNeedsOf();
  const field = useRef<HTMLTextAreaElement>(null);
  const isSaving = useRef(false);
  const [problem, setProblem] = useState<string>();
  const [warned, setWarned] = useState<string>();
  const save = async () => {
    const text = field.current?.value.trim() ?? "";
    if (text === "") return setProblem("Write the note first.");
    if (holdsCardNumber(text)) return setProblem("That looks like a card number. It must not be kept: take it out.");
    const topics = sensitiveTopicsIn(text);
    if (topics.length > 0 && warned !== text) {
      setWarned(text);
      return setProblem(
        `This seems to be about ${TOPIC_WORDS[topics[0] ?? "health"]}. Keep it only if it helps to serve them and they know. Tap Save again to keep it.`,
      );
    }
    if (isSaving.current) return;
    isSaving.current = true;
    try {
      const needs = await needsOf(client.customerId);
      const note = addNote({ client, text, needs, ...(again && { replaces: again.replaces }) });
      const issued = await issue(note, { online: "Note saved." });
      if (issued.ok) onSaved(issued.id);
      else setProblem("Head office will not take this note.");
    } catch (fault) {
      setProblem(notSavedWords(fault, { what: "the note", again: "write it once more" }));
    } finally {
      isSaving.current = false;
    }
  };
  return (
    <Sheet
      isOpen={isOpen}
      onClose={() => {
        setProblem(undefined);
        onClose();
      }}
      title={`Note on ${firstName(client.name)}`}
      foot={<Button onPress={() => void save()}>Save note</Button>}
    >
      <NoteField
        ref={field}
        label="Note"
        hint="Colleagues in this store can read it. Only what helps to serve the client."
        defaultValue={again?.text ?? ""}
        maxLength={4000}
        autoCapitalize="sentences"
        {...(problem === undefined ? {} : { problem })}
      />
    </Sheet>
  );
}
