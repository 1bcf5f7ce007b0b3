"use client";

import { may } from "@aisle/domain";
import { useState } from "react";
import { useReadyPhone } from "../../queries/phone.tsx";
import { type PhoneOfStore, useStorePhones } from "../../queries/phone-desk.ts";
import { useNow } from "../../queries/promise.ts";
import { routes } from "../../routes.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { momentWords } from "../../ui/clock-words.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { List, ListRow } from "../../ui/list-row.tsx";
import { ScreenTitle } from "../../ui/screen.tsx";
import { useBack } from "../../ui/use-back.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { AddPhoneSheet } from "./add-phone-sheet.tsx";
import { OnePhoneSheet } from "./one-phone-sheet.tsx";
import { phoneWords, sortedByNeed } from "./phone-list-words.ts";

/** The phones of a manager's stores: those that need somebody first. */
export function PhonesScreen() {
  const { session } = useReadyPhone();
  const back = useBack(routes.store);
  const shown = useStorePhones();
  const now = useNow();
  const [isAdding, setAdding] = useState(false);
  const [open, setOpen] = useState<PhoneOfStore>();
  const moment = (at: string) => momentWords({ at: Date.parse(at), now, timeZone: session.location.timeZone });
  const canAdd = may(session.associate.role, "add-phone");
  return (
    <PhoneScreen back={back} foot={canAdd && <Button onPress={() => setAdding(true)}>Add a phone</Button>}>
      <ScreenTitle note="Every phone that may ask head office anything.">Phones</ScreenTitle>
      {shown.state === "needs-signal" && (
        <EmptyState>
          No signal. Head office has the list.{" "}
          <Button look="plain" onPress={shown.again}>
            Try again
          </Button>
        </EmptyState>
      )}
      {shown.state === "here" && (
        <List label="Phones">
          {sortedByNeed(shown.phones).map((phone) => {
            const { sub, chip } = phoneWords(phone, { moment, now });
            return (
              <ListRow
                key={phone.deviceId}
                title={phone.name || "Phone without a name"}
                sub={sub}
                trailing={chip && <Chip tone={chip.tone}>{chip.words}</Chip>}
                onPress={() => setOpen(phone)}
              />
            );
          })}
        </List>
      )}
      <AddPhoneSheet
        isOpen={isAdding}
        onClose={() => {
          setAdding(false);
          shown.again();
        }}
      />
      <OnePhoneSheet
        phone={open}
        moment={moment}
        onClose={() => {
          setOpen(undefined);
          shown.again();
        }}
      />
    </PhoneScreen>
  );
}
