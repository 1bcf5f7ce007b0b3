// A phone comes in: a manager's code, once, for a key that the phone has made and never gives out.
//
//   code + id + public key + a signature of them
//     -> too many wrong codes?  -> "wait"
//     -> the key's own signature, a key on P-256?  -> "not-signed"
//     -> the code there, unused, in time?  -> "unknown-code", "used-code", "expired-code"
//     -> this id: nobody's, or this store's  -> "joined"; another store's, or taken out of use -> "other-store", "revoked"
//
// 1. The code is used up in the transaction that adds the phone: of two phones with one code, one comes in.
// 2. An answer that was lost is given again: the same phone with the same key and the same code is told "joined" once more.
// 3. A phone that lost its key (its browser threw it away) may join anew as itself, by a new code of its own store: its numbers
//    and its unsent work go on. Whoever had the old key is nobody from then on.

import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { type Database, DOOR, type Tx, withTx } from "@aisle/db";
import { MINUTE, SECOND } from "@aisle/domain";
import { isLowSignature, joinText } from "@aisle/protocol";
import type { NoteSecurity } from "../security-events.ts";
import { countTry, forgetTries, type TryLimit } from "../sessions/wrong-tries.ts";
import { hashPhoneCode, PHONE_CODE_MS } from "./phone-codes.ts";

export type JoinRequest = {
  readonly code: string;
  readonly device: string;
  /** SPKI, DER, base64url. */
  readonly publicKey: string;
  readonly signature: string;
  readonly app: string;
};

export type JoinAnswer =
  | {
      readonly kind: "joined";
      readonly phoneName: string;
      readonly store: { readonly locationId: string; readonly name: string };
    }
  | { readonly kind: "unknown-code" | "used-code" | "expired-code" | "other-store" | "revoked" | "not-signed" }
  | { readonly kind: "wait"; readonly seconds: number };

export type Join = (request: JoinRequest, address: string) => Promise<JoinAnswer>;

/** Of one address, before it waits. */
const TRIES = 10;
const WAIT_MS = 5 * MINUTE;
/** Of all addresses together: a code is one of 656,100,000,000 and lives 15 minutes, so this is for whoever owns many addresses. */
const TRIES_OF_ALL = 500;
const WAIT_OF_ALL_MS = 10 * SECOND;
const ALL = "phone-code:all";

export function createJoin(deps: { readonly database: Database; readonly now: () => number; readonly note: NoteSecurity }): Join {
  const { database, now, note } = deps;
  return async (request, address) => {
    const mine: TryLimit = { key: `phone-code:${address}`, tries: TRIES, waitMs: WAIT_MS, windowMs: PHONE_CODE_MS };
    const all: TryLimit = { key: ALL, tries: TRIES_OF_ALL, waitMs: WAIT_OF_ALL_MS, windowMs: PHONE_CODE_MS };
    const taken = await countTry(database, [mine, all], now());
    if (taken.kind !== "counted") return { kind: "wait", seconds: taken.kind === "wait" ? taken.seconds : WAIT_MS / SECOND };
    const key = readPublicKey(request.publicKey);
    if (!key || !isSigned(request, key)) return { kind: "not-signed" };
    const answer = await withTx(database, DOOR, (tx) => letIn(tx, request, now()));
    if (answer.kind !== "joined") {
      if (taken.left === 0) note({ kind: "wrong-phone-codes" });
      return answer;
    }
    await forgetTries(database, mine.key, ALL);
    const { isNew, isAgain, madeBy, ...joined } = answer;
    if (!isAgain) {
      const kind = isNew ? "phone-added" : "phone-added-again";
      note({ kind, deviceId: request.device, locationId: joined.store.locationId, associateId: madeBy ?? undefined });
    }
    return joined;
  };
}

type LetIn =
  | Exclude<JoinAnswer, { readonly kind: "joined" | "wait" }>
  | (Extract<JoinAnswer, { readonly kind: "joined" }> & {
      readonly isNew: boolean;
      readonly isAgain: boolean;
      readonly madeBy: string | null;
    });

async function letIn(tx: Tx, request: JoinRequest, now: number): Promise<LetIn> {
  const { code, device, publicKey, app } = request;
  const key = Buffer.from(publicKey, "base64url");
  const [row] = await tx.query<{
    location_id: string;
    location_name: string;
    phone_name: string;
    made_by: string | null;
    used_by: string | null;
    is_used: boolean;
    expires_at: Date;
  }>(
    `select c.location_id, l.name as location_name, c.phone_name, c.made_by, c.device_id as used_by, c.used_at is not null as is_used, c.expires_at
     from phone_code c join location l using (location_id) where c.code_hash = $1 for update of c`,
    [hashPhoneCode(code)],
  );
  if (!row) return { kind: "unknown-code" };
  const [known] = await tx.query<{ location_id: string; public_key: Buffer | null; is_revoked: boolean; name: string }>(
    "select location_id, public_key, revoked_at is not null as is_revoked, name from device where device_id = $1 for update",
    [device],
  );
  const isSame = known?.public_key?.equals(key) === true;
  const isAgain = row.is_used && row.used_by === device && isSame;
  if (known?.is_revoked) return { kind: "revoked" };
  if (row.is_used && !isAgain) return { kind: "used-code" };
  if (!isAgain && new Date(row.expires_at).getTime() <= now) return { kind: "expired-code" };
  if (known && known.location_id !== row.location_id) return { kind: "other-store" };
  const phoneName = isAgain || known?.name ? (known?.name ?? row.phone_name) : row.phone_name;
  const store = { locationId: row.location_id, name: row.location_name };
  const joined = { kind: "joined", phoneName, store, isNew: !known, isAgain, madeBy: row.made_by } as const;
  if (isAgain) return joined;
  await tx.query(
    `insert into device (device_id, location_id, name, public_key, added_by, app_version) values ($1, $2, $3, $4, $5, $6)
     on conflict (device_id) do update set name = $3, public_key = $4, added_by = $5, app_version = $6, added_at = now(), last_contact_at = now()`,
    [device, row.location_id, phoneName, key, row.made_by, app],
  );
  // Whoever was signed in under the old key signs in anew.
  await tx.query("delete from session where device_id = $1", [device]);
  await tx.query("update phone_code set used_at = to_timestamp($3::float8 / 1000), device_id = $2 where code_hash = $1", [
    hashPhoneCode(code),
    device,
    now,
  ]);
  return joined;
}

/** A point on P-256 in its plain form, or null. */
function readPublicKey(text: string): KeyObject | null {
  try {
    const spki = Buffer.from(text, "base64url");
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    const isPlain =
      key.asymmetricKeyDetails?.namedCurve === "prime256v1" && key.export({ format: "der", type: "spki" }).equals(spki);
    return isPlain && spki.toString("base64url") === text ? key : null;
  } catch {
    // Node says of a malformed key no more than that it is one.
    return null;
  }
}

function isSigned({ code, device, publicKey, signature }: JoinRequest, key: KeyObject): boolean {
  const bytes = Buffer.from(signature, "base64url");
  const text = Buffer.from(joinText({ code, device, publicKey }));
  return isLowSignature(bytes) && verify("sha256", text, { key, dsaEncoding: "ieee-p1363" }, bytes);
}
