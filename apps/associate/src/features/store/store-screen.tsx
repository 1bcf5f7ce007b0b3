"use client";

import { localTime, may } from "@aisle/domain";
import { useOutboxCounts } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useLastHeard, useStock, useStorage } from "../../queries/phone-status.ts";
import { useNow } from "../../queries/promise.ts";
import { useCarriedCounts } from "../../queries/rescue.ts";
import { useLastCheck } from "../../queries/shift-check.ts";
import { useTeam } from "../../queries/team.ts";
import { routes } from "../../routes.ts";
import { APP_VERSION } from "../../session/app-version.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Chip } from "../../ui/chip.tsx";
import { momentWords } from "../../ui/clock-words.ts";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Block, ScreenTitle } from "../../ui/screen.tsx";
import { checkWords } from "../../words/check-words.ts";
import { ROLE_WORDS } from "../../words/role-words.ts";
import { roomWords } from "../outbox/phone-lines.tsx";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { LockBlock } from "./lock-block.tsx";
import { SignOut } from "./sign-out.tsx";

/** The shop itself: what this phone owes head office, the team, this phone, the end of the shift. */
export function StoreScreen() {
  const { session } = useReadyPhone();
  const { unsent, needsYou } = useOutboxCounts();
  const { location, associate } = session;
  const team = useTeam() ?? [];
  const hours = hoursWords(location, useNow());
  return (
    <PhoneScreen tab="Store">
      <ScreenTitle note={[location.address, hours].filter(Boolean).join("\u00a0· ")}>{location.name}</ScreenTitle>
      <Block heading="Work">
        <List>
          <ListRow
            href={routes.outbox}
            title="Outbox"
            sub={outboxWords({ unsent, needsYou })}
            trailing={needsYou > 0 ? <Chip tone="bad">Needs you</Chip> : unsent > 0 && <Chip tone="wait">{unsent} waiting</Chip>}
          />
          <CheckRow />
          {unsent > 0 && (
            <ListRow href={routes.saveActions} title="Save unsent actions" sub="For a phone that is dying, broken or leaving" />
          )}
          <TakeInRow />
          {may(associate.role, "see-phones") && (
            <ListRow href={routes.phones} title="Phones" sub="Add one, see how they are, take one out of use" />
          )}
        </List>
      </Block>
      <LockBlock />
      <PhoneBlock />
      <Block heading="Team">
        <List label="Team">
          {team.map((person) => (
            <ListRow
              key={person.associateId}
              leading={<Avatar name={person.name} />}
              title={person.name}
              sub={ROLE_WORDS[person.role]}
              trailing={person.associateId === associate.associateId && <Chip tone="quiet">You</Chip>}
            />
          ))}
        </List>
      </Block>
      <SignOut unsent={unsent} />
    </PhoneScreen>
  );
}

function outboxWords({ unsent, needsYou }: { readonly unsent: number; readonly needsYou: number }): string {
  if (needsYou > 0) return needsYou === 1 ? "1 thing needs you" : `${needsYou} things need you`;
  if (unsent > 0) return unsent === 1 ? "1 thing is only on this phone" : `${unsent} things are only on this phone`;
  return "Everything is confirmed";
}

function PhoneBlock() {
  const moment = useMoment();
  const storage = useStorage();
  const heardAt = useLastHeard();
  const held = useStock();
  const count = (number: number) => number.toLocaleString("en-US");
  return (
    <Block heading="This phone">
      <List>
        <ListRow over="Storage" title={(storage && roomWords(storage)) || "In use"} sub={keptWords(storage?.isPersistent)} />
        <ListRow
          over="Catalogue"
          title={held ? `${count(held.styles)} items, ${count(held.variants)} sizes and colours` : "\u00a0"}
          sub={held ? `Stock of ${count(held.places)} places` : "\u00a0"}
        />
        <ListRow over="Last heard from head office" title={heardAt === null ? "not yet" : moment(heardAt)} />
        <ListRow over="Version" title={`Aisle ${APP_VERSION}`} />
      </List>
    </Block>
  );
}

/** What this phone carries for another stands here until it is answered and seen. */
function TakeInRow() {
  const { waiting, needsYou } = useCarriedCounts();
  const chip = needsYou > 0 ? <Chip tone="bad">Needs you</Chip> : waiting > 0 && <Chip tone="wait">{waiting} waiting</Chip>;
  return (
    <ListRow
      href={routes.takeIn}
      title="Take in another phone's actions"
      sub="From its screen or a saved file, when it can't send them itself"
      trailing={chip}
    />
  );
}

/** The comparison with head office, and how the last one ended. */
function CheckRow() {
  const moment = useMoment();
  const last = useLastCheck();
  return (
    <ListRow
      href={routes.check}
      title="Check this phone"
      sub={last ? `${checkWords(last)} Checked ${moment(last.at)}.` : "Does head office have everything this phone did?"}
    />
  );
}

function useMoment(): (at: number) => string {
  const { session } = useReadyPhone();
  const now = useNow();
  return (at) => momentWords({ at, now, timeZone: session.location.timeZone });
}

function keptWords(isPersistent: boolean | null | undefined): string {
  if (isPersistent === true) return "Saved safely: the browser keeps it";
  return "Saved. Add Aisle to the Home Screen, so that the browser keeps it when room gets scarce";
}

/** `Open until 8`, `Opens at 10`, or nothing where the hours are not known. */
function hoursWords(
  { hours, timeZone }: { readonly hours: readonly ({ opens: number; closes: number } | null)[]; readonly timeZone: string },
  now: number,
): string {
  if (hours.length === 0) return "";
  const { weekday, minute } = localTime(now, timeZone);
  const today = hours[weekday];
  if (!today || minute >= today.closes) return "Closed now";
  return minute < today.opens ? `Opens at ${hourWords(today.opens)}` : `Open until ${hourWords(today.closes)}`;
}

function hourWords(minute: number): string {
  const hour = Math.floor(minute / 60) % 12 || 12;
  return minute % 60 === 0 ? String(hour) : `${hour}:${String(minute % 60).padStart(2, "0")}`;
}
