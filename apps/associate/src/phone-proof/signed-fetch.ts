// What every question to head office goes through: it is signed by this phone's key, as it goes out.
//
//   request -> signed at our idea of head office's time -> answered
//                 ^                                          |
//                 +---- "clock": by head office's own time --+ once      "join", "revoked": told to whoever runs this phone
//
// A page is one phone: it signs as the one that `signAs` named, and not at all before.

import { lowerSignature, PHONE_SIGNATURE, PROOF_HEADER, proofText, writePhoneProof } from "@aisle/protocol";
import { toBase64Url } from "./phone-key.ts";

export type Signer = {
  readonly deviceId: string;
  readonly privateKey: CryptoKey;
  /** Head office does not know this phone, or took it out of use. */
  readonly onRefused: (why: "join" | "revoked") => void;
};

let signer: Signer | null = null;
/** Head office's time less this phone's, in ms, as far as it was ever told. */
let clockOffsetMs = 0;
let lastAt = 0;

/** From now on this page's questions are signed so; null: not at all. */
export function signAs(next: Signer | null): void {
  signer = next;
}

/** As `fetch`, signed. Bodies are text or nothing. */
export async function signedFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const by = signer;
  if (!by) return fetch(input, init);
  const first = await fetch(input, await signed(by, input, init));
  const refusal = await refusalIn(first);
  if (refusal?.kind !== "clock") return told(by, first, refusal);
  clockOffsetMs = refusal.serverTime - Date.now();
  // A clock that was ahead has been told better.
  lastAt = Math.min(lastAt, refusal.serverTime);
  const second = await fetch(input, await signed(by, input, init));
  return told(by, second, await refusalIn(second));
}

async function signed({ deviceId, privateKey }: Signer, input: RequestInfo | URL, init: RequestInit): Promise<RequestInit> {
  const { pathname, search } = new URL(input instanceof Request ? input.url : input, globalThis.location?.href);
  const body = typeof init.body === "string" ? init.body : "";
  // Two questions of one millisecond are two questions.
  lastAt = Math.max(Date.now() + clockOffsetMs, lastAt + 1);
  const at = lastAt;
  const bodyHash = hexOf(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body)));
  const text = proofText({ method: init.method ?? "GET", path: `${pathname}${search}`, at, bodyHash });
  const signature = new Uint8Array(await crypto.subtle.sign(PHONE_SIGNATURE, privateKey, new TextEncoder().encode(text)));
  const headers = new Headers(init.headers);
  headers.set(PROOF_HEADER, writePhoneProof({ deviceId, at, signature: toBase64Url(lowerSignature(signature)) }));
  return { ...init, headers };
}

function told(by: Signer, answer: Response, refusal: Refusal | null): Response {
  if (refusal && refusal.kind !== "clock" && signer === by) by.onRefused(refusal.kind);
  return answer;
}

type Refusal = { readonly kind: "join" | "revoked" } | { readonly kind: "clock"; readonly serverTime: number };

/** Head office's word on the phone in an answer that is left unread for whoever asked; null where there is none. */
async function refusalIn(answer: Response): Promise<Refusal | null> {
  if (answer.status !== 401 && answer.status !== 403) return null;
  try {
    // Boundary: head office's own form of an error; anything else has no such field, or is no JSON.
    const said = (await answer.clone().json()) as { readonly error?: { readonly data?: { readonly phone?: Refusal | null } } };
    return said.error?.data?.phone ?? null;
  } catch {
    return null;
  }
}

function hexOf(bytes: ArrayBuffer): string {
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
