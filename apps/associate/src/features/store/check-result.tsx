"use client";

import { useReadyPhone } from "../../queries/phone.tsx";
import { useNow } from "../../queries/promise.ts";
import type { PhoneCheck, ShiftCheck } from "../../queries/shift-check.ts";
import { actionPath, routes } from "../../routes.ts";
import { Banner } from "../../ui/banner.tsx";
import { ButtonLink } from "../../ui/button.tsx";
import { momentWords } from "../../ui/clock-words.ts";
import { Icon } from "../../ui/icon.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Block } from "../../ui/screen.tsx";
import { checkWords, isWhole, kindWords } from "../../words/check-words.ts";
import css from "./store.module.css";

/** The one sentence of the comparison, as it comes. */
export function CheckSentence({ shown }: { readonly shown: ShiftCheck }) {
  switch (shown.state) {
    case "asking":
      return (
        <p className={css.asking} role="status">
          Asking head office…
        </p>
      );
    case "unreachable":
      return (
        <div className={css.note} role="status">
          <Banner title="Head office can't be reached.">
            Nothing is lost by that: what is on this phone stays on it. Check again when there's signal.
          </Banner>
        </div>
      );
    case "sign-in":
      return (
        <div className={css.note}>
          <Banner
            title="Head office wants your PIN first."
            action={
              <ButtonLink size="row" look="ghost" href={routes.signIn}>
                Sign in
              </ButtonLink>
            }
          />
        </div>
      );
    case "checked":
      return (
        <p className={css.verdict} role="status">
          <Icon name={isWhole(shown.check) ? "check" : "warn"} tone={isWhole(shown.check) ? "ok" : "bad"} />
          <span>{checkWords(shown.check)}</span>
        </p>
      );
  }
}

/** What only one side has, by name, and what happens with it. */
export function CheckLists({ check: { onlyHere, lost, unlisted } }: { readonly check: PhoneCheck }) {
  return (
    <>
      <RowsBlock
        heading={`Only on this phone, ${onlyHere.length}`}
        note="Safe here, and not at head office yet. They go by themselves when there's signal."
        rows={onlyHere}
      />
      <RowsBlock
        heading={`Lost by head office, ${lost.length}`}
        note="Head office confirmed these and does not have them any more. This phone sends them again by itself."
        rows={lost}
      />
      <UnlistedBlock unlisted={unlisted} />
    </>
  );
}

/** Actions only one side has, under the reason; nothing where there are none. */
export function RowsBlock({
  heading,
  note,
  rows,
}: {
  readonly heading: string;
  readonly note: string;
  readonly rows: PhoneCheck["onlyHere"];
}) {
  const moment = useMoment();
  if (rows.length === 0) return null;
  return (
    <Block heading={heading}>
      <p className={css.words}>{note}</p>
      <List label={heading}>
        {rows.map((row) => (
          <ListRow key={row.id} title={row.label.title} sub={moment(row.issuedAt)} href={actionPath(row.id)} />
        ))}
      </List>
    </Block>
  );
}

function UnlistedBlock({ unlisted }: Pick<PhoneCheck, "unlisted">) {
  const moment = useMoment();
  if (unlisted.length === 0) return null;
  return (
    <Block heading={`Not on this phone's list, ${unlisted.length}`}>
      <p className={css.words}>
        Head office has these from this phone. They came another way, such as a saved file, or this phone was set up anew since.
      </p>
      <List label="Not on this phone's list">
        {unlisted.map(({ id, name, decidedAt }) => (
          <ListRow key={id} title={kindWords(name)} sub={moment(decidedAt)} />
        ))}
      </List>
    </Block>
  );
}

function useMoment(): (at: string) => string {
  const { session } = useReadyPhone();
  const now = useNow();
  return (at) => momentWords({ at: Date.parse(at), now, timeZone: session.location.timeZone });
}
