// Who looked at whom. A look is written down in the transaction that makes it possible, or it does not happen:
//
//   open   ->  keep the client -> theirs? a reason? too many? -> a line in the log -> into the day -> COMMIT -> answered
//   looks  ->  (on the phone, from the day, with or without signal) -> told by id, each one line however often it is told
//
// 1. The log is only ever added to, and holds ids and one of a closed list of reasons: never a word about the client.
// 2. A VIP who is somebody else's client is opened with a reason and a fresh proof, and the manager is told.

import { type Context, createChanges, type Database, OFFICE, recordChanges, type Tx, withTx } from "@aisle/db";
import { type AccessReason, DAY, OPEN_WINDOW_MS, OPENS_PER_WINDOW } from "@aisle/domain";
import { OPENED_DAYS, putInDay } from "./day-writer.ts";

/** Whose look it is, on which phone of which store. */
export type Looker = { readonly associateId: string; readonly deviceId: string; readonly locationId: string };

export type OpenAnswer =
  /** In this person's day from now on: the next exchange brings it. */
  | { readonly kind: "opened" }
  | { readonly kind: "not-found" }
  | { readonly kind: "reason-needed" }
  | { readonly kind: "proof-needed" }
  | { readonly kind: "too-many" };

export type Opening = {
  readonly accessId: string;
  readonly customerId: string;
  readonly reason: AccessReason | null;
  readonly isProven: boolean;
  readonly now: number;
};

/** Puts a client into the day of whoever asks, and into the log; resolves with the feeds that moved. */
export async function openClient(
  database: Database,
  by: { readonly looker: Looker; readonly context: Context },
  opening: Opening,
): Promise<{ readonly answer: OpenAnswer; readonly feeds: readonly string[] }> {
  const { looker, context } = by;
  const only = (kind: OpenAnswer["kind"]) => ({ answer: { kind }, feeds: [] });
  return withTx(database, OFFICE, async (tx) => {
    const { customerId, reason, isProven, now } = opening;
    const isTooMany = (await countLooks(tx, looker.associateId, now)) >= OPENS_PER_WINDOW;
    // The log is not the looker's to read; everything from here on is done in their own name.
    await tx.become(context);
    const [client] = await tx.query<{ is_vip: boolean; is_own: boolean }>(
      `select is_vip, associate_id is not distinct from $2 as is_own from customer
       where customer_id = $1 and home_location_id = $3 and name <> '' for key share`,
      [customerId, looker.associateId, looker.locationId],
      "look-at-client",
    );
    if (!client) return only("not-found");
    const isGuarded = client.is_vip && !client.is_own;
    if (isGuarded && reason === null) return only("reason-needed");
    if (isGuarded && !isProven) return only("proof-needed");
    if (isTooMany) {
      await raise(tx, looker, { kind: "too-many-opens", now });
      return only("too-many");
    }
    if (isGuarded) await raise(tx, looker, { kind: "vip-opened", now });
    await logAccess(tx, looker, [{ ...opening, what: "profile", wasOffline: false, at: now }]);
    const changes = createChanges();
    const until = new Date(now + OPENED_DAYS * DAY);
    await putInDay(tx, changes, { associateId: looker.associateId, customerIds: [customerId], why: "opened", until });
    const heads = await recordChanges(tx, changes);
    return { answer: { kind: "opened" }, feeds: [...heads.keys()] };
  });
}

/** One person's opens are counted one after the other, so that many at once do not pass the limit together. */
async function countLooks(tx: Tx, associateId: string, now: number): Promise<number> {
  await tx.query("select 1 from associate where associate_id = $1 for no key update", [associateId], "looks-in-turn");
  const [looks] = await tx.query<{ count: number }>(
    "select count(*)::int as count from access_log where associate_id = $1 and at > $2 and not was_offline",
    [associateId, new Date(now - OPEN_WINDOW_MS)],
    "count-looks",
  );
  return looks?.count ?? 0;
}

/** A profile looked at from the day, as the phone remembers it. */
export type Look = {
  readonly accessId: string;
  readonly customerId: string;
  readonly associateId: string;
  readonly at: string;
  readonly wasOffline: boolean;
};

/**
 * Keeps what a phone remembers of looks, each once. Looks of people who do not work at its store are left out: nobody is made to
 * have looked by a phone they never held. A clock ahead of head office's is taken back to it.
 */
export async function keepLooks(
  database: Database,
  looker: Looker,
  told: { readonly looks: readonly Look[]; readonly now: number },
): Promise<void> {
  // In the office's name: whoever holds the phone now tells what others did on it before.
  await withTx(database, OFFICE, async (tx) => {
    const team = await tx.query<{ associate_id: string }>(
      "select distinct associate_id from associate where location_id = $1 or associate_id = $2",
      [looker.locationId, looker.associateId],
      "team-of-looks",
    );
    const known = new Set(team.map((each) => each.associate_id));
    for (const look of told.looks) {
      if (!known.has(look.associateId)) continue;
      const at = Math.min(Date.parse(look.at), told.now);
      const line = { ...look, reason: null, what: "profile", at } as const;
      await logAccess(tx, { ...looker, associateId: look.associateId }, [line]);
    }
  });
}

export type AccessLine = {
  readonly accessId: string;
  readonly customerId: string;
  readonly what: "profile" | "export" | "erase";
  readonly reason: AccessReason | null;
  readonly wasOffline: boolean;
  /** Epoch ms. */
  readonly at: number;
};

/** Adds lines to the log, each id once. */
export async function logAccess(tx: Tx, looker: Looker, lines: readonly AccessLine[]): Promise<void> {
  for (const line of lines) {
    await tx.query(
      `insert into access_log (access_id, associate_id, device_id, location_id, customer_id, what, reason, was_offline, at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
      [
        line.accessId,
        looker.associateId,
        looker.deviceId,
        looker.locationId,
        line.customerId,
        line.what,
        line.reason ?? "",
        line.wasOffline,
        new Date(line.at),
      ],
      "log-access",
    );
  }
}

/** One line for the manager and for whoever watches: ids and kinds only. */
async function raise(tx: Tx, looker: Looker, event: { readonly kind: string; readonly now: number }): Promise<void> {
  await tx.query(
    "insert into security_event (kind, associate_id, device_id, location_id, at) values ($1, $2, $3, $4, $5)",
    [event.kind, looker.associateId, looker.deviceId, looker.locationId, new Date(event.now)],
    "raise-event",
  );
}
