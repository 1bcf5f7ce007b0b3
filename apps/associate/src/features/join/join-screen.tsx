"use client";

import { useEffect, useState } from "react";
import type { JoinOutcome, OpenedPhone } from "../../queries/phone.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { Screen, ScreenTitle } from "../../ui/screen.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import css from "./join.module.css";
import { joinWords } from "./join-words.ts";
import { ScanCode } from "./scan-code.tsx";
import { useOpenStores } from "./use-open-stores.ts";

/** A phone nobody has added: by a manager's code, typed or scanned; in the demo, on the computer that runs it, by one tap. */
export function JoinScreen({ phone }: { readonly phone: OpenedPhone }) {
  const { join, takeThisComputer } = phone;
  const open = useOpenStores(phone);
  const unsent = useUnsent(phone);
  const { typed, setTyped, problem, isBusy, attempt } = useAttempt();
  const [isScanning, setScanning] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const { store, stores } = open;
  return (
    <Screen
      width="bare"
      foot={
        store && (
          <Button isBusy={isBusy} onPress={() => attempt(() => takeThisComputer(store))}>
            Use this computer
          </Button>
        )
      }
    >
      <div className={css.page}>
        <ScreenTitle note="Aisle works on phones that a manager has added. It takes a minute, once.">Add this phone</ScreenTitle>
        {unsent > 0 && (
          <Banner title={unsent === 1 ? "1 thing is safe on this phone." : `${unsent} things are safe on this phone.`}>
            {unsent === 1 ? "It goes" : "They go"} to head office once this phone is added again, to the same store.
          </Banner>
        )}
        {store && (
          <List>
            <ListRow over="Demo store" title={store.name} onPress={() => setChoosing(true)} />
          </List>
        )}
        <form
          className={css.form}
          onSubmit={(event) => {
            event.preventDefault();
            attempt(() => join(typed));
          }}
        >
          <TextField
            label="Code"
            hint="A manager shows one: Store, Phones, Add a phone."
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            autoCapitalize="characters"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={80}
            {...(problem === undefined ? {} : { problem })}
          />
          <Button type="submit" look={store ? "ghost" : "filled"} isBusy={isBusy}>
            Add this phone
          </Button>
          {isScanning ? (
            <ScanCode
              onCode={(code) => {
                setScanning(false);
                setTyped(code);
                attempt(() => join(code));
              }}
              onStop={() => setScanning(false)}
            />
          ) : (
            <Button look={store ? "plain" : "ghost"} icon="scan" onPress={() => setScanning(true)}>
              Scan the code
            </Button>
          )}
        </form>
      </div>
      <Sheet isOpen={isChoosing} onClose={() => setChoosing(false)} title="Which store?">
        <List>
          {stores.map((each) => (
            <ListRow
              key={each.locationId}
              title={each.name}
              isChosen={each.locationId === store?.locationId}
              onPress={() => {
                open.choose(each);
                setChoosing(false);
              }}
            />
          ))}
        </List>
      </Sheet>
    </Screen>
  );
}

function useAttempt() {
  const [typed, setTyped] = useState(codeInAddress);
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  // A code is a way in: it does not stay in the address, nor in what the browser remembers of it.
  useEffect(() => {
    if (location.hash !== "") history.replaceState(history.state, "", location.pathname + location.search);
  }, []);
  const attempt = (ask: () => Promise<JoinOutcome>) => {
    setBusy(true);
    setProblem(undefined);
    ask()
      .then(
        (outcome) => setProblem(joinWords(outcome)),
        () => setProblem("This phone's storage stopped answering. Close Aisle and open it again."),
      )
      .finally(() => setBusy(false));
  };
  return {
    typed,
    setTyped: (words: string) => {
      setTyped(words);
      setProblem(undefined);
    },
    problem,
    isBusy,
    attempt,
  };
}

/** A link that somebody was sent, or a camera opened, brings its code along; it is used up by a tap, not by opening it. */
function codeInAddress(): string {
  return globalThis.location === undefined ? "" : decodeURIComponent(location.hash.slice(1));
}

function useUnsent({ lookIn }: Pick<OpenedPhone, "lookIn">): number {
  const [unsent, setUnsent] = useState(0);
  useEffect(() => {
    let isHere = true;
    lookIn().then(
      (found) => isHere && setUnsent(found.unsent),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [lookIn]);
  return unsent;
}
