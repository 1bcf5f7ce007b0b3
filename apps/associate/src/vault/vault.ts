// What of clients can be read on this phone now, and by whom.
//
//   locked --PIN--> open --lock button, idle, hidden long, another tab--> locked
//     |              |
//     |              +-- 24 h without head office, or a clock set back --> dark: keys and rows gone, the rest of Aisle works
//     +-- the same -----------------------------------------------------------^
//
// 1. Keys are in memory only. Locked means: no key and no opened row is in this page.                              [VA1]
// 2. Each person's rows are under keys of their own: nobody's PIN opens another's.                                 [VA2]
// 3. Every try is counted before it is looked at; the tenth wrong one leaves only head office.                     [VA3]
// 4. A phone that does not hear from head office forgets its clients by itself, and never its outbox.              [VA4]
// 5. Nothing here waits for the network but letting in somebody this phone cannot let in by itself.

import type { Associate } from "@aisle/domain";
import { type FeedId, fromBase64Url } from "@aisle/protocol";
import { createObserved, type Observable } from "@aisle/sync";
import type { RowKeys } from "../phone-db/sealed-rows.ts";
import type { DatabaseDoor } from "../phone-db/with-database.ts";
import type { StoreName } from "../session/session.ts";
import { clearAway, countTry, keepPerson, LEASE_MS, noteTime, settleRight, settleWrong, shut } from "./people-on-phone.ts";
import type { PersonOnPhone } from "./person-on-phone.ts";
import { readPhoneHalf } from "./phone-half.ts";
import { type Bundle, feedKey, newSalt, unwrap, wrap, wrappingKey } from "./vault-keys.ts";

/** What head office gives whoever is signed in there on this phone. */
export type Lease = Bundle & {
  /** Epoch ms by head office's clock. */
  readonly until: number;
  readonly serverTime: number;
};

export type VaultState =
  | { readonly kind: "locked" }
  | { readonly kind: "open"; readonly associateId: string }
  /** Somebody goes on without clients. */
  | { readonly kind: "dark"; readonly why: "lease" | "clock" };

export type Unlocked =
  | { readonly kind: "unlocked"; readonly person: PersonOnPhone }
  | { readonly kind: "wrong-pin"; readonly triesLeft: number }
  | { readonly kind: "wait"; readonly seconds: number }
  /** Too many wrong PINs: head office has to let them in. */
  | { readonly kind: "shut" }
  | { readonly kind: "dark"; readonly why: "lease" | "clock" };

/** Everything that makes an open vault; another tab of this phone is given it as it is. */
export type Held = Pick<Bundle, "ticket" | "headOffice"> & {
  readonly associateId: string;
  readonly keys: ReadonlyMap<FeedId, CryptoKey>;
  readonly wrapping: CryptoKey;
  readonly person: PersonOnPhone;
};

export type Vault = RowKeys & {
  readonly state: Observable<VaultState>;
  /** What is open now; null while locked. */
  readonly held: () => Held | null;
  /** Lets in somebody whom head office has just let in, with what it gave for them. */
  readonly admit: (who: {
    readonly associate: Associate;
    readonly store: StoreName;
    readonly pin: string;
    readonly lease: Lease;
  }) => Promise<void>;
  /** By this phone alone. */
  readonly unlock: (asked: { readonly associateId: string; readonly pin: string }) => Promise<Unlocked>;
  /** Takes over what another tab has open. */
  readonly take: (held: Held) => void;
  readonly lock: () => void;
  /** Goes on without clients. */
  readonly darken: (why: "lease" | "clock") => void;
  /** Head office was reached as the person who has it open: what it gave begins another 24 hours. */
  readonly renew: (lease: Lease) => Promise<void>;
  /** They have left: their keys and rows go now. */
  readonly forget: (associateId: string) => Promise<void>;
  /** Looks at the clock; called now and then. Clears away what ran out, and locks whoever it was open for. */
  readonly look: () => Promise<void>;
};

export function createVault(deps: {
  readonly door: DatabaseDoor;
  readonly now: () => number;
  /** Whom the phone is with: their feeds are followed, also while it is locked. */
  readonly holder: () => string | null;
}): Vault {
  const { door, now, holder } = deps;
  const state = createObserved<{ value: VaultState }>({ value: { kind: "locked" } });
  let held: Held | null = null;
  let half: Promise<CryptoKey> | undefined;
  const phoneHalf = () => {
    half ??= readPhoneHalf(door).catch((fault: unknown) => {
      half = undefined;
      throw fault;
    });
    return half;
  };
  const become = (value: VaultState, with_: Held | null) => {
    held = with_;
    state.change({ value });
  };
  const openWith = async (opening: { person: PersonOnPhone; bundle: Bundle; wrapping: CryptoKey }) => {
    const { person, bundle, wrapping } = opening;
    const keys = await keysOf(await phoneHalf(), bundle);
    const { associateId } = person;
    const { ticket, headOffice } = bundle;
    become({ kind: "open", associateId }, { associateId, keys, wrapping, person, ticket, headOffice });
  };
  const wrapped = async (person: Omit<PersonOnPhone, "wrapped">, wrapping: CryptoKey, how: { bundle: Bundle; salt: Salt }) => ({
    ...person,
    wrapped: await wrap(wrapping, { ...how, place: person }),
  });

  const vault: Vault = {
    state: { current: () => state.current().value, subscribe: state.subscribe },
    held: () => held,
    keyOf: (feed) => held?.keys.get(feed) ?? null,
    isFollowed: (feed) => !feed.startsWith("associate:") || feed === `associate:${holder()}`,

    admit: async ({ associate, store, pin, lease }) => {
      const { associateId } = associate;
      const [salt, at] = [newSalt(), now()];
      const wrapping = await wrappingKey(await phoneHalf(), { pin, salt, associateId });
      const { bundle, dueAt } = termsOf(lease, at);
      const known = { associateId, associate, store, knownAt: at, dueAt, wrong: 0, waitUntil: 0 };
      const person = await wrapped(known, wrapping, { bundle, salt });
      await keepPerson(door, person);
      await openWith({ person, bundle, wrapping });
    },

    unlock: async ({ associateId, pin }) => {
      const counted = await countTry(door, { associateId, now: now() });
      if (counted.kind !== "may-try") return counted;
      const { person } = counted;
      const { salt } = person.wrapped;
      const wrapping = await wrappingKey(await phoneHalf(), { pin, salt, associateId });
      const bundle = await unwrap(wrapping, person.wrapped, person);
      if (!bundle) return settleWrong(door, person);
      await settleRight(door, associateId);
      await openWith({ person: { ...person, wrong: 0, waitUntil: 0 }, bundle, wrapping });
      return { kind: "unlocked", person };
    },

    take: (other) => become({ kind: "open", associateId: other.associateId }, other),
    lock: () => become({ kind: "locked" }, null),
    darken: (why) => become({ kind: "dark", why }, null),

    renew: async (lease) => {
      const before = held;
      if (!before?.person.wrapped) return;
      const at = now();
      const { bundle, dueAt } = termsOf(lease, at);
      const renewed = { ...before.person, knownAt: at, dueAt, wrong: 0, waitUntil: 0 };
      const person = await wrapped(renewed, before.wrapping, { bundle, salt: before.person.wrapped.salt });
      const keys = await keysOf(await phoneHalf(), bundle);
      // Locked, or another person's by now: what is kept stays as it was, and is renewed next time.
      if (held !== before) return;
      await keepPerson(door, person);
      become({ kind: "open", associateId: person.associateId }, { ...before, ...bundle, person, keys });
    },

    forget: async (associateId) => {
      if (held?.associateId === associateId) vault.lock();
      await shut(door, associateId);
    },

    look: async () => {
      const at = now();
      const isSetBack = await noteTime(door, at);
      await clearAway(door, at);
      if (!held) return;
      if (isSetBack) vault.darken("clock");
      else if (held.person.dueAt <= at) vault.darken("lease");
    },
  };
  return vault;
}

type Salt = ReturnType<typeof newSalt>;

/** Head office says until when by its own clock; a phone counts by its own, and never further than a lease is long. */
function termsOf({ until, serverTime, ...bundle }: Lease, now: number): { readonly bundle: Bundle; readonly dueAt: number } {
  return { bundle, dueAt: now + Math.min(until - serverTime, LEASE_MS) };
}

async function keysOf(half: CryptoKey, { shares }: Bundle): Promise<ReadonlyMap<FeedId, CryptoKey>> {
  const derived = Object.entries(shares).map(async ([feed, share]): Promise<[FeedId, CryptoKey]> => {
    const bytes = fromBase64Url(share);
    if (!bytes) throw new Error("head office's half of a key does not read");
    return [feed, await feedKey(half, feed, bytes)];
  });
  return new Map(await Promise.all(derived));
}
