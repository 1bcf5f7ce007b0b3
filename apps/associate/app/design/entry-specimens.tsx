"use client";

import { useState } from "react";
import { Button } from "../../src/ui/button.tsx";
import { NoteField, TextField } from "../../src/ui/field.tsx";
import { PersonPicker } from "../../src/ui/person-picker.tsx";
import { PinPad } from "../../src/ui/pin-pad.tsx";
import { Block } from "../../src/ui/screen.tsx";
import { SearchField } from "../../src/ui/search-field.tsx";
import { Stepper } from "../../src/ui/stepper.tsx";
import css from "./design.module.css";
import { SampleShipSheet } from "./sample-ship-sheet.tsx";

export function EntrySpecimens() {
  const [words, setWords] = useState("");
  const [found, setFound] = useState("cashmre swetr");
  const [count, setCount] = useState(1);
  const [person, setPerson] = useState("maya");
  const [pin, setPin] = useState("");
  const [isSheetOpen, setSheetOpen] = useState(false);
  return (
    <>
      <Block heading="Fields">
        <div className={css.stack}>
          <SearchField label="Item, client or order" value={words} onChange={setWords} />
          <SearchField label="Item, client or order" value={found} onChange={setFound} />
        </div>
        <TextField label="Name" autoComplete="name" placeholder="First and last name" />
        <TextField label="Mobile" type="tel" autoComplete="tel" hint="For the text when it's confirmed." />
        <TextField
          label="House and street"
          autoComplete="shipping street-address"
          defaultValue="Bay St"
          problem="A house or unit number may be missing."
        />
        <NoteField label="Note" hint="Only what you'd say in front of the client." />
        <div className={css.inline}>
          <Stepper label="Silk Scarf, Navy" value={count} onChange={setCount} />
        </div>
      </Block>
      <Block heading="Sheet">
        <Button look="ghost" onPress={() => setSheetOpen(true)}>
          Open the sheet
        </Button>
        <SampleShipSheet isOpen={isSheetOpen} onClose={() => setSheetOpen(false)} />
      </Block>
      <Block heading="Who and PIN">
        <PersonPicker
          legend="Who is signing in"
          people={[
            { id: "maya", name: "Maya" },
            { id: "sam", name: "Sam", note: "Manager" },
            { id: "jo", name: "Jo Osei" },
          ]}
          value={person}
          onChange={setPerson}
        />
        <PinPad
          label="Maya, enter your PIN"
          value={pin}
          onChange={setPin}
          onComplete={() => setPin("")}
          length={6}
          problem="That's not it. 2 tries left."
        />
      </Block>
    </>
  );
}
