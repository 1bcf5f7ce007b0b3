"use client";

import { useDeferredValue, useState } from "react";
import { isAbout, type Outbox, REMEMBERED_DAYS, useEarlier, useOutbox } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { usePhoneStatus } from "../../queries/phone-status.ts";
import { useNow } from "../../queries/promise.ts";
import { useCarriedCounts } from "../../queries/rescue.ts";
import { routes } from "../../routes.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Block, ScreenTitle } from "../../ui/screen.tsx";
import { SearchField } from "../../ui/search-field.tsx";
import { useBack } from "../../ui/use-back.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { ChangedCard } from "./changed-card.tsx";
import { LedgerList } from "./ledger-list.tsx";
import { NeedsYouCard } from "./needs-you-card.tsx";
import css from "./outbox.module.css";
import { PhoneLines } from "./phone-lines.tsx";
import { isStuck } from "./use-is-stuck.ts";
import { useMoment } from "./use-names.ts";
import { WaitingList } from "./waiting-list.tsx";

/** Everything this phone said to head office: what needs a person, what waits, what is confirmed, what was before. */
export function OutboxScreen() {
  const { sendNow } = useReadyPhone();
  const outbox = useOutbox();
  const back = useBack(routes.store);
  const { sentence } = usePhoneStatus();
  const [typed, setTyped] = useState("");
  const search = useDeferredValue(typed.trim());
  const shown = outbox && only(outbox, search);
  return (
    <PhoneScreen tab="Store" back={back}>
      <ScreenTitle note="Everything you do is saved on this phone first. It leaves this list when head office confirms it.">
        Outbox
      </ScreenTitle>
      <p className={css.sentence} role="status">
        {sentence}
      </p>
      {outbox && <StuckNote waiting={outbox.waiting} />}
      {shown && (
        <>
          <CarriedNote />
          <NeedsYou needsYou={shown.needsYou} />
          {shown.waiting.length > 0 && (
            <Block heading={`Waiting, ${shown.waiting.length}`}>
              <WaitingList waiting={shown.waiting} />
              <div className={css.sendNow}>
                <Button look="ghost" onPress={() => void sendNow()}>
                  Send now
                </Button>
                <ButtonLink look="plain" href={routes.saveActions}>
                  Save them another way
                </ButtonLink>
              </div>
            </Block>
          )}
          <OthersBlock others={shown.others} />
          <Answered heading="Confirmed today" rows={shown.confirmedToday} />
          <Answered heading="Put aside today" rows={shown.putAsideToday} />
          <EarlierBlock typed={typed} onType={setTyped} search={search} isAllQuiet={isQuiet(shown)} />
        </>
      )}
      <div className={css.lines}>
        <PhoneLines />
      </div>
    </PhoneScreen>
  );
}

/** What came of another phone's actions, and nobody has seen yet. */
function CarriedNote() {
  const { needsYou } = useCarriedCounts();
  if (needsYou === 0) return null;
  return (
    <Banner
      tone="bad"
      title={needsYou === 1 ? "Another phone's actions need you." : `The actions of ${needsYou} other phones need you.`}
      action={
        <ButtonLink look="ghost" href={routes.takeIn}>
          See what came of them
        </ButtonLink>
      }
    >
      You brought them in from this phone.
    </Banner>
  );
}

/** What of the outbox is about the words somebody looks for. */
function only(outbox: Outbox, search: string): Outbox {
  if (search === "") return outbox;
  const { needsYou, waiting, confirmedToday, putAsideToday, others } = outbox;
  return {
    others,
    needsYou: needsYou.filter((row) => isAbout(row, search)),
    waiting: waiting.filter(({ row }) => isAbout(row, search)),
    confirmedToday: confirmedToday.filter((row) => isAbout(row, search)),
    putAsideToday: putAsideToday.filter((row) => isAbout(row, search)),
  };
}

function isQuiet({ needsYou, waiting, confirmedToday, putAsideToday }: Outbox): boolean {
  return needsYou.length + waiting.length + confirmedToday.length + putAsideToday.length === 0;
}

function NeedsYou({ needsYou }: Pick<Outbox, "needsYou">) {
  if (needsYou.length === 0) return null;
  return (
    <Block heading={`Needs you, ${needsYou.length}`}>
      {needsYou.map((row, place) =>
        row.outcome?.kind === "adjusted" ? (
          <ChangedCard key={row.id} row={row} isFirst={place === 0} />
        ) : (
          <NeedsYouCard key={row.id} row={row} isFirst={place === 0} />
        ),
      )}
    </Block>
  );
}

/** Actions of others on this phone: how many, and no word of what they say. */
function OthersBlock({ others }: Pick<Outbox, "others">) {
  if (others.length === 0) return null;
  return (
    <Block heading="Others on this phone">
      <List label="Others on this phone">
        {others.map(({ name, waiting, needsThem }) => (
          <ListRow key={name} leading={<Avatar name={name} />} title={name} sub={othersWords({ waiting, needsThem })} />
        ))}
      </List>
    </Block>
  );
}

function othersWords({ waiting, needsThem }: Omit<Outbox["others"][number], "name">): string {
  const actions = (count: number) => (count === 1 ? "1 action" : `${count} actions`);
  const goes = waiting > 0 && `${actions(waiting)} saved here, going by ${waiting === 1 ? "itself" : "themselves"}`;
  const needs = needsThem > 0 && `${actions(needsThem)} ${needsThem === 1 ? "needs" : "need"} them: hand the phone over`;
  return [goes, needs].filter(Boolean).join(" · ");
}

function Answered({ heading, rows }: { readonly heading: string; readonly rows: Outbox["confirmedToday"] }) {
  if (rows.length === 0) return null;
  return (
    <Block heading={`${heading}, ${rows.length}`}>
      <LedgerList label={heading} rows={rows} />
    </Block>
  );
}

const FIRST_SHOWN = 10;
const MORE_SHOWN = 40;

type EarlierProps = {
  readonly typed: string;
  readonly onType: (words: string) => void;
  readonly search: string;
  /** Nothing stands above this block. */
  readonly isAllQuiet: boolean;
};

/** What was before today, with the field that looks through everything on this screen. */
function EarlierBlock({ typed, onType, search, isAllQuiet }: EarlierProps) {
  const [limit, setLimit] = useState(FIRST_SHOWN);
  const earlier = useEarlier({ search, limit });
  if (!earlier) return null;
  const isNothing = earlier.rows.length === 0;
  if (isNothing && search === "" && typed === "") {
    if (!isAllQuiet) return null;
    return <EmptyState>Nothing waits and nothing was sent today. Bookings, notes and new clients pass through here.</EmptyState>;
  }
  return (
    <Block heading={earlier.total === null ? "Earlier" : `Earlier, ${earlier.total}`}>
      <div className={css.search}>
        <SearchField label="Client, item or order" value={typed} onChange={onType} />
      </div>
      {isNothing && isAllQuiet && (
        <EmptyState>
          Nothing here about “{search}”. This phone remembers what it did for {REMEMBERED_DAYS} days.
        </EmptyState>
      )}
      <LedgerList label="Earlier" rows={earlier.rows} />
      {earlier.hasMore && (
        <Button look="ghost" onPress={() => setLimit(limit + MORE_SHOWN)}>
          Show more
        </Button>
      )}
    </Block>
  );
}

/** Waiting must not look like working for ever: after a while it says how long, and what to do. */
function StuckNote({ waiting }: Pick<Outbox, "waiting">) {
  const moment = useMoment();
  const now = useNow();
  const [oldest] = waiting;
  if (!oldest || !isStuck(oldest.row, now)) return null;
  return (
    <Banner title={`Waiting since ${moment(Date.parse(oldest.row.issuedAt))}.`}>
      Your work is safe here, and Aisle goes on trying. Try another Wi-Fi or cellular, and keep Aisle open for a moment.
    </Banner>
  );
}
