"use client";

import { joinAddress, showPhoneCode } from "@aisle/protocol";
import { useState } from "react";
import { useReadyPhone } from "../../queries/phone.tsx";
import { phoneDesk, type ShownCode, UNREACHABLE, useCodeUse } from "../../queries/phone-desk.ts";
import { useNow } from "../../queries/promise.ts";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { CodePicture } from "./code-picture.tsx";
import css from "./phones.module.css";

/** A code for one phone, once, as a picture and in letters. */
export function AddPhoneSheet({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Sheet isOpen={isOpen} onClose={onClose} title="Add a phone">
      <AddPhone onClose={onClose} />
    </Sheet>
  );
}

/** Lives while the sheet is open, so that each opening begins with a new code. */
function AddPhone({ onClose }: { readonly onClose: () => void }) {
  const { session } = useReadyPhone();
  const [name, setName] = useState("");
  const [shown, setShown] = useState<ShownCode | null>(null);
  const [problem, setProblem] = useState<string>();
  const usedBy = useCodeUse(shown);
  const make = () => {
    setProblem(undefined);
    phoneDesk.addCode(session.location.locationId, name).then(
      (made) => (made === UNREACHABLE ? setProblem("No signal. A code needs it.") : setShown(made)),
      () => setProblem("Head office did not make a code. Try again."),
    );
  };
  if (usedBy !== null) {
    return (
      <>
        <Banner tone="quiet" title={`${usedBy} is in.`}>
          Sign in on it now.
        </Banner>
        <Button onPress={onClose}>Done</Button>
      </>
    );
  }
  if (!shown) {
    return (
      <div className={css.form}>
        <TextField
          label="Name"
          hint="What people call it. Left empty, it gets the store's name and a number."
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={60}
          autoComplete="off"
          {...(problem === undefined ? {} : { problem })}
        />
        <Button onPress={make}>Show a code</Button>
      </div>
    );
  }
  return <Code shown={shown} onAgain={make} />;
}

function Code({ shown, onAgain }: { readonly shown: ShownCode; readonly onAgain: () => void }) {
  const left = Math.max(0, Math.ceil((Date.parse(shown.expiresAt) - useNow()) / 60_000));
  if (left === 0) return <Button onPress={onAgain}>Show a new code</Button>;
  return (
    <div className={css.code} data-theme="light">
      <CodePicture text={joinAddress(location.origin, shown.code)} />
      <p className={css.letters}>{showPhoneCode(shown.code)}</p>
      <p className={css.words}>
        On the new phone: open Aisle from the Home Screen, then scan or type this. It adds {shown.phoneName}, once, for{" "}
        {left === 1 ? "1 more minute" : `${left} more minutes`}.
      </p>
    </div>
  );
}
