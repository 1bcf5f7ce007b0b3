"use client";

import { useRouter } from "next/navigation";
import { usePhone } from "../../queries/phone.tsx";
import { routes } from "../../routes.ts";
import { SignInScreen } from "./sign-in-screen.tsx";

/** The sign-in as a page of its own: for the next person, or for the same one when head office asks for the PIN again. */
export function SwitchPerson() {
  const phone = usePhone();
  const router = useRouter();
  if (phone.state === "opening" || phone.state === "unusable" || phone.state === "not-joined" || phone.state === "leaving")
    return null;
  return <SignInScreen phone={phone} onDone={() => router.replace(routes.today)} />;
}
