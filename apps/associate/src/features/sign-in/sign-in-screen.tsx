"use client";

import { firstName } from "@aisle/domain";
import { useEffect, useState } from "react";
import type { OpenedPhone, SignInOutcome, StoreName } from "../../queries/phone.tsx";
import { Banner } from "../../ui/banner.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { PersonPicker } from "../../ui/person-picker.tsx";
import { PinPad } from "../../ui/pin-pad.tsx";
import { Screen, ScreenTitle } from "../../ui/screen.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import css from "./sign-in.module.css";
import { useDoorway } from "./use-doorway.ts";

/** Digits of a PIN in the chain. */
const PIN_LENGTH = 4;

type SignInScreenProps = { readonly phone: OpenedPhone; readonly onDone?: () => void };

/** Who are you: the store, the people of this phone, a PIN. */
export function SignInScreen({ phone, onDone }: SignInScreenProps) {
  const door = useDoorway(phone);
  const [person, setPerson] = useState<string>();
  const [isChoosing, setIsChoosing] = useState(false);
  const { pin, setPin, problem, isBusy, complete } = usePin(phone, { store: door?.store, onDone });
  if (!door) return null;

  const here = door.people.filter((each) => each.store.locationId === door.store?.locationId);
  const chosen = here.find((each) => each.associate.associateId === (person ?? here[0]?.associate.associateId));
  const isFirst = door.hasSignal === false && here.length === 0;
  return (
    <Screen width="bare">
      <div className={css.page}>
        <ScreenTitle>{chosen ? `Hello, ${firstName(chosen.associate.name)}` : "Sign in"}</ScreenTitle>
        {door.store && (
          <List>
            {door.boundTo || door.stores.length < 2 ? (
              <ListRow over="Store" title={door.store.name} />
            ) : (
              <ListRow over="Store" title={door.store.name} onPress={() => setIsChoosing(true)} />
            )}
          </List>
        )}
        {door.boundTo && (
          <Banner tone="quiet">
            {door.unsent === 1 ? "1 thing on this phone waits" : `${door.unsent} things on this phone wait`} to be sent from{" "}
            {door.boundTo.name}. Sign in there first.
          </Banner>
        )}
        {isFirst && (
          <Banner title="No signal.">
            The first sign-in on a phone needs signal. After that your PIN works without it for 7 days.
          </Banner>
        )}
        <div className={css.foot}>
          {here.length > 0 && (
            <PersonPicker
              legend="People on this phone"
              people={here.map(({ associate }) => ({ id: associate.associateId, name: firstName(associate.name) }))}
              value={chosen?.associate.associateId}
              onChange={(id) => {
                setPerson(id);
                setPin("");
              }}
            />
          )}
          <PinPad
            label={chosen ? `${firstName(chosen.associate.name)}, enter your PIN` : "Enter your PIN"}
            value={pin}
            onChange={setPin}
            onComplete={complete}
            length={PIN_LENGTH}
            isBusy={isBusy}
            {...(problem === undefined ? {} : { problem })}
          />
        </div>
      </div>
      <Sheet isOpen={isChoosing} onClose={() => setIsChoosing(false)} title="Which store?">
        <List>
          {door.stores.map((store) => (
            <ListRow
              key={store.locationId}
              title={store.name}
              isChosen={store.locationId === door.store?.locationId}
              onPress={() => {
                door.choose(store);
                setIsChoosing(false);
              }}
            />
          ))}
        </List>
      </Sheet>
    </Screen>
  );
}

function usePin(
  { signIn }: OpenedPhone,
  { store, onDone }: { readonly store: StoreName | undefined; readonly onDone: (() => void) | undefined },
) {
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<string>();
  const [entered, setEntered] = useState<string>();
  const [isTrying, setIsTrying] = useState(false);
  const [waitsUntil, setWaitsUntil] = useState(0);
  useEffect(() => {
    if (waitsUntil === 0) return;
    const over = setTimeout(
      () => {
        setWaitsUntil(0);
        setProblem(undefined);
      },
      Math.max(0, waitsUntil - Date.now()),
    );
    return () => clearTimeout(over);
  }, [waitsUntil]);

  const tryPin = (asked: Parameters<OpenedPhone["signIn"]>[0]) => {
    setIsTrying(true);
    signIn(asked)
      .then(tell, () => {
        setPin("");
        setProblem("This phone's storage stopped answering. Close Aisle and open it again.");
      })
      .finally(() => setIsTrying(false));
  };
  // A quick thumb is done before a new phone knows its stores: the PIN is tried when there is a store to try it at.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each PIN entered, at the store that is there then
  useEffect(() => {
    if (entered === undefined || !store) return;
    setEntered(undefined);
    tryPin({ store, pin: entered });
  }, [entered, store]);

  const tell = (outcome: SignInOutcome) => {
    if (outcome.kind === "signed-in") {
      onDone?.();
      return;
    }
    setPin("");
    setProblem(problemWords(outcome));
    if (outcome.kind === "wait") setWaitsUntil(Date.now() + outcome.seconds * 1000);
  };
  return {
    pin,
    setPin: (digits: string) => {
      setPin(digits);
      setEntered(undefined);
      if (digits !== "" && waitsUntil === 0) setProblem(undefined);
    },
    problem,
    isBusy: isTrying || waitsUntil > 0,
    complete: setEntered,
  };
}

function problemWords(outcome: Exclude<SignInOutcome, { readonly kind: "signed-in" }>): string {
  switch (outcome.kind) {
    case "wrong-pin":
      return `That's not it. ${outcome.triesLeft === 1 ? "1 try" : `${outcome.triesLeft} tries`} left.`;
    case "wait":
      return `Too many tries. Wait ${outcome.seconds} seconds or ask a manager.`;
    case "needs-signal":
      return "No signal. Signing in here for the first time needs it.";
    case "unknown-store":
      return "Head office does not know this store. Choose another.";
    case "revoked":
      return "This phone was taken out of use. What it holds is safe: ask a manager.";
  }
}
