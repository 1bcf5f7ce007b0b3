"use client";

import type { CommandId, Location } from "@aisle/domain";
import type { Refusal } from "@aisle/protocol";
import type { Observable, SyncStatus } from "@aisle/sync";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Catalogue } from "../catalogue/catalogue.ts";
import type { StockBook } from "../catalogue/stock-book.ts";
import type { AisleDatabase } from "../phone-db/database.ts";
import type { Watch } from "../phone-db/watch.ts";
import type { DatabaseDoor } from "../phone-db/with-database.ts";
import type { Asked } from "../session/asked.ts";
import type { Joining } from "../session/joining.ts";
import type { OpenPhone, PhoneFacts } from "../session/open-phone.ts";
import { locationOf, type Session, type Shift } from "../session/session.ts";
import type { Shifts } from "../session/shifts.ts";
import type { IdlePlace } from "../vault/idle-lock.ts";
import type { OpenedCommands } from "../vault/opened-commands.ts";
import type { OpenedRows } from "../vault/opened-rows.ts";
import { lastShown } from "./last-shown.ts";

export type { Asked } from "../session/asked.ts";
export type { PhoneCheck } from "../session/check-phone.ts";
export type { Team } from "../session/head-office.ts";
export type { JoinOutcome } from "../session/joining.ts";
export type { Session, StoreName } from "../session/session.ts";
export type { Doorway, KnownPerson, SignInOutcome } from "../session/shifts.ts";
export type { IdlePlace } from "../vault/idle-lock.ts";
export type { Unlocked } from "../vault/vault.ts";

export type Issued =
  | { readonly ok: true; readonly id: CommandId }
  /** Certain already on this phone: nothing was saved. */
  | { readonly ok: false; readonly refusal: Refusal };

/** What a phone can do before anybody has signed in. */
export type OpenedPhone = {
  /** For queries only: screens read through `queries/`. */
  readonly database: AisleDatabase;
  readonly door: DatabaseDoor;
  /** For queries only: see `live.ts`. */
  readonly watch: Watch;
  readonly status: Observable<SyncStatus>;
} & Pick<Shifts, "lookIn" | "askForStores" | "askForTeam" | "signIn" | "enter"> &
  Joining;

/** A phone that somebody holds and nobody has unlocked: what of clients is on it cannot be read. */
export type LockedPhone = OpenedPhone & {
  readonly shift: Shift;
  /** Goes on with the catalogue and the stock alone. */
  readonly goOnWithoutClients: () => void;
};

/** Everything a screen stands on while somebody is signed in and the phone holds a catalogue. */
export type ReadyPhone = OpenedPhone & {
  readonly session: Session;
  /** Clients and orders as this person may read them, for queries only. */
  readonly rows: OpenedRows;
  /** Actions as this person may read them, for queries only. */
  readonly commands: OpenedCommands;
  /** Null, or why this phone shows no clients and takes nothing down: it has not heard from head office for a day, or its clock was set back. */
  readonly dark: "lease" | "clock" | null;
  readonly lock: () => void;
  readonly idlePlace: IdlePlace;
  readonly setIdlePlace: OpenPhone["setIdlePlace"];
  readonly catalogue: Catalogue;
  readonly stock: StockBook;
  /** Every store and the warehouse, by id. */
  readonly locations: ReadonlyMap<string, Location>;
  /** The one write door. Durable when it resolves; rejects when this phone's storage fails, and nothing is saved then. */
  readonly issue: (asked: Asked) => Promise<Issued>;
  /** True when the command was taken back; false once it was on its way. */
  readonly undo: (id: CommandId) => Promise<boolean>;
  /** Takes back a command and everything waiting that needs it: all of them or, with false, none. */
  readonly undoWith: (id: CommandId) => Promise<boolean>;
  /** A person has seen a refusal and dealt with it. */
  readonly acknowledge: (id: CommandId) => Promise<void>;
  readonly sendNow: () => Promise<void>;
  /** What leaves this phone sealed, and what it carries for another. */
  readonly rescue: OpenPhone["rescue"];
  /** Compares what this phone did today with what head office has of it. */
  readonly check: OpenPhone["check"];
  /** Ends the shift on this phone. What is unsent stays, and goes when somebody signs in to this store again. */
  readonly signOut: () => Promise<void>;
  /** From now on the phone works with what it holds. */
  readonly start: () => Promise<void>;
};

export type Phone =
  | { readonly state: "opening" }
  /** The phone's storage cannot be opened at all; `again` tries once more. */
  | { readonly state: "unusable"; readonly again: () => void }
  /** Head office took this phone out of use: it leaves what is unsent there, and forgets the rest. */
  | { readonly state: "leaving"; readonly isGone: boolean }
  /** No manager has added this phone, or head office does not know it any more. */
  | ({ readonly state: "not-joined" } & OpenedPhone)
  | ({ readonly state: "signed-out" } & OpenedPhone)
  | ({ readonly state: "locked" } & LockedPhone)
  | ({ readonly state: "first-contact" } & ReadyPhone)
  | ({ readonly state: "ready" } & ReadyPhone);

const RELOADED = "aisle.reloaded";

/** WebKit's storage often answers a new page where it left the old one hanging; a second failure is for a person. */
function reloadOnce(): boolean {
  if (sessionStorage.getItem(RELOADED)) return false;
  sessionStorage.setItem(RELOADED, "yes");
  location.reload();
  return true;
}

const OPENING: Phone = { state: "opening" };
const PhoneContext = createContext<Phone>(OPENING);

/** Opens the phone database and keeps it in step with head office. Mounted once, in the root layout. */
export function PhoneProvider({ children }: { readonly children: ReactNode }) {
  const [open, setOpen] = useState<OpenPhone | "failed">();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each try opens anew
  useEffect(() => {
    let isHere = true;
    // Loaded apart from the pages: the database and the exchange are as much code as a page itself.
    import("../session/open-phone.ts")
      .then(({ openPhone }) => openPhone())
      .then(
        (phone) => {
          sessionStorage.removeItem(RELOADED);
          if (isHere) setOpen(phone);
        },
        (fault) => {
          console.error(fault);
          if (isHere && !reloadOnce()) setOpen("failed");
        },
      );
    return () => {
      isHere = false;
    };
  }, [tries]);
  const unusable = useMemo((): Phone => ({ state: "unusable", again: () => setTries((count) => count + 1) }), []);
  if (open === undefined || open === "failed") {
    return <PhoneContext value={open ? unusable : OPENING}>{children}</PhoneContext>;
  }
  return <OpenedPhoneProvider open={open}>{children}</OpenedPhoneProvider>;
}

function OpenedPhoneProvider({ open, children }: { readonly open: OpenPhone; readonly children: ReactNode }) {
  const facts = useSyncExternalStore(open.facts.subscribe, open.facts.current, open.facts.current);
  const phone = useMemo(() => phoneOf(open, facts), [open, facts]);
  const reader = facts.vault.kind === "open" ? facts.vault.associateId : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what one person was shown is not kept for the next
  useEffect(() => () => lastShown.clear(), [reader]);
  return <PhoneContext value={phone}>{children}</PhoneContext>;
}

function phoneOf(open: OpenPhone, { farewell, joined, shift, vault, idlePlace, isStarted, locations }: PhoneFacts): Phone {
  const { database, door, watch, catalogue, stock, sync, storage, deviceId } = open;
  const { lookIn, askForStores, askForTeam, signIn, enter, signOut } = open.shifts;
  const asked = { lookIn, askForStores, askForTeam, signIn, enter, ...open.joining };
  const opened: OpenedPhone = { database, door, watch, status: sync.status, ...asked };
  if (farewell) return { state: "leaving", isGone: farewell === "gone" };
  if (!joined) return { state: "not-joined", ...opened };
  if (!shift) return { state: "signed-out", ...opened };
  const isOpen = vault.kind === "open" && vault.associateId === shift.associate.associateId;
  if (!isOpen && vault.kind !== "dark") {
    return { state: "locked", ...opened, shift, goOnWithoutClients: () => open.vault.darken("lease") };
  }
  return {
    state: isStarted ? "ready" : "first-contact",
    ...opened,
    session: { associate: shift.associate, location: locationOf(shift.store, locations), deviceId },
    rows: open.rows,
    commands: open.commands,
    dark: vault.kind === "dark" ? vault.why : null,
    lock: open.vault.lock,
    idlePlace,
    setIdlePlace: open.setIdlePlace,
    catalogue,
    stock,
    locations,
    issue: async (asked) => ({ ok: true, id: await open.issue(asked) }),
    undo: open.undo,
    undoWith: storage.withdrawWith,
    acknowledge: storage.acknowledge,
    sendNow: sync.sendNow,
    rescue: open.rescue,
    check: open.check,
    signOut,
    start: open.start,
  };
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

/** How the exchange with head office stands, as it changes. */
export function useSyncStatus(): SyncStatus {
  const { status } = useReadyPhone();
  return useSyncExternalStore(status.subscribe, status.current, status.current);
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
