"use client";

import { useState } from "react";
import { type Client, useColleagues } from "../../queries/clients.ts";
import { Button } from "../../ui/button.tsx";
import { Block } from "../../ui/screen.tsx";
import css from "./client-screen.module.css";
import { NoteSheet } from "./note-sheet.tsx";

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
