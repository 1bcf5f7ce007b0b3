"use client";

import { useOutbox } from "../../queries/outbox.ts";
import { useReadyPhone } from "../../queries/phone.tsx";
import { type ShiftCheck, useShiftCheck } from "../../queries/shift-check.ts";
import { routes } from "../../routes.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { ScreenTitle } from "../../ui/screen.tsx";
import { useBack } from "../../ui/use-back.ts";
import { PhoneScreen } from "../shell/phone-screen.tsx";
import { CheckLists, CheckSentence, RowsBlock } from "./check-result.tsx";

/** Does head office have everything this phone did? Both sides say what they have, one by one. */
export function CheckScreen() {
  const { sendNow } = useReadyPhone();
  const back = useBack(routes.store);
  const shown = useShiftCheck({ isOn: true });
  return (
    <PhoneScreen
      back={back}
      foot={
        mustSend(shown) ? (
          <>
            <Button onPress={() => void sendNow()}>Send now</Button>
            <ButtonLink look="ghost" href={routes.saveActions}>
              Save them to a file
            </ButtonLink>
          </>
        ) : (
          <Button look="ghost" isBusy={shown.state === "asking"} onPress={shown.again}>
            Check again
          </Button>
        )
      }
    >
      <ScreenTitle note="Compares what this phone did today with what head office has of it, one by one.">
        Check this phone
      </ScreenTitle>
      <CheckSentence shown={shown} />
      {shown.state === "checked" ? <CheckLists check={shown.check} /> : <StillHere />}
    </PhoneScreen>
  );
}

/** Without head office's word, at least this phone's own. */
function StillHere() {
  const waiting = useOutbox()?.waiting ?? [];
  return (
    <RowsBlock
      heading={`Not confirmed yet, ${waiting.length}`}
      note="Safe here. They go by themselves when there's signal."
      rows={waiting.map(({ row }) => row)}
    />
  );
}

function mustSend(shown: ShiftCheck): boolean {
  return shown.state === "checked" && shown.check.onlyHere.length + shown.check.lost.length > 0;
}
