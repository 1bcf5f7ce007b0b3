// A sealed command: what a person said, for head office's eyes alone, from the tap on.
//
//   0     1                     66
//   form  ephemeral P-256 point  ciphertext with its 16-byte tag        as base64url in `args.sealed`
//
//   key and nonce = HKDF-SHA256(ECDH(ephemeral, head office's), salt: both points, info: SEALED_INFO), 32 and 12 bytes
//   associated data = id|name|v|by|device
//
// Not even the phone that sealed it can open it again. The id, who asked and the phone are bound to it: put under another of
// them it does not open. Sealing is the phone's (apps/associate/src/vault), opening is head office's
// (apps/server/src/commands): this file knows no key.

import { fromBase64Url, toBase64Url } from "./base64url.ts";
import type { PushedCommand } from "./exchange.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The arguments of a command that carries personal data, as they rest and travel. `key` says which of head office's it is for. */
export type SealedArgs = { readonly sealed: string; readonly key: string };

export const SEALED_FORM = 1;
export const SEALED_INFO = "aisle command 1";
/** Key, then nonce. */
export const SEALED_KEY_BITS = (32 + 12) * 8;
const POINT_BYTES = 65;
const TAG_BYTES = 16;

/** What the ciphertext is bound to. */
export type SealedFor = Pick<PushedCommand, "id" | "name" | "v" | "by"> & { readonly device: string };

export function sealedData({ id, name, v, by, device }: SealedFor): Bytes {
  return new TextEncoder().encode(`${id}|${name}|${v}|${by}|${device}`);
}

export function isSealed(args: unknown): args is SealedArgs {
  if (typeof args !== "object" || args === null || !("sealed" in args) || !("key" in args)) return false;
  return typeof args.sealed === "string" && typeof args.key === "string" && Object.keys(args).length === 2;
}

export function writeSealed(point: Bytes, ciphertext: Bytes): string {
  const bytes = new Uint8Array(1 + POINT_BYTES + ciphertext.length);
  bytes[0] = SEALED_FORM;
  bytes.set(point, 1);
  bytes.set(ciphertext, 1 + POINT_BYTES);
  return toBase64Url(bytes);
}

/** Null for what is no sealed command of this form. */
export function readSealed(text: string): { readonly point: Bytes; readonly ciphertext: Bytes } | null {
  const bytes = fromBase64Url(text);
  if (!bytes || bytes[0] !== SEALED_FORM || bytes.length < 1 + POINT_BYTES + TAG_BYTES) return null;
  return { point: bytes.slice(1, 1 + POINT_BYTES), ciphertext: bytes.slice(1 + POINT_BYTES) };
}
