"use client";

import { usePhoneStatus } from "../../queries/phone-status.ts";
import { routes } from "../../routes.ts";
import { StatusLine } from "../../ui/status-line.tsx";

/** The state of the phone in words, on every screen. Opens the outbox, or the sign-in when that is what it asks for. */
export function PhoneStatus() {
  const { tone, icon, words } = usePhoneStatus();
  return <StatusLine tone={tone} icon={icon} words={words} href={icon === "lock" ? routes.signIn : routes.outbox} />;
}
