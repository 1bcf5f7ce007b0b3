// The keys that clients rest under on this phone, and where each comes from.
//
//   head office's half (share) --------+
//                                      +--HKDF--> key of a feed's rows        in memory only, and never to be read out
//   this phone's half --HMAC(feed)-----+
//
//   PIN --PBKDF2, 600,000 rounds--+
//                                 +--HKDF--> wrapping key --AES-GCM--> head office's half, at rest
//   this phone's half --HMAC------+
//
// 1. A copy of the files without the PIN opens nothing; the PIN without this phone's half neither.
// 2. Neither half is enough: head office alone cannot read a phone, a phone alone goes dark when its lease ends.
// 3. Six digits are a million tries for whoever has both halves on a desk: see docs/decisions/0027.

import type { FeedId } from "@aisle/protocol";
import type { Wrapped } from "./person-on-phone.ts";
import type { HeadOfficeKey } from "./seal-command.ts";

/** OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256. */
export const PIN_ROUNDS = 600_000;
const SALT_BYTES = 16;
const IV_BYTES = 12;
const encoder = new TextEncoder();
const AES = { name: "AES-GCM", length: 256 };

/** What of head office's rests on the phone under a PIN; where none of it can be exchanged for somebody else's. */
export type Bundle = {
  /** Its half of each key, base64url, by feed. */
  readonly shares: Readonly<Record<FeedId, string>>;
  /** What proves to it later that the PIN was right. */
  readonly ticket: string;
  /** What commands are sealed to. */
  readonly headOffice: HeadOfficeKey;
};

/** What a wrapped bundle belongs to: another person's, or one with another end, does not open. */
export type WrapPlace = { readonly associateId: string; readonly dueAt: number };

/** The key of one feed's rows from both halves. */
export async function feedKey(half: CryptoKey, feed: FeedId, share: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const salt = await crypto.subtle.sign("HMAC", half, encoder.encode(`rows|${feed}`));
  const base = await crypto.subtle.importKey("raw", share, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info: encoder.encode(`aisle rows|${feed}`) };
  return crypto.subtle.deriveKey(how, base, AES, false, ["encrypt", "decrypt"]);
}

export function newSalt(): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(SALT_BYTES));
}

/** The key a person's bundle is wrapped under. Takes as long as a person may be asked to wait. */
export async function wrappingKey(
  half: CryptoKey,
  { pin, salt, associateId }: { readonly pin: string; readonly salt: Uint8Array<ArrayBuffer>; readonly associateId: string },
): Promise<CryptoKey> {
  const password = await crypto.subtle.importKey("raw", encoder.encode(pin), "PBKDF2", false, ["deriveBits"]);
  const slow = { name: "PBKDF2", hash: "SHA-256", salt, iterations: PIN_ROUNDS };
  const fromPin = await crypto.subtle.deriveBits(slow, password, 256);
  const fromPhone = await crypto.subtle.sign("HMAC", half, encoder.encode(`wrap|${associateId}`));
  const base = await crypto.subtle.importKey("raw", fromPin, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: fromPhone, info: encoder.encode("aisle wrap") };
  return crypto.subtle.deriveKey(how, base, AES, false, ["encrypt", "decrypt"]);
}

export async function wrap(
  key: CryptoKey,
  { bundle, salt, place }: { readonly bundle: Bundle; readonly salt: Uint8Array<ArrayBuffer>; readonly place: WrapPlace },
): Promise<Wrapped> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const how = { name: "AES-GCM", iv, additionalData: placeOf(place) };
  return { salt, iv, ct: await crypto.subtle.encrypt(how, key, encoder.encode(JSON.stringify(bundle))) };
}

/** Null under another PIN, on another phone, and for what was altered. */
export async function unwrap(key: CryptoKey, { iv, ct }: Wrapped, place: WrapPlace): Promise<Bundle | null> {
  const how = { name: "AES-GCM", iv, additionalData: placeOf(place) };
  const bytes = await crypto.subtle.decrypt(how, key, ct).catch(() => null);
  // Boundary: it opened, so this phone wrapped it.
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as Bundle);
}

function placeOf({ associateId, dueAt }: WrapPlace): Uint8Array<ArrayBuffer> {
  return encoder.encode(`${associateId}|${dueAt}`);
}
