"use client";

import { type AssociateId, firstName, PIN_LENGTH } from "@aisle/domain";
import { useEffect, useState } from "react";
import type { KnownPerson, LockedPhone } from "../../queries/phone.tsx";
import { routes } from "../../routes.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { PersonPicker } from "../../ui/person-picker.tsx";
import { PinPad } from "../../ui/pin-pad.tsx";
import { Screen, ScreenTitle } from "../../ui/screen.tsx";
import css from "../sign-in/sign-in.module.css";
import { darkWords, waitingWords } from "./lock-words.ts";
import { useUnlock } from "./use-unlock.ts";

/** A phone in the middle of a shift that nobody has unlocked: one tap says who, the PIN opens it, without signal too. */
export function LockScreen({ phone }: { readonly phone: LockedPhone }) {
  const { shift, goOnWithoutClients } = phone;
  const { people, unsent } = usePeopleHere(phone);
  const [chosen, setChosen] = useState<AssociateId>(shift.associate.associateId);
  const { pin, setPin, problem, isBusy, dark, complete } = useUnlock(phone, chosen);
  const person = people.find(({ associate }) => associate.associateId === chosen)?.associate ?? shift.associate;
  return (
    <Screen width="bare">
      <div className={css.page}>
        <ScreenTitle note={waitingWords(unsent)}>{shift.store.name}</ScreenTitle>
        {dark && (
          <Banner
            title="No clients for now."
            action={
              <Button look="plain" onPress={goOnWithoutClients}>
                Go on without clients
              </Button>
            }
          >
            {darkWords(dark)} Until then you can find items and see stock.
          </Banner>
        )}
        <div className={css.foot}>
          <PersonPicker
            legend="People on this phone"
            people={people.map(({ associate }) => ({ id: associate.associateId, name: firstName(associate.name) }))}
            value={chosen}
            onChange={(id) => {
              const picked = people.find(({ associate }) => associate.associateId === id);
              if (picked) setChosen(picked.associate.associateId);
              setPin("");
            }}
          />
          <PinPad
            label={`${firstName(person.name)}, enter your PIN`}
            value={pin}
            onChange={setPin}
            onComplete={complete}
            length={PIN_LENGTH}
            isBusy={isBusy}
            {...(problem === undefined ? {} : { problem })}
          />
          <ButtonLink look="plain" size="row" href={routes.signIn}>
            Somebody else
          </ButtonLink>
        </div>
      </div>
    </Screen>
  );
}

/** Whose PIN opens this phone here and now, whoever held it last first. */
function usePeopleHere({ lookIn, shift }: LockedPhone): { readonly people: readonly KnownPerson[]; readonly unsent: number } {
  const [found, setFound] = useState<{ readonly people: readonly KnownPerson[]; readonly unsent: number }>();
  useEffect(() => {
    let isHere = true;
    lookIn().then(
      ({ people, unsent }) => isHere && setFound({ people, unsent }),
      // What cannot be read now is asked for by the PIN.
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [lookIn]);
  const me = shift.associate.associateId;
  const others = (found?.people ?? []).filter(
    ({ associate, store, isLive }) => associate.associateId !== me && isLive && store.locationId === shift.store.locationId,
  );
  return { people: [{ ...shift, isLive: true }, ...others], unsent: found?.unsent ?? 0 };
}
