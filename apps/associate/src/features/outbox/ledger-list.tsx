"use client";

import { isConfirmed, type OutboxRow, orderNumberOf } from "../../queries/outbox.ts";
import { actionPath } from "../../routes.ts";
import { Chip } from "../../ui/chip.tsx";
import { Icon } from "../../ui/icon.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import css from "./outbox.module.css";
import { useMoment } from "./use-names.ts";

/** Answered actions, a line each; each opens its own page. */
export function LedgerList({ label, rows }: { readonly label: string; readonly rows: readonly OutboxRow[] }) {
  const moment = useMoment();
  return (
    <List label={label}>
      {rows.map((row) => {
        const number = orderNumberOf(row);
        const when = moment(row.outcomeAt);
        return (
          <ListRow
            key={row.id}
            title={row.label.title}
            sub={number === null ? when : `${when} · order ${number}`}
            trailing={
              isConfirmed(row) ? (
                <span className={css.tick}>
                  <Icon name="check" />
                </span>
              ) : (
                <Chip tone="quiet">Put aside</Chip>
              )
            }
            href={actionPath(row.id)}
          />
        );
      })}
    </List>
  );
}
