import type { Associate, AssociateId, LocationId } from "@aisle/domain";
import type { AisleDatabase } from "../phone-db/database.ts";
import { readPeople } from "../vault/people-on-phone.ts";
import type { PersonOnPhone } from "../vault/person-on-phone.ts";
import type { Unlocked, Vault } from "../vault/vault.ts";
import { APP_VERSION } from "./app-version.ts";
import { askForLease, askForTeam, askToSignIn, askWhoAmI, type Team, tellSignedOut, UNREACHABLE } from "./head-office.ts";
import type { OwnSession } from "./own-session.ts";
import type { Shift, StoreName } from "./session.ts";

export type SignInOutcome =
  | { readonly kind: "signed-in" }
  | { readonly kind: "wrong-pin"; readonly triesLeft: number }
  | { readonly kind: "wait"; readonly seconds: number }
  /** Ten wrong ones: this PIN no longer opens this phone. */
  | { readonly kind: "locked" }
  /** The PIN is right, and no shift is there for it to open: one begins another way. */
  | { readonly kind: "start-shift"; readonly way: Team["way"] }
  | { readonly kind: "needs-signal" }
  | { readonly kind: "unknown-store" }
  | { readonly kind: "revoked" };

/** Somebody who has worked on this phone. `isLive`: their PIN lets them in here, without signal too. */
export type KnownPerson = Pick<PersonOnPhone, "associate" | "store"> & { readonly isLive: boolean };

/** What the sign-in screen knows before anybody has said who they are. */
export type Doorway = {
  /** The newest on this phone first. */
  readonly people: readonly KnownPerson[];
  readonly stores: readonly StoreName[];
  /** The team of `lastStore`, as head office last said; null before it was asked. */
  readonly team: Team | null;
  /** Where this phone was last used. */
  readonly lastStore: StoreName | null;
  /** Commands on this phone without an answer. They were promised by `lastStore` and are sent from there only. */
  readonly unsent: number;
};

export type Shifts = {
  /** From this phone alone. */
  readonly lookIn: () => Promise<Doorway>;
  /** The store this phone was added to, as head office has it now; null where there is no signal. */
  readonly askForStores: () => Promise<readonly StoreName[] | null>;
  /** The team of this phone's store as it is now; null where there is no signal. */
  readonly askForTeam: () => Promise<Team | null>;
  /** At head office. Without signal they are let in by this phone, where it can. */
  readonly signIn: (asked: {
    readonly store: StoreName;
    readonly associateId: AssociateId;
    readonly pin: string;
  }) => Promise<SignInOutcome>;
  /** By this phone alone: unlocks it for whoever held it, or hands it over to somebody else who works on it today. */
  readonly enter: (asked: { readonly associateId: AssociateId; readonly pin: string }) => Promise<Unlocked>;
  readonly signOut: () => Promise<void>;
};

const SHIFT = "shift";
const LAST_STORE = "last-store";
const STORES = "stores";
const TEAM = "team";

/** Who may hold this phone: asked of head office where there is signal, of the phone itself where there is none. */
export function createShifts(deps: {
  readonly database: AisleDatabase;
  readonly vault: Vault;
  readonly own: OwnSession;
  readonly shift: () => Shift | null;
  readonly onChange: (shift: Shift | null) => void;
}): Shifts {
  const { database, vault, own, onChange } = deps;

  const begin = async (shift: Shift) => {
    await database.settings.bulkPut([
      { key: SHIFT, value: shift },
      { key: LAST_STORE, value: shift.store },
    ]);
    onChange(shift);
  };

  const enter: Shifts["enter"] = async (asked) => {
    const answer = await vault.unlock(asked);
    if (answer.kind !== "unlocked") return answer;
    const { associate, store } = answer.person;
    const held = vault.held();
    if (held) own.wantTicket(associate.associateId, held.ticket);
    await begin({ associate, store });
    return answer;
  };

  /** What the phone says for itself, in the words of head office. */
  const enterHere = async (asked: { readonly associateId: AssociateId; readonly pin: string }): Promise<SignInOutcome> => {
    const answer = await enter(asked);
    if (answer.kind === "unlocked") return { kind: "signed-in" };
    if (answer.kind === "shut") return { kind: "locked" };
    return answer.kind === "dark" ? { kind: "needs-signal" } : answer;
  };

  return {
    enter,

    lookIn: async () => {
      const [people, last, known, team, unsent] = await Promise.all([
        readPeople(database),
        database.settings.get(LAST_STORE),
        database.settings.get(STORES),
        database.settings.get(TEAM),
        database.outbox.where({ outcomeAt: 0 }).count(),
      ]);
      return {
        people: people.map(({ associate, store, wrapped }) => ({ associate, store, isLive: wrapped !== null })),
        unsent,
        // Boundary: all three were written here.
        team: (team?.value as Team | undefined) ?? null,
        lastStore: (last?.value as StoreName | undefined) ?? null,
        stores: (known?.value as readonly StoreName[] | undefined) ?? [],
      };
    },

    askForStores: async () => {
      const me = await askWhoAmI();
      if (me === UNREACHABLE) return null;
      // Boundary: head office answers with ids of its own making.
      const stores = [me.store as StoreName];
      await database.settings.put({ key: STORES, value: stores });
      return stores;
    },

    askForTeam: async () => {
      const team = await askForTeam();
      if (team === UNREACHABLE) return null;
      await database.settings.put({ key: TEAM, value: team });
      return team;
    },

    signIn: async ({ store, associateId, pin }) => {
      const answer = await askToSignIn({ associateId, pin, app: APP_VERSION });
      if (answer === UNREACHABLE) return enterHere({ associateId, pin });
      if (answer.kind !== "signed-in") return answer;
      const lease = await askForLease();
      if (typeof lease === "string") return { kind: "needs-signal" };
      const associate = associateOf(answer.associate);
      await own.isNow(associate.associateId);
      await vault.admit({ associate, store, pin, lease });
      await begin({ associate, store });
      return { kind: "signed-in" };
    },

    signOut: async () => {
      const left = deps.shift();
      vault.lock();
      await database.settings.delete(SHIFT);
      onChange(null);
      if (left) await vault.forget(left.associate.associateId);
      await tellSignedOut();
    },
  };
}

/** What a phone knows of its store before anybody signs in on it. */
export async function rememberStore(database: AisleDatabase, store: StoreName): Promise<void> {
  await database.settings.bulkPut([
    { key: STORES, value: [store] },
    { key: LAST_STORE, value: store },
  ]);
}

/** The shift this phone was closed in; null when nobody was signed in. */
export async function readShift(database: AisleDatabase): Promise<Shift | null> {
  const row = await database.settings.get(SHIFT);
  // Boundary: written by `begin` only.
  return (row?.value as Shift | undefined) ?? null;
}

function associateOf(answer: {
  readonly associateId: string;
  readonly name: string;
  readonly role: Associate["role"];
  readonly locationId: string;
}): Associate {
  // Boundary: head office answers with ids of its own making.
  return { ...answer, associateId: answer.associateId as AssociateId, locationId: answer.locationId as LocationId };
}
