import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from "node:crypto";
import { lowerSignature, PROOF_HEADER, proofText, writePhoneProof } from "@aisle/protocol";

/** A phone as a test holds it: its id, and the cookie of whoever is signed in on it. Its key follows from its id. */
export type Phone = { readonly deviceId: string; readonly cookie: string };

export type PhoneKey = {
  readonly privateKey: KeyObject;
  /** SPKI, DER: as `device.public_key` keeps it. */
  readonly publicKey: Buffer;
};

const keys = new Map<string, PhoneKey>();

/** The key of a test's phone: the same in every process that knows the id, so that none has to be handed around. */
export function testPhoneKey(deviceId: string): PhoneKey {
  const key = keys.get(deviceId) ?? makeKey(deviceId);
  keys.set(deviceId, key);
  return key;
}

function makeKey(deviceId: string): PhoneKey {
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(createHash("sha256").update(`test phone ${deviceId}`).digest());
  const point = curve.getPublicKey();
  const part = (bytes: Buffer) => bytes.toString("base64url");
  const d = part(Buffer.from(curve.getPrivateKey("hex").padStart(64, "0"), "hex"));
  const jwk = { kty: "EC", crv: "P-256", x: part(point.subarray(1, 33)), y: part(point.subarray(33)), d };
  const privateKey = createPrivateKey({ key: jwk, format: "jwk" });
  return { privateKey, publicKey: createPublicKey(privateKey).export({ format: "der", type: "spki" }) };
}

/** A signature as a phone makes it: r and s, the lower of the two that fit. */
export function signText(key: PhoneKey, text: string): string {
  const signature = sign("sha256", Buffer.from(text), { key: key.privateKey, dsaEncoding: "ieee-p1363" });
  return Buffer.from(lowerSignature(signature)).toString("base64url");
}

export type RequestToSign = {
  readonly method: string;
  readonly path: string;
  readonly body?: string | Buffer;
  readonly at?: number;
};

/** The proof of a request, by the key of `deviceId` or another. */
export function proofOf(
  deviceId: string,
  { method, path, body = "", at = Date.now() }: RequestToSign,
  key = testPhoneKey(deviceId),
): string {
  const bodyHash = createHash("sha256").update(body).digest("hex");
  return writePhoneProof({ deviceId, at, signature: signText(key, proofText({ method, path, at, bodyHash })) });
}

/** What a phone's request carries: its proof, and the cookie of whoever is signed in. */
export function headersOf(phone: Phone, request: RequestToSign): Record<string, string> {
  return {
    "content-type": "application/json",
    ...(phone.cookie === "" ? {} : { cookie: phone.cookie }),
    [PROOF_HEADER]: proofOf(phone.deviceId, request),
  };
}

let lastAt = 0;

/** Asks head office as this phone: `path` with its query. Told that its time is off, it signs again by head office's, as every phone. */
export async function fetchAs(phone: Phone, url: string, asked: AskedAs): Promise<Response> {
  const { method = "GET", path, body, headers, signal } = asked;
  const ask = (at: number) => {
    const signed = headersOf(phone, { method, path, at, ...(body === undefined ? {} : { body }) });
    const init = { method, headers: { ...signed, ...headers }, ...(body === undefined ? {} : { body }) };
    return fetch(`${url}${path}`, signal ? { ...init, signal } : init);
  };
  // Two questions of one millisecond are two questions.
  lastAt = Math.max(Date.now(), lastAt + 1);
  const first = await ask(lastAt);
  if (first.status !== 401) return first;
  // Boundary: head office's own form of an error.
  const said = (await first.clone().json()) as { error?: { data?: { phone?: { kind: string; serverTime?: number } | null } } };
  const facts = said.error?.data?.phone;
  return facts?.kind === "clock" ? ask(facts.serverTime ?? 0) : first;
}

export type AskedAs = {
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
};
