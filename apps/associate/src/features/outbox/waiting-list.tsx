"use client";

import Link from "next/link";
import type { WaitingRow } from "../../queries/outbox.ts";
import { actionPath } from "../../routes.ts";
import { Button } from "../../ui/button.tsx";
import { List } from "../../ui/list-row.tsx";
import { Trail, type TrailStep } from "../../ui/trail.tsx";
import css from "./outbox.module.css";
import { useIsStuck } from "./use-is-stuck.ts";
import { useUndo } from "./use-undo.ts";

/** What has no answer yet, in the order it goes. */
export function WaitingList({ waiting }: { readonly waiting: readonly WaitingRow[] }) {
  return (
    <List label="Waiting">
      {waiting.map((each) => (
        <WaitingItem key={each.row.id} waiting={each} />
      ))}
    </List>
  );
}

function WaitingItem({ waiting: { row, state, canUndo } }: { readonly waiting: WaitingRow }) {
  const undo = useUndo(row.id);
  const isStuck = useIsStuck(row);
  const detail = isStuck ? `Tried ${row.attempts} times. Safe here, and going again by itself.` : row.label.detail;
  return (
    <li className={css.waiting}>
      <div className={css.waitingHead}>
        <Link href={actionPath(row.id)} className={css.waitingWords}>
          <span className={css.waitingTitle}>{row.label.title}</span>
          {detail && <span className={css.waitingSub}>{detail}</span>}
        </Link>
        {canUndo && (
          <Button look="ghost" size="row" onPress={undo}>
            Undo
          </Button>
        )}
      </div>
      <Trail steps={trailOf(state)} />
    </li>
  );
}

function trailOf(state: WaitingRow["state"]): readonly TrailStep[] {
  return [
    { label: "On this phone", state: "done" },
    { label: "Sending", state: state === "sending" ? "now" : "ahead" },
    { label: "Confirmed", state: "ahead" },
  ];
}
