"use client";

import { ACCESS_REASONS, firstName, may } from "@aisle/domain";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Client } from "../../queries/clients.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { routes } from "../../routes.ts";
import { type AccessLine, eraseClient, exportClient, type NotDone, readAccessLog } from "../../session/client-desk.ts";
import { Button } from "../../ui/button.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Block } from "../../ui/screen.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { NOT_DONE_WORDS, REASON_WORDS } from "../../words/access-words.ts";
import css from "./client-screen.module.css";
import { ProveSheet } from "./prove-sheet.tsx";

const WHEN = new Intl.DateTimeFormat("en-US", { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
const WHAT: Readonly<Record<AccessLine["what"], string>> = { profile: "Looked", export: "Gave their data out", erase: "Erased" };

/** What a manager does for a client's own rights: who has looked, a copy of their data, erasing them. */
export function ClientCare({ client }: { readonly client: Client }) {
  const { session } = useReadyPhone();
  const router = useRouter();
  const [log, setLog] = useState<readonly AccessLine[]>();
  const [isErasing, setErasing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [proving, setProving] = useState<{ readonly again: () => void }>();
  const { role } = session.associate;
  const { customerId } = client;
  const first = firstName(client.name);
  if (!may(role, "see-access-log")) return null;

  const done = <Value extends object>(answer: Value | NotDone, again: () => void): answer is Value => {
    if (typeof answer === "object") return true;
    if (answer === "prove") setProving({ again });
    else setProblem(NOT_DONE_WORDS[answer]);
    return false;
  };
  const showLog = async () => {
    const answer = await readAccessLog(customerId);
    if (done(answer, () => void showLog())) setLog(answer);
  };
  const giveOut = async () => {
    setProblem(undefined);
    const answer = await exportClient(customerId);
    if (!done(answer, () => void giveOut())) return;
    saveFile("client.json", "application/json", answer.json);
    saveFile("client.csv", "text/csv;charset=utf-8", answer.csv);
  };
  const erase = async () => {
    setProblem(undefined);
    const answer = await eraseClient(customerId);
    if (!done(answer, () => void erase())) return;
    setErasing(false);
    router.replace(routes.clients);
  };
  return (
    <Block heading="Their data">
      <div className={css.care}>
        <Button look="ghost" onPress={() => void showLog()}>
          Who has looked
        </Button>
        {may(role, "export-client") && (
          <Button look="ghost" onPress={() => void giveOut()}>
            Copy for {first}
          </Button>
        )}
        {may(role, "erase-client") && (
          <Button look="danger" onPress={() => setErasing(true)}>
            Erase {first}
          </Button>
        )}
      </div>
      {problem !== undefined && (
        <p className={css.quiet} role="alert">
          {problem}
        </p>
      )}
      {log && (
        <List label="Who has looked">
          {log.map((line) => (
            <ListRow
              key={line.accessId}
              title={line.by || "Head office"}
              sub={[
                WHAT[line.what],
                WHEN.format(Date.parse(line.at)),
                reasonWords(line.reason),
                line.wasOffline ? "without signal" : "",
              ]
                .filter(Boolean)
                .join(" · ")}
            />
          ))}
        </List>
      )}
      <Sheet
        isOpen={isErasing}
        onClose={() => setErasing(false)}
        title={`Erase ${first} for good?`}
        sub="This cannot be taken back."
        foot={
          <>
            <Button look="danger" onPress={() => void erase()}>
              Erase {first}
            </Button>
            <Button look="ghost" onPress={() => setErasing(false)}>
              Keep {first}
            </Button>
          </>
        }
      >
        <p className={css.text}>
          Name, number, e-mail, addresses, sizes and notes go, here, on every phone of the store, and from backups when one is put
          back. Orders stay for the books, without a name or an address. Give {first} a copy first if they asked for one.
        </p>
      </Sheet>
      <ProveSheet
        isOpen={proving !== undefined}
        why="What is about to happen asks for a fresh proof."
        onClose={() => setProving(undefined)}
        onProven={() => {
          const again = proving?.again;
          setProving(undefined);
          again?.();
        }}
      />
    </Block>
  );
}

function reasonWords(reason: string): string {
  const known = ACCESS_REASONS.find((each) => each === reason);
  return known ? REASON_WORDS[known] : "";
}

/** Hands a file to whoever holds the phone; nothing of it stays in the app. */
function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
