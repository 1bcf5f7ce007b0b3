// How a phone shows that it is the one a manager added: it signs what it asks, with a key that never leaves it.
//
//   aisle-phone: <device>.<t>.<signature>
//
//   signed text    aisle-1 \n METHOD \n /path?with=query \n t \n hex(SHA-256(body))
//   signature      ECDSA, P-256, SHA-256, as r and s of 32 bytes each (IEEE P1363), base64url
//
// 1. Everything that says what is asked is signed: a changed byte of any of it is another text.
// 2. A request has one valid proof to a signature: of the two values of `s` that fit, the lower; of base64url, its one spelling.
// 3. `t` is epoch ms by head office's clock as the phone knows it. A phone that knows it wrongly is told, and signs again.

import { MINUTE } from "@aisle/domain";

/** The header of a request that carries the proof. */
export const PROOF_HEADER = "aisle-phone";

/** How far, in ms, a proof's time may be from head office's own clock, before or after. */
export const PROOF_WINDOW_MS = 5 * MINUTE;

/** What a phone's key is, in the words of WebCrypto. */
export const PHONE_KEY_ALGORITHM = { name: "ECDSA", namedCurve: "P-256" } as const;
/** How a phone signs, in the words of WebCrypto. */
export const PHONE_SIGNATURE = { name: "ECDSA", hash: "SHA-256" } as const;

export type SignedRequest = {
  readonly method: string;
  /** With its query, as it stands in the request line. */
  readonly path: string;
  readonly at: number;
  /** SHA-256 of the body's bytes in hex; of no bytes where there is no body. */
  readonly bodyHash: string;
};

/** The text a phone signs for a request. */
export function proofText({ method, path, at, bodyHash }: SignedRequest): string {
  return `aisle-1\n${method.toUpperCase()}\n${path}\n${at}\n${bodyHash}`;
}

/** The text a phone signs with the key it has just made, to show that the key it brings is its own. */
export function joinText(about: { readonly code: string; readonly device: string; readonly publicKey: string }): string {
  return `aisle-join-1\n${about.code}\n${about.device}\n${about.publicKey}`;
}

export type PhoneProof = { readonly deviceId: string; readonly at: number; readonly signature: string };

export function writePhoneProof({ deviceId, at, signature }: PhoneProof): string {
  return `${deviceId}.${at}.${signature}`;
}

const PROOF = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([1-9]\d{0,15})\.([\w-]{86})$/;

/** The parts of a proof's header, or null for what is none. Only one spelling of a proof is read. */
export function readPhoneProof(header: string): PhoneProof | null {
  const [, deviceId, at, signature] = PROOF.exec(header) ?? [];
  if (deviceId === undefined || at === undefined || signature === undefined) return null;
  return { deviceId, at: Number(at), signature };
}

/** The order of P-256: `s` and ORDER - s both fit one text (SEC 1, 4.1). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const PART_BYTES = 32;

/** Whether a signature of 64 bytes is the lower of the two that fit. */
export function isLowSignature(signature: Uint8Array): boolean {
  return 2n * numberOf(signature.subarray(PART_BYTES)) <= ORDER;
}

/** The lower of the two signatures that fit the same text: browsers make either. */
export function lowerSignature(signature: Uint8Array): Uint8Array<ArrayBuffer> {
  const lower = Uint8Array.from(signature);
  if (isLowSignature(signature)) return lower;
  let rest = ORDER - numberOf(signature.subarray(PART_BYTES));
  for (let at = lower.length - 1; at >= PART_BYTES; at--) {
    lower[at] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return lower;
}

function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}
