"use client";

import { type CustomerId, MINUTE } from "@aisle/domain";
import { createObserved } from "@aisle/sync";
import { useSyncExternalStore } from "react";
import type { AisleDatabase } from "../phone-db/database.ts";

/** The client who is being served: on every screen until done, or until nobody touched the phone for a while. */
export type ClientInFocus = { readonly customerId: CustomerId; readonly name: string };

export type Focus = {
  readonly client: ClientInFocus | null;
  readonly serve: (client: ClientInFocus) => void;
  readonly done: () => void;
};

/** Without a touch for this long, in ms, the next person who picks the phone up serves somebody else. */
export const FOCUS_IDLE_MS = 20 * MINUTE;

const SETTING = "focus";
type Kept = { readonly client: ClientInFocus | null; readonly touchedAt: number };

const kept = createObserved<Kept>({ client: null, touchedAt: 0 });

export function useFocus(): Focus {
  const { client } = useSyncExternalStore(kept.subscribe, kept.current, kept.current);
  return { client, serve, done };
}

function serve(client: ClientInFocus): void {
  keep({ client, touchedAt: Date.now() });
}

function done(): void {
  keep({ client: null, touchedAt: Date.now() });
}

let database: AisleDatabase | undefined;

/** Brings back who was being served when the app was closed, and watches for the phone lying idle. Returns the undo. */
export function watchFocus(phone: AisleDatabase): () => void {
  database = phone;
  phone.settings.get(SETTING).then(
    (row) => {
      const was = readKept(row?.value);
      if (was && kept.current().client === null && Date.now() - was.touchedAt < FOCUS_IDLE_MS) kept.change(was);
    },
    // Not to know whom one served is a tap lost, no more.
    () => {},
  );
  const touch = () => {
    const { client, touchedAt } = kept.current();
    if (!client) return;
    if (Date.now() - touchedAt >= FOCUS_IDLE_MS) done();
    else if (Date.now() - touchedAt > MINUTE) keep({ client, touchedAt: Date.now() });
  };
  const look = () => {
    const { client, touchedAt } = kept.current();
    if (client && Date.now() - touchedAt >= FOCUS_IDLE_MS) done();
  };
  const everyMinute = setInterval(look, MINUTE);
  document.addEventListener("pointerdown", touch, { capture: true });
  document.addEventListener("visibilitychange", look);
  return () => {
    clearInterval(everyMinute);
    document.removeEventListener("pointerdown", touch, { capture: true });
    document.removeEventListener("visibilitychange", look);
  };
}

function keep(value: Kept): void {
  kept.change(value);
  database?.settings.put({ key: SETTING, value }).catch(() => {});
}

function readKept(value: unknown): Kept | undefined {
  if (typeof value !== "object" || value === null || !("client" in value) || !("touchedAt" in value)) return undefined;
  const { client, touchedAt } = value;
  if (typeof client !== "object" || client === null || typeof touchedAt !== "number") return undefined;
  if (!("customerId" in client) || !("name" in client) || typeof client.name !== "string") return undefined;
  // Boundary: written by `keep` from a ClientInFocus.
  return { client: { customerId: client.customerId as CustomerId, name: client.name }, touchedAt };
}
