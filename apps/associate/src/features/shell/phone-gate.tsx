"use client";

import { usePathname } from "next/navigation";
import { lazy, type ReactNode, Suspense } from "react";
import { usePhone } from "../../queries/phone.tsx";
import { routes } from "../../routes.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Screen, ScreenTitle } from "../../ui/screen.tsx";
import { PairedScanner } from "../scan/paired-scanner.tsx";
import { Confirmations } from "./confirmations.tsx";

// Seen once a shift or once in a phone's life, so no other screen waits for their code.
const SignInScreen = lazy(() => import("../sign-in/sign-in-screen.tsx").then((module) => ({ default: module.SignInScreen })));
const LockScreen = lazy(() => import("../lock/lock-screen.tsx").then((module) => ({ default: module.LockScreen })));
const JoinScreen = lazy(() => import("../join/join-screen.tsx").then((module) => ({ default: module.JoinScreen })));
const FirstContactScreen = lazy(() =>
  import("../sign-in/first-contact-screen.tsx").then((module) => ({ default: module.FirstContactScreen })),
);

/** Pages that need nobody signed in, and of those the ones that need no phone of the chain's either. */
const OPEN_PAGES: readonly string[] = [routes.design, routes.signIn, routes.welcome];
const PAGES_FOR_ANY_PHONE: readonly string[] = [routes.design, routes.welcome];

/**
 * What stands between a page and a phone that is not ready for it. The address stays, so signing in leads to where one wanted
 * to go.
 */
export function PhoneGate({ children }: { readonly children: ReactNode }) {
  const phone = usePhone();
  const path = usePathname();
  const open = phone.state === "not-joined" || phone.state === "leaving" ? PAGES_FOR_ANY_PHONE : OPEN_PAGES;
  if (open.includes(path)) return children;
  switch (phone.state) {
    case "opening":
      // A few milliseconds of paper: the phone's own storage answers before a spinner could be read.
      return null;
    case "unusable":
      return <UnusableScreen again={phone.again} />;
    case "leaving":
      return <LeavingScreen isGone={phone.isGone} />;
    case "not-joined":
      return (
        <Suspense>
          <JoinScreen phone={phone} />
        </Suspense>
      );
    case "signed-out":
      return (
        <Suspense>
          <SignInScreen phone={phone} />
        </Suspense>
      );
    case "locked":
      return (
        <Suspense>
          <LockScreen phone={phone} />
        </Suspense>
      );
    case "first-contact":
      return (
        <Suspense>
          <FirstContactScreen />
        </Suspense>
      );
    case "ready":
      return (
        <>
          <Confirmations />
          <PairedScanner />
          {children}
        </>
      );
  }
}

function LeavingScreen({ isGone }: { readonly isGone: boolean }) {
  return (
    <Screen foot={isGone && <Button onPress={() => location.replace(routes.join)}>Add it as a new phone</Button>}>
      <ScreenTitle size="long">This phone was taken out of use</ScreenTitle>
      <EmptyState>
        {isGone
          ? "What was not sent is at head office now, sealed: a manager takes it in. Everything else is off this phone."
          : "It leaves what was not sent with head office, sealed, and then forgets everything. Nothing is removed before that is done. Keep Aisle open."}
      </EmptyState>
    </Screen>
  );
}

function UnusableScreen({ again }: { readonly again: () => void }) {
  return (
    <Screen foot={<Button onPress={again}>Try again</Button>}>
      <ScreenTitle>Aisle can't open its storage</ScreenTitle>
      <EmptyState>
        What was saved on this phone stays on it. Try again, then close Aisle and open it. If this stays, restart the phone. In a
        private window nothing can be kept, so Aisle does not open there.
      </EmptyState>
    </Screen>
  );
}
