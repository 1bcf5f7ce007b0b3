"use client";

import { type CustomerId, MINUTE } from "@aisle/domain";
import { createObserved } from "@aisle/sync";
import { useSyncExternalStore } from "react";
import type { AisleDatabase } from "../phone-db/database.ts";
import type { OpenedRows } from "../vault/opened-rows.ts";
import type { Vault } from "../vault/vault.ts";

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
type Served = { readonly client: ClientInFocus | null; readonly touchedAt: number };
/** What rests on the phone: who serves whom, without a name. */
type Kept = { readonly by: string; readonly customerId: string | null; readonly touchedAt: number };

const kept = createObserved<Served>({ client: null, touchedAt: 0 });

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
let reader: string | null = null;

/**
 * Brings back who was being served when the app was closed or locked, once that associate has it open again; forgets the name
 * when it locks. Watches for the phone lying idle. Returns the undo.
 */
export function watchFocus(phone: {
  readonly database: AisleDatabase;
  readonly rows: OpenedRows;
  readonly vault: Pick<Vault, "state">;
}): () => void {
  database = phone.database;
  const bringBack = async (by: string) => {
    const was = readKept((await phone.database.settings.get(SETTING))?.value);
    if (!was?.customerId || was.by !== by || Date.now() - was.touchedAt >= FOCUS_IDLE_MS) return;
    const client = await phone.rows.get("customers", was.customerId);
    if (client && reader === by && kept.current().client === null) {
      kept.change({ client: { customerId: client.customerId, name: client.name }, touchedAt: was.touchedAt });
    }
  };
  const turn = () => {
    const state = phone.vault.state.current();
    const now = state.kind === "open" ? state.associateId : null;
    if (now === reader) return;
    reader = now;
    kept.change({ client: null });
    // Not to know whom one served is a tap lost, no more.
    if (now !== null) bringBack(now).catch(() => {});
  };
  const unsubscribe = phone.vault.state.subscribe(turn);
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
    unsubscribe();
    clearInterval(everyMinute);
    document.removeEventListener("pointerdown", touch, { capture: true });
    document.removeEventListener("visibilitychange", look);
  };
}

function keep(value: Served): void {
  kept.change(value);
  if (reader === null) return;
  const row: Kept = { by: reader, customerId: value.client?.customerId ?? null, touchedAt: value.touchedAt };
  database?.settings.put({ key: SETTING, value: row }).catch(() => {});
}

function readKept(value: unknown): Kept | undefined {
  if (typeof value !== "object" || value === null || !("by" in value) || !("touchedAt" in value)) return undefined;
  // Boundary: written by `keep`.
  return value as Kept;
}
