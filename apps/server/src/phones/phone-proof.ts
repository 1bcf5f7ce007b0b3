// Who is asking: the phone whose key signed this request, or why nobody is.
//
//   header -> read -> phone known? -> its key fits the bytes that came? -> revoked? -> in time, and not seen before? -> proven
//               |          |                   |                             |                    |
//             none      "join"              "join"                       "revoked"             "clock"
//
// 1. Nothing is said to anybody whose signature does not fit but that they are no phone of this chain: not whether the id is known.
// 2. What is signed is what came: the method, the path as it stands in the request line, the body's bytes before anybody parses them.
// 3. A time that is off never locks anybody out: the phone is told ours, signs again, and is taken. The same goes for a request
//    that comes a second time inside the window: an honest phone signs anew, a copy cannot.

import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { type Database, DOOR } from "@aisle/db";
import { isLowSignature, PROOF_WINDOW_MS, proofText, readPhoneProof } from "@aisle/protocol";
import type { SecurityEvent } from "../security-events.ts";
import { createSeenProofs } from "./seen-proofs.ts";

/** A phone that a manager added. */
export type Phone = { readonly deviceId: string; readonly locationId: string; readonly name: string };

/** A request as it came off the wire. */
export type RawRequest = {
  readonly proof: string | undefined;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly body: Uint8Array;
};

export type PhoneCheck =
  | { readonly kind: "proven"; readonly phone: Phone }
  /** A good signature of a phone that was taken out of use. */
  | { readonly kind: "revoked"; readonly phone: Phone }
  /** A good signature at a time that is not now, or for a second time. */
  | { readonly kind: "clock"; readonly serverTime: number }
  /** No phone of this chain, as far as anybody outside may know. */
  | { readonly kind: "join" };

export type CheckPhone = (request: RawRequest) => Promise<PhoneCheck>;

export function createPhoneCheck(deps: {
  readonly database: Database;
  readonly now: () => number;
  readonly note: (event: SecurityEvent) => void;
}): CheckPhone {
  const { database, now, note } = deps;
  const keys = createKeys();
  const seen = createSeenProofs(now);
  return async ({ proof: header, method, path, body }) => {
    if (header === undefined) return { kind: "join" };
    const proof = readPhoneProof(header);
    if (!proof) return refuse({ kind: "proof-unreadable" });
    const { deviceId, at, signature } = proof;
    const bytes = Buffer.from(signature, "base64url");
    if (bytes.toString("base64url") !== signature || !isLowSignature(bytes)) return refuse({ kind: "proof-unreadable" });
    const [row] = await database
      .as(DOOR)
      .query<{ location_id: string; name: string; public_key: Buffer | null; is_revoked: boolean }>(
        "select location_id, name, public_key, revoked_at is not null as is_revoked from device where device_id = $1",
        [deviceId],
        "read-phone",
      );
    if (!row?.public_key) return refuse({ kind: "phone-unknown" });
    const text = proofText({ method, path, at, bodyHash: createHash("sha256").update(body).digest("hex") });
    if (!verify("sha256", Buffer.from(text), { key: keys(row.public_key), dsaEncoding: "ieee-p1363" }, bytes)) {
      return refuse({ kind: "proof-wrong", deviceId, locationId: row.location_id });
    }
    const phone = { deviceId, locationId: row.location_id, name: row.name };
    if (Math.abs(at - now()) > PROOF_WINDOW_MS) return { kind: "clock", serverTime: now() };
    if (!seen.isFirst(`${deviceId}\n${text}`)) {
      note({ kind: "request-replayed", deviceId, locationId: row.location_id });
      return { kind: "clock", serverTime: now() };
    }
    return row.is_revoked ? { kind: "revoked", phone } : { kind: "proven", phone };
  };

  function refuse(event: SecurityEvent): PhoneCheck {
    note(event);
    return { kind: "join" };
  }
}

/** Parsing a key takes longer than checking a signature with it: those of phones at work are kept. */
const KEYS_KEPT = 2000;

function createKeys(): (spki: Buffer) => KeyObject {
  const kept = new Map<string, KeyObject>();
  return (spki) => {
    const name = spki.toString("base64");
    const key = kept.get(name) ?? createPublicKey({ key: spki, format: "der", type: "spki" });
    kept.delete(name);
    kept.set(name, key);
    const [oldest] = kept.keys();
    if (kept.size > KEYS_KEPT && oldest !== undefined) kept.delete(oldest);
    return key;
  };
}
