"use client";

import { firstName } from "@aisle/domain";
import { useRef, useState } from "react";
import { addNote } from "../../commands/add-note.ts";
import { type Client, useColleagues, useNeedsOf } from "../../queries/clients.ts";
import { Button } from "../../ui/button.tsx";
import { NoteField } from "../../ui/field.tsx";
import { Block } from "../../ui/screen.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { useIssue } from "../shell/use-issue.ts";
import css from "./client-screen.module.css";

const DAY_AND_MONTH = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric" });

/** What colleagues should know, newest first, and a way to add to it. */
export function ClientNotes({ client }: { readonly client: Client }) {
  const colleagues = useColleagues();
  const [isAdding, setAdding] = useState(false);
  return (
    <Block
      heading="Notes"
      action={
        <div className={css.add}>
          <Button look="plain" size="row" icon="plus" onPress={() => setAdding(true)}>
            Add note
          </Button>
        </div>
      }
    >
      {client.notes.length === 0 && <p className={css.quiet}>Nothing noted yet.</p>}
      {client.notes.map((note) => (
        <div key={`${note.at} ${note.text}`}>
          <p className={css.text}>{note.text}</p>
          <p className={css.by}>
            {[note.by && colleagues.get(note.by), DAY_AND_MONTH.format(Date.parse(note.at))].filter(Boolean).join(" · ")}
          </p>
        </div>
      ))}
      <NoteSheet client={client} isOpen={isAdding} onClose={() => setAdding(false)} />
    </Block>
  );
}

function NoteSheet({
  client,
  isOpen,
  onClose,
}: {
  readonly client: Client;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const issue = useIssue();
  const needsOf = useNeedsOf();
  const field = useRef<HTMLTextAreaElement>(null);
  const isSaving = useRef(false);
  const [problem, setProblem] = useState<string>();
  const save = async () => {
    const text = field.current?.value.trim() ?? "";
    if (text === "") return setProblem("Write the note first.");
    if (isSaving.current) return;
    isSaving.current = true;
    try {
      const issued = await issue(addNote({ client, text, needs: await needsOf(client.customerId) }), { online: "Note saved." });
      if (issued.ok) onClose();
      else setProblem("Head office will not take this note.");
    } catch {
      setProblem("This phone could not save it. Close Aisle, open it again, and write it once more.");
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
        maxLength={4000}
        autoCapitalize="sentences"
        {...(problem === undefined ? {} : { problem })}
      />
    </Sheet>
  );
}
