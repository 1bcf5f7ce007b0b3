"use client";

import { MINUTE } from "@aisle/domain";
import { type Outbox, type OutboxRow, orderNumberOf, useOutbox, type WaitingRow } from "../../queries/outbox.ts";
import { useReadyPhone, useSyncStatus } from "../../queries/phone.tsx";
import { usePhoneStatus } from "../../queries/phone-status.ts";
import { useNow } from "../../queries/promise.ts";
import { orderPath, routes } from "../../routes.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { clockTime } from "../../ui/clock-words.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Icon } from "../../ui/icon.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Block, ScreenTitle } from "../../ui/screen.tsx";
import { showToast } from "../../ui/toasts.ts";
import { Trail, type TrailStep } from "../../ui/trail.tsx";
import { useBack } from "../../ui/use-back.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { LaterCard } from "./later-card.tsx";
import { NeedsYouCard } from "./needs-you-card.tsx";
import css from "./outbox.module.css";
import { PhoneLines } from "./phone-lines.tsx";

/** Everything this phone said to head office: what needs a person, what waits, what is confirmed. */
export function OutboxScreen() {
  const { session, sendNow } = useReadyPhone();
  const outbox = useOutbox();
  const back = useBack(routes.store);
  const { sentence } = usePhoneStatus();
  return (
    <PhoneScreen tab="Store" back={back}>
      <ScreenTitle note="Everything you do is saved on this phone first. It leaves this list when head office confirms it.">
        Outbox
      </ScreenTitle>
      <p className={css.sentence} role="status">
        {sentence}
      </p>
      {outbox && (
        <>
          <StuckNote waiting={outbox.waiting} />
          {outbox.needsYou.length > 0 && (
            <Block heading={`Needs you, ${outbox.needsYou.length}`}>
              {outbox.needsYou.map((row) =>
                row.outcome?.kind === "adjusted" ? <LaterCard key={row.id} row={row} /> : <NeedsYouCard key={row.id} row={row} />,
              )}
            </Block>
          )}
          <WaitingBlock waiting={outbox.waiting} />
          <ConfirmedBlock outbox={outbox} timeZone={session.location.timeZone} />
        </>
      )}
      <div className={css.lines}>
        <PhoneLines />
        {outbox && outbox.waiting.length > 0 && (
          <Button look="ghost" onPress={() => void sendNow()}>
            Send now
          </Button>
        )}
      </div>
    </PhoneScreen>
  );
}

function WaitingBlock({ waiting }: { readonly waiting: Outbox["waiting"] }) {
  if (waiting.length === 0) return null;
  return (
    <Block heading={`Waiting, ${waiting.length}`}>
      <List label="Waiting">
        {waiting.map((each) => (
          <WaitingItem key={each.row.id} waiting={each} />
        ))}
      </List>
    </Block>
  );
}

function WaitingItem({ waiting: { row, state, canUndo } }: { readonly waiting: WaitingRow }) {
  const { undo } = useReadyPhone();
  const takeBack = () => {
    undo(row.id).then(
      (isBack) => showToast({ text: isBack ? "Cancelled. Nothing was sent." : "Already sent. Its answer will show here." }),
      () => showToast({ text: "This phone could not take it back. Close Aisle and open it again." }),
    );
  };
  return (
    <li className={css.waiting}>
      <div className={css.waitingHead}>
        <div className={css.waitingWords}>
          <p className={css.waitingTitle}>{row.label.title}</p>
          {row.label.detail && <p className={css.waitingSub}>{row.label.detail}</p>}
        </div>
        {canUndo && (
          <Button look="ghost" size="row" onPress={takeBack}>
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

function ConfirmedBlock({ outbox, timeZone }: { readonly outbox: Outbox; readonly timeZone: string }) {
  const { confirmedToday, waiting, needsYou } = outbox;
  if (confirmedToday.length === 0) {
    if (waiting.length > 0 || needsYou.length > 0) return null;
    return <EmptyState>Nothing waits and nothing was sent today. Bookings, notes and new clients pass through here.</EmptyState>;
  }
  return (
    <Block heading={`Confirmed today, ${confirmedToday.length}`}>
      <List label="Confirmed today">
        {confirmedToday.map((row) => (
          <ConfirmedItem key={row.id} row={row} timeZone={timeZone} />
        ))}
      </List>
    </Block>
  );
}

function ConfirmedItem({ row, timeZone }: { readonly row: OutboxRow; readonly timeZone: string }) {
  const number = orderNumberOf(row);
  const time = clockTime({ at: row.outcomeAt, timeZone });
  const face = {
    title: row.label.title,
    sub: number === null ? time : `${time} · order ${number}`,
    trailing: (
      <span className={css.tick}>
        <Icon name="check" />
      </span>
    ),
  };
  if (row.name !== "order.ship-to-home") return <ListRow {...face} />;
  return <ListRow {...face} href={orderPath(row.args.orderId)} />;
}

const STUCK_FAILURES = 3;
const STUCK_MS = 10 * MINUTE;

/** Waiting must not look like working for ever: after a while it says how long, and what to do. */
function StuckNote({ waiting }: { readonly waiting: Outbox["waiting"] }) {
  const { session } = useReadyPhone();
  const { failures } = useSyncStatus();
  const now = useNow();
  const [oldest] = waiting;
  if (!oldest || failures < STUCK_FAILURES || now - Date.parse(oldest.row.issuedAt) < STUCK_MS) return null;
  const since = clockTime({ at: Date.parse(oldest.row.issuedAt), timeZone: session.location.timeZone });
  return (
    <Banner title={`Waiting since ${since}.`}>
      Your work is safe here. Try another Wi-Fi or cellular, and keep Aisle open for a moment.
    </Banner>
  );
}
