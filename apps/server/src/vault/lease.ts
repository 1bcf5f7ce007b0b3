// What a phone needs of head office to read the clients it holds, for a day at a time.
//
//   secret --HKDF(phone, feed)--> share -----> the phone's half + share = key of that feed's rows
//                                              without contact the phone forgets its share after 24 h
//
// 1. A share is never stored here: it is made again from the secret, the phone and the feed.
// 2. A share alone opens nothing: the phone's half never leaves the phone.

import { createHmac, timingSafeEqual } from "node:crypto";
import { associateFeed, type Querying, storeFeed } from "@aisle/db";
import { HOUR } from "@aisle/domain";
import type { Secrets } from "../secrets.ts";
import type { DoorKey } from "./command-door.ts";

/** What a phone holds of clients goes dark so long after its last contact. */
export const LEASE_MS = 24 * HOUR;

export type Lease = {
  /** Epoch ms by head office's clock. */
  readonly until: number;
  readonly serverTime: number;
  /** Base64url, by feed. */
  readonly shares: Readonly<Record<string, string>>;
  /** Shows head office, later and without the PIN, that the phone has seen it: it rests on the phone under the PIN. */
  readonly ticket: string;
  /** What the phone seals its commands to. */
  readonly headOffice: DoorKey;
};

type Holder = { readonly associateId: string; readonly deviceId: string; readonly locationId: string };

export async function giveLease(
  deps: {
    readonly database: Querying;
    readonly secrets: Secrets;
    readonly now: () => number;
    readonly door: { readonly key: DoorKey };
  },
  holder: Holder,
): Promise<Lease> {
  const { database, secrets, now, door } = deps;
  const { associateId, deviceId, locationId } = holder;
  const sessionId = await readSessionId(database, holder, now());
  if (sessionId === null) throw new Error("a lease is asked for by nobody");
  const feeds = [associateFeed(associateId), storeFeed(locationId)];
  const shareOf = (feed: string) => secrets.keyFor("vault-share", `${deviceId}\n${feed}`).toString("base64url");
  const serverTime = now();
  return {
    until: serverTime + LEASE_MS,
    serverTime,
    shares: Object.fromEntries(feeds.map((feed) => [feed, shareOf(feed)])),
    ticket: ticketOf(secrets, { deviceId, associateId, sessionId }).toString("base64url"),
    headOffice: door.key,
  };
}

/** Whether a ticket is that of somebody's live shift on this phone: whoever shows it has entered the PIN there. */
export async function isTicket(
  deps: { readonly database: Querying; readonly secrets: Secrets; readonly now: () => number },
  shown: { readonly associateId: string; readonly deviceId: string; readonly ticket: string },
): Promise<boolean> {
  const sessionId = await readSessionId(deps.database, shown, deps.now());
  if (sessionId === null) return false;
  const [theirs, ours] = [Buffer.from(shown.ticket, "base64url"), ticketOf(deps.secrets, { ...shown, sessionId })];
  return theirs.length === ours.length && timingSafeEqual(theirs, ours);
}

function ticketOf(
  secrets: Secrets,
  { deviceId, associateId, sessionId }: { readonly deviceId: string; readonly associateId: string; readonly sessionId: string },
): Buffer {
  return createHmac("sha256", secrets.keyFor("vault-ticket")).update(`${deviceId}\n${associateId}\n${sessionId}`).digest();
}

/** The shift of this person on this phone, awake or asleep; null when there is none any more. */
async function readSessionId(
  database: Querying,
  { associateId, deviceId }: Pick<Holder, "associateId" | "deviceId">,
  now: number,
): Promise<string | null> {
  const [row] = await database.query<{ session_id: string }>(
    `select s.session_id from session s join associate a using (associate_id) join device d using (device_id)
     where s.associate_id = $1 and s.device_id = $2 and s.expires_at > to_timestamp($3::float8 / 1000)
       and a.is_active and d.revoked_at is null
     order by s.expires_at desc limit 1`,
    [associateId, deviceId, now],
  );
  return row?.session_id ?? null;
}
