"use client";

import { firstName, PIN_LENGTH, problemOfPin } from "@aisle/domain";
import { useEffect, useState } from "react";
import { routes } from "../../routes.ts";
import { openLink, type Settled, type Welcomed } from "../../session/proofs.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { PinPad } from "../../ui/pin-pad.tsx";
import { Screen, ScreenTitle } from "../../ui/screen.tsx";

/** Behind a one-time link: a PIN, chosen twice, and a passkey where the shop begins shifts by one. The link's secret never leaves the `#`. */
export function WelcomeScreen() {
  const [person, setPerson] = useState<Welcomed | null | "no-signal">();
  const [isDone, setIsDone] = useState(false);
  useEffect(() => {
    openLink(location.hash.slice(1)).then(setPerson, () => setPerson("no-signal"));
  }, []);
  if (person === undefined) return null;
  if (person === "no-signal") return <Over title="No signal">This link needs signal. Open it again when there is some.</Over>;
  if (person === null) return <Over title="This link is over">It opens once, within a day. Ask a manager for a new one.</Over>;
  if (isDone) {
    return (
      <Screen foot={<ButtonLink href={routes.today}>Go to sign-in</ButtonLink>}>
        <ScreenTitle>You're in, {firstName(person.name)}</ScreenTitle>
        <EmptyState>From now on you take a phone with one tap on your name and your PIN.</EmptyState>
      </Screen>
    );
  }
  return <ChoosePin person={person} onDone={() => setIsDone(true)} />;
}

function ChoosePin({ person, onDone }: { readonly person: Welcomed; readonly onDone: () => void }) {
  const [first, setFirst] = useState<string>();
  const [chosen, setChosen] = useState<string>();
  const [pin, setPin] = useState("");
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const again = (words: string) => {
    setFirst(undefined);
    setChosen(undefined);
    setPin("");
    setProblem(words);
  };
  const settle = async (digits: string) => {
    setIsBusy(true);
    const answer = await person.settleIn(digits);
    setIsBusy(false);
    if (answer === "done") onDone();
    else again(settledWords(answer));
  };
  const complete = (digits: string) => {
    setProblem(undefined);
    if (first === undefined) {
      if (problemOfPin(digits)) return again(settledWords("too-easy"));
      setFirst(digits);
      setPin("");
      return;
    }
    if (first !== digits) return again("Those two differ. Choose it once more.");
    setChosen(digits);
    if (!person.needsPasskey) void settle(digits);
  };
  return (
    <Screen
      foot={
        chosen !== undefined &&
        person.needsPasskey && (
          <Button isOff={isBusy} onPress={() => void settle(chosen)}>
            Make a passkey
          </Button>
        )
      }
    >
      <ScreenTitle note="Six digits that only you know. They unlock every phone of your store for you.">
        Hello, {firstName(person.name)}
      </ScreenTitle>
      {chosen !== undefined && person.needsPasskey ? (
        <Banner tone="quiet" title="One more thing.">
          Your phone now asks for your face, finger or code, and keeps a passkey that starts your shifts.
        </Banner>
      ) : (
        <PinPad
          label={first === undefined ? "Choose your PIN" : "Your PIN once more"}
          value={pin}
          onChange={setPin}
          onComplete={complete}
          length={PIN_LENGTH}
          isBusy={isBusy}
          {...(problem === undefined ? {} : { problem })}
        />
      )}
    </Screen>
  );
}

function settledWords(answer: Exclude<Settled, "done">): string {
  switch (answer) {
    case "too-easy":
      return "Too easy to guess. Choose another.";
    case "not-six-digits":
      return "Six digits, please.";
    case "not-proven":
      return "The passkey was not made. Choose your PIN and try again.";
    case "link-is-over":
      return "This link is over. Ask a manager for a new one.";
    case "needs-signal":
      return "No signal. Try again when there is some.";
  }
}

function Over({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <Screen>
      <ScreenTitle>{title}</ScreenTitle>
      <EmptyState>{children}</EmptyState>
    </Screen>
  );
}
