"use client";

import { firstName } from "@aisle/domain";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useReadyPhone } from "../../queries/phone.tsx";
import { routes } from "../../routes.ts";
import { useFocus } from "../../session/focus.ts";
import { Button } from "../../ui/button.tsx";
import { Sheet } from "../../ui/sheet.tsx";
import css from "./store.module.css";

/** Ends the shift. Nothing unsent is lost by it, but it waits for the next sign-in, so that is said before and not after. */
export function SignOut({ unsent }: { readonly unsent: number }) {
  const { session, signOut, sendNow } = useReadyPhone();
  const { done } = useFocus();
  const router = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const leave = () => {
    done();
    // The next person begins with Today, not where this one left.
    router.replace(routes.today);
    void signOut();
  };
  const store = session.location.name;
  const [are, they] = unsent === 1 ? ["1 thing is", "It goes"] : [`${unsent} things are`, "They go"];
  return (
    <div className={css.signOut}>
      <Button look="ghost" onPress={() => (unsent > 0 ? setIsAsking(true) : leave())}>
        Sign out {firstName(session.associate.name)}
      </Button>
      <Sheet
        isOpen={isAsking && unsent > 0}
        onClose={() => setIsAsking(false)}
        title={unsent === 1 ? "1 thing is not sent yet" : `${unsent} things are not sent yet`}
        foot={
          <>
            <Button
              onPress={() => {
                setIsAsking(false);
                void sendNow();
              }}
            >
              Stay and send now
            </Button>
            <Button look="ghost" onPress={leave}>
              Sign out, keep {unsent === 1 ? "it" : "them"} on this phone
            </Button>
          </>
        }
      >
        <p className={css.words}>
          {are} only on this phone. {they} to head office as soon as somebody signs in to {store} on this phone again. No other
          phone can send {unsent === 1 ? "it" : "them"}.
        </p>
      </Sheet>
    </div>
  );
}
