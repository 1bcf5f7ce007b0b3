"use client";

import { useId, useState } from "react";
import { useCarriedPackages, useRescue } from "../../queries/rescue.ts";
import { routes } from "../../routes.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { Block, ScreenTitle } from "../../ui/screen.tsx";
import { useBack } from "../../ui/use-back.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { CarriedCard } from "./carried-card.tsx";
import { ReadCodesCard } from "./read-codes.tsx";
import css from "./rescue.module.css";
import { refusedWords, type TitleAndWords } from "./rescue-words.ts";
import { useMoment, useRescueNames } from "./use-rescue-names.ts";

/** Takes in what another phone could not send, by camera or as a file, and says what became of it. Also for a manager's desk. */
export function TakeInScreen() {
  const { takeIn, markSeen } = useRescue();
  const moment = useMoment();
  const namesOf = useRescueNames();
  const back = useBack(routes.store);
  const carried = useCarriedPackages();
  const fileId = useId();
  const [isReading, setReading] = useState(false);
  const [trouble, setTrouble] = useState<TitleAndWords>();

  const take = (bytes: Promise<Uint8Array<ArrayBuffer>>) => {
    setReading(false);
    setTrouble(undefined);
    bytes
      .then(takeIn)
      .then((taken) => !taken.ok && setTrouble(refusedWords(taken.refusal)))
      .catch(() => setTrouble(NOT_KEPT));
  };
  const choose = (file: File | undefined) => {
    if (file) take(file.arrayBuffer().then((buffer) => new Uint8Array(buffer)));
  };

  return (
    <PhoneScreen tab="Store" back={back}>
      <ScreenTitle note="When a phone can't send what was done on it. This phone carries it, sealed, to head office.">
        Take in another phone's actions
      </ScreenTitle>
      <p className={css.words}>On the other phone: Store, Save unsent actions.</p>
      {isReading ? (
        <>
          <ReadCodesCard onWhole={(bytes) => take(Promise.resolve(bytes))} />
          <Button look="plain" onPress={() => setReading(false)}>
            Stop reading
          </Button>
        </>
      ) : (
        <div className={css.actions}>
          <Button icon="scan" onPress={() => setReading(true)}>
            Scan its codes
          </Button>
          <label htmlFor={fileId} className={css.file}>
            Choose a file
            <input
              id={fileId}
              type="file"
              className={css.fileInput}
              onChange={({ target }) => {
                choose(target.files?.[0]);
                // Chosen again, the same file is a new try.
                target.value = "";
              }}
            />
          </label>
        </div>
      )}
      <div role="status" className={css.said}>
        {trouble && (
          <Banner tone="bad" title={trouble.title}>
            {trouble.words}
          </Banner>
        )}
      </div>
      {carried && carried.length > 0 && (
        <Block heading="Brought in here">
          {carried.map((each) => (
            <CarriedCard
              key={each.package.id}
              carried={each}
              moment={moment}
              namesOf={namesOf}
              onSeen={() => void markSeen(each.package.id)}
            />
          ))}
        </Block>
      )}
    </PhoneScreen>
  );
}

const NOT_KEPT: TitleAndWords = {
  title: "This phone could not keep it.",
  words: "Nothing was taken in. Free some room, or take it in on another phone.",
};
