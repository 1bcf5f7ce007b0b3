// A rescue package: a phone's unanswered commands, sealed so that only that phone and head office can make or open it.
//
//   0      4    5             21        29       41
//   "AISL"  form  phone's id    made at   nonce    deflated JSON under AES-256-GCM, its 16-byte tag last
//   |------------- header: also the associated data -------------|
//
// Whoever carries it learns which phone made it and when, and cannot change either. Sealing is the phone's
// (apps/associate/src/rescue), opening is head office's (apps/server/src/rescue): this file knows no key,
// and no parser, because the phone leaves that one at head office.

import type { DeviceId, Result } from "@aisle/domain";
import type { Outcome } from "./outcome.ts";

export const RESCUE_FORM = 1;
/** As base64 in one request it stays under MAX_BODY_BYTES. About 4,000 bookings. */
export const MAX_RESCUE_BYTES = 512 * 1024;

const MAGIC = "AISL";
const FORM_AT = MAGIC.length;
const DEVICE_AT = FORM_AT + 1;
const MADE_AT = DEVICE_AT + 16;
const NONCE_AT = MADE_AT + 8;
export const NONCE_BYTES = 12;
const HEADER_BYTES = NONCE_AT + NONCE_BYTES;
const TAG_BYTES = 16;
const UUID = /^([0-9a-f]{8})([0-9a-f]{4})([1-8][0-9a-f]{3})([89ab][0-9a-f]{3})([0-9a-f]{12})$/;

type Bytes = Uint8Array<ArrayBuffer>;

/** What everybody may read on a package. */
export type RescueLabel = {
  readonly device: DeviceId;
  /** Epoch ms by the phone's clock. */
  readonly madeAt: number;
};

export type RescueEnvelope = RescueLabel & { readonly header: Bytes; readonly nonce: Bytes; readonly sealed: Bytes };

export function rescueHeader({ device, madeAt, nonce }: RescueLabel & { readonly nonce: Bytes }): Bytes {
  const header = new Uint8Array(HEADER_BYTES);
  header.set(new TextEncoder().encode(MAGIC));
  header[FORM_AT] = RESCUE_FORM;
  header.set(
    (device.replaceAll("-", "").match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)),
    DEVICE_AT,
  );
  new DataView(header.buffer).setBigUint64(MADE_AT, BigInt(madeAt));
  header.set(nonce, NONCE_AT);
  return header;
}

/** Reads what is on the outside. `newer-form`: made by a later release than this one. */
export function readRescueEnvelope(bytes: Bytes): Result<RescueEnvelope, "not-a-package" | "newer-form"> {
  const isOurs = new TextDecoder().decode(bytes.subarray(0, FORM_AT)) === MAGIC;
  if (!isOurs || bytes.length < HEADER_BYTES + TAG_BYTES) return { ok: false, refusal: "not-a-package" };
  if (bytes[FORM_AT] !== RESCUE_FORM) return { ok: false, refusal: "newer-form" };
  const hex = Array.from(bytes.subarray(DEVICE_AT, MADE_AT), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const device = hex.replace(UUID, "$1-$2-$3-$4-$5");
  const madeAt = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(MADE_AT));
  // The latest instant a Date can hold: later is not a time.
  if (device === hex || madeAt > 8.64e15) return { ok: false, refusal: "not-a-package" };
  const [header, nonce] = [bytes.slice(0, HEADER_BYTES), bytes.slice(NONCE_AT, HEADER_BYTES)];
  // Boundary: the pattern is that of the brand.
  return { ok: true, value: { device: device as DeviceId, madeAt, header, nonce, sealed: bytes.slice(HEADER_BYTES) } };
}

/** One of the taken commands that a person must look at. */
export type RescuedForAPerson = {
  readonly id: string;
  readonly name: string;
  readonly issuedAt: string;
  /** Who asked for it. */
  readonly by: string;
  /** The client's name; null where it is about none, or about one of another store. */
  readonly customer: string | null;
  /** The first item of a booking; null for anything else. */
  readonly sku: string | null;
  readonly outcome: Outcome;
};

/** `other-store`: the phone belongs to another store than whoever brings it. `does-not-open`: forged, altered or damaged. */
export type RescueRefusal =
  | "not-a-package"
  | "newer-form"
  | "unknown-phone"
  | "other-store"
  | "not-allowed"
  | "does-not-open"
  | "does-not-read";

/** Head office's answer to a package. Nothing but the first two ends the package's wait. */
export type RescueAnswer =
  | {
      readonly kind: "taken-in";
      /** The life of the database that has them: in another one the carrier brings the package again. */
      readonly epoch: string;
      readonly actions: number;
      /** Of `actions`: done as asked. */
      readonly confirmed: number;
      /** Of `actions`: head office had them before, from the phone itself or from an earlier package. */
      readonly known: number;
      /** Could not be read at all: a fault of Aisle's, for its makers. */
      readonly unreadable: number;
      readonly needsYou: readonly RescuedForAPerson[];
    }
  | { readonly kind: "refused"; readonly code: RescueRefusal }
  | { readonly kind: "try-later"; readonly afterMs: number; readonly incident?: string };
