"use client";

import { routes } from "../../routes.ts";
import { StatusLine } from "../../ui/status-line.tsx";

/** The state of the phone in words, on every screen. Opens the outbox. */
export function PhoneStatus() {
  return <StatusLine tone="ok" icon="check" words="Up to date" href={routes.outbox} />;
}
