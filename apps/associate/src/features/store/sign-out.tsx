"use client";

import { firstName } from "@aisle/domain";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useReadyPhone } from "../../queries/phone.tsx";
import { useShiftCheck } from "../../queries/shift-check.ts";
import { routes } from "../../routes.ts";
import { useFocus } from "../../session/focus.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import { CheckSentence } from "./check-result.tsx";
import css from "./store.module.css";

/**
 * Ends the shift, with both sides' word on what was done in it. Nothing unsent is lost by it, but it waits for the next sign-in,
 * so that is said before and not after.
 */
export function SignOut({ unsent }: { readonly unsent: number }) {
  const { session } = useReadyPhone();
  const [isAsking, setIsAsking] = useState(false);
  const name = firstName(session.associate.name);
  return (
    <div className={css.signOut}>
      <Button look="ghost" onPress={() => setIsAsking(true)}>
        Sign out {name}
      </Button>
      <Sheet isOpen={isAsking} onClose={() => setIsAsking(false)} title={`Sign out ${name}`} foot={<Leave unsent={unsent} />}>
        <LastWord unsent={unsent} />
      </Sheet>
    </div>
  );
}

/** Lives while the sheet is open, so that each opening asks anew. */
function LastWord({ unsent }: { readonly unsent: number }) {
  const { session } = useReadyPhone();
  const shown = useShiftCheck({ isOn: true });
  const [are, they, them] = unsent === 1 ? ["1 action is", "It goes", "it"] : [`${unsent} actions are`, "They go", "them"];
  return (
    <>
      <CheckSentence shown={shown} />
      {unsent > 0 && (
        <p className={css.words}>
          {are} only on this phone. {they} to head office as soon as somebody signs in to {session.location.name} on this phone
          again. Signing out loses none of {unsent === 1 ? "it" : them}.
        </p>
      )}
    </>
  );
}

function Leave({ unsent }: { readonly unsent: number }) {
  const { signOut, sendNow } = useReadyPhone();
  const { done } = useFocus();
  const router = useRouter();
  const leave = () => {
    done();
    // The next person begins with Today, not where this one left.
    router.replace(routes.today);
    void signOut();
  };
  if (unsent === 0) return <Button onPress={leave}>Sign out</Button>;
  return (
    <>
      <Button onPress={() => void sendNow()}>Stay and send now</Button>
      <Button look="ghost" onPress={leave}>
        Sign out, keep {unsent === 1 ? "it" : "them"} here
      </Button>
      <ButtonLink look="plain" href={routes.check}>
        See which
      </ButtonLink>
    </>
  );
}
