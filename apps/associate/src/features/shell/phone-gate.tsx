"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { usePhone } from "../../queries/phone.tsx";
import { routes } from "../../routes.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Screen, ScreenTitle } from "../../ui/screen.tsx";
import { PairedScanner } from "../scan/paired-scanner.tsx";
import { FirstContactScreen } from "../sign-in/first-contact-screen.tsx";
import { SignInScreen } from "../sign-in/sign-in-screen.tsx";
import { Confirmations } from "./confirmations.tsx";

/** Pages that need nobody signed in. */
const OPEN_PAGES: readonly string[] = [routes.design, routes.signIn];

/**
 * What stands between a page and a phone that is not ready for it. The address stays, so signing in leads to where one wanted
 * to go.
 */
export function PhoneGate({ children }: { readonly children: ReactNode }) {
  const phone = usePhone();
  const path = usePathname();
  if (OPEN_PAGES.includes(path)) return children;
  switch (phone.state) {
    case "opening":
      // A few milliseconds of paper: the phone's own storage answers before a spinner could be read.
      return null;
    case "unusable":
      return <UnusableScreen />;
    case "signed-out":
      return <SignInScreen phone={phone} />;
    case "first-contact":
      return <FirstContactScreen />;
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

function UnusableScreen() {
  return (
    <Screen>
      <ScreenTitle>Aisle can't open its storage</ScreenTitle>
      <EmptyState>
        Close Aisle and open it again. If this stays, restart the phone. In a private window nothing can be kept, so Aisle does
        not open there.
      </EmptyState>
    </Screen>
  );
}
