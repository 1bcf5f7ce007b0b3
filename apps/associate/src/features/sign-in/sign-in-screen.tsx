"use client";

import { type AssociateId, firstName, PIN_LENGTH } from "@aisle/domain";
import { useState } from "react";
import type { OpenedPhone, Team } from "../../queries/phone.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { Banner } from "../../ui/banner.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { PersonPicker } from "../../ui/person-picker.tsx";
import { PinPad } from "../../ui/pin-pad.tsx";
import { Screen, ScreenTitle } from "../../ui/screen.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { ROLE_WORDS } from "../../words/role-words.ts";
import { type DoorPerson, inTheRow } from "./people-at-door.ts";
import css from "./sign-in.module.css";
import { StartShift, startProblemWords } from "./start-shift.tsx";
import { type AtTheDoor, useDoorway } from "./use-doorway.ts";
import { usePin } from "./use-pin.ts";
import { useProviderReturn } from "./use-provider-return.ts";

type SignInScreenProps = { readonly phone: OpenedPhone; readonly onDone?: () => void };

/** Who has the phone: the store, one tap on a face, a PIN. */
export function SignInScreen({ phone, onDone }: SignInScreenProps) {
  const door = useDoorway(phone);
  const [picked, setPicked] = useState<AssociateId>();
  const [start, setStart] = useState<{ readonly way: Team["way"]; readonly pin: string }>();
  const [choosing, setChoosing] = useState<"store" | "person">();
  const people = door?.people ?? [];
  const chosen = people.find(({ associateId }) => associateId === picked) ?? people.find(({ isKnown }) => isKnown);
  const asked = door?.store && chosen ? { store: door.store, associateId: chosen.associateId } : undefined;
  const entry = usePin({ phone, asked, onDone, onStartShift: setStart });
  const visit = useProviderReturn();
  if (!door) return null;
  const pick = (id: AssociateId) => {
    setPicked(id);
    setStart(undefined);
    setChoosing(undefined);
    entry.startOver();
  };
  return (
    <Screen width="bare">
      <div className={css.page}>
        <ScreenTitle>{chosen ? `Hello, ${firstName(chosen.name)}` : "Who has the phone?"}</ScreenTitle>
        <StoreRow door={door} onChoose={() => setChoosing("store")} />
        {door.hasSignal === false && people.length === 0 && (
          <Banner title="No signal.">
            The first sign-in on a phone needs signal. After that your PIN works without it for a day.
          </Banner>
        )}
        {visit && (
          <Banner tone={visit.kind === "started" ? "quiet" : "wait"}>
            {visit.kind === "started" ? "Your shift has begun. Now your PIN." : startProblemWords(visit)}
          </Banner>
        )}
        <div className={css.foot}>
          <Faces people={people} chosen={chosen} onPick={pick} onMore={() => setChoosing("person")} />
          {chosen && start && (
            <StartShift
              associateId={chosen.associateId}
              way={start.way}
              onStarted={() => {
                setStart(undefined);
                entry.complete(start.pin);
              }}
            />
          )}
          {chosen && !start && (
            <PinPad
              key={chosen.associateId}
              label={`${firstName(chosen.name)}, enter your PIN`}
              value={entry.pin}
              onChange={entry.setPin}
              onComplete={entry.complete}
              length={PIN_LENGTH}
              isBusy={entry.isBusy}
              {...(entry.problem === undefined ? {} : { problem: entry.problem })}
            />
          )}
        </div>
      </div>
      <StoreSheet door={door} isOpen={choosing === "store"} onClose={() => setChoosing(undefined)} />
      <PeopleSheet people={people} isOpen={choosing === "person"} onClose={() => setChoosing(undefined)} onPick={pick} />
    </Screen>
  );
}

function StoreRow({ door, onChoose }: { readonly door: AtTheDoor; readonly onChoose: () => void }) {
  const { store, boundTo, unsent } = door;
  if (!store) return null;
  return (
    <>
      <List>
        {boundTo || door.stores.length < 2 ? (
          <ListRow over="Store" title={store.name} />
        ) : (
          <ListRow over="Store" title={store.name} onPress={onChoose} />
        )}
      </List>
      {boundTo && (
        <Banner tone="quiet">
          {unsent === 1 ? "1 thing on this phone waits" : `${unsent} things on this phone wait`} to be sent from {boundTo.name}.
          Sign in there first.
        </Banner>
      )}
    </>
  );
}

type FacesProps = {
  readonly people: readonly DoorPerson[];
  readonly chosen: DoorPerson | undefined;
  readonly onPick: (id: AssociateId) => void;
  readonly onMore: () => void;
};

function Faces({ people, chosen, onPick, onMore }: FacesProps) {
  const { row, rest } = inTheRow(people);
  if (people.length === 0) return null;
  const shown = chosen && !row.includes(chosen) ? [chosen, ...row.slice(0, -1)] : row;
  return (
    <PersonPicker
      legend="Who has the phone?"
      people={shown.map(({ associateId, name }) => ({ id: associateId, name: firstName(name) }))}
      value={chosen?.associateId}
      onChange={(id) => {
        const person = people.find(({ associateId }) => associateId === id);
        if (person) onPick(person.associateId);
      }}
      {...(rest.length > 0 ? { more: { label: "Someone else", onPress: onMore } } : {})}
    />
  );
}

type SheetProps = { readonly isOpen: boolean; readonly onClose: () => void };

function PeopleSheet({ people, onPick, ...sheet }: SheetProps & Pick<FacesProps, "people" | "onPick">) {
  return (
    <Sheet {...sheet} title="Who has the phone?">
      <List>
        {people.map(({ associateId, name, role }) => (
          <ListRow
            key={associateId}
            leading={<Avatar name={name} />}
            title={name}
            sub={ROLE_WORDS[role]}
            onPress={() => onPick(associateId)}
          />
        ))}
      </List>
    </Sheet>
  );
}

function StoreSheet({ door, ...sheet }: SheetProps & { readonly door: AtTheDoor }) {
  return (
    <Sheet {...sheet} title="Which store?">
      <List>
        {door.stores.map((store) => (
          <ListRow
            key={store.locationId}
            title={store.name}
            isChosen={store.locationId === door.store?.locationId}
            onPress={() => {
              door.choose(store);
              sheet.onClose();
            }}
          />
        ))}
      </List>
    </Sheet>
  );
}
