"use client";

import type { CommandId, Location } from "@aisle/domain";
import type { Refusal } from "@aisle/protocol";
import type { AnyCommand, CommandLabel, Observable, SyncStatus } from "@aisle/sync";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { StockBook } from "../catalogue/stock-book.ts";
import type { AisleDatabase } from "../phone-db/database.ts";
import type { Session } from "../session/session.ts";

/** What an associate asks for, with the words a list of commands shows. `needs` names commands that must be taken first. */
export type Asked = AnyCommand & { readonly label: CommandLabel; readonly needs?: readonly CommandId[] };

export type Issued =
  | { readonly ok: true; readonly id: CommandId }
  /** Certain already on this phone: nothing was saved. */
  | { readonly ok: false; readonly refusal: Refusal };

/** Everything a screen stands on while somebody is signed in and the phone holds a catalogue. */
export type ReadyPhone = {
  readonly session: Session;
  /** For queries only: screens read through `queries/`. */
  readonly database: AisleDatabase;
  readonly catalogue: Catalogue;
  readonly stock: StockBook;
  /** Every store and the warehouse, by id. */
  readonly locations: ReadonlyMap<string, Location>;
  readonly status: Observable<SyncStatus>;
  /** The one write door: decides on what the phone knows, then saves. Durable when it resolves. */
  readonly issue: (asked: Asked) => Promise<Issued>;
  /** True when the command was taken back; false once it was on its way. */
  readonly undo: (id: CommandId) => Promise<boolean>;
};

export type Phone =
  | { readonly state: "opening" }
  | { readonly state: "signed-out" }
  | ({ readonly state: "first-contact" } & ReadyPhone)
  | ({ readonly state: "ready" } & ReadyPhone);

const PhoneContext = createContext<Phone>({ state: "opening" });

/** Opens the phone database and keeps it in step with head office. Mounted once, in the root layout. */
export function PhoneProvider({ children }: { readonly children: ReactNode }) {
  return <PhoneContext value={{ state: "opening" }}>{children}</PhoneContext>;
}

export function usePhone(): Phone {
  return useContext(PhoneContext);
}

/** The phone of a screen behind the sign-in: every screen but sign-in and first contact. */
export function useReadyPhone(): ReadyPhone {
  const phone = useContext(PhoneContext);
  if (phone.state !== "ready" && phone.state !== "first-contact")
    throw new Error(`no screen may stand on a phone that is ${phone.state}`);
  return phone;
}

/** Renders again when the catalogue or the stock on this phone changes; the number is good as a memo key. */
export function useCatalogueVersion(): number {
  const { catalogue, stock } = useReadyPhone();
  const catalogueVersion = useSyncExternalStore(catalogue.subscribe, catalogue.version, zero);
  const stockVersion = useSyncExternalStore(stock.subscribe, stock.version, zero);
  return catalogueVersion + stockVersion;
}

function zero(): number {
  return 0;
}
