// Passkeys (WebAuthn level 3): a key in the authenticator, for this address only, opened by face, finger or the phone's own code.
// Each ceremony is begun and finished by the same phone within five minutes, once.

import type { Querying } from "@aisle/db";
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { holdProof, type PendingKind, takeProof } from "./pending-proofs.ts";

/** Whose passkeys these are: the address people open. */
export type RelyingParty = { readonly origin: string; readonly rpId: string };

export function relyingParty(origin: string): RelyingParty {
  return { origin, rpId: new URL(origin).hostname };
}

type Asked = { readonly deviceId: string | null; readonly now: number };

export type Begun<Options> = { readonly proofId: string; readonly options: Options };

type StoredPasskey = {
  readonly credential_id: string;
  readonly associate_id: string;
  readonly public_key: Buffer;
  readonly counter: string;
  readonly transports: AuthenticatorTransports;
};
type AuthenticatorTransports = NonNullable<RegistrationResponseJSON["response"]["transports"]>;

/** What the browser needs to make a passkey for this person. */
export async function beginPasskey(
  database: Querying,
  person: { readonly associateId: string; readonly name: string },
  { party, ...asked }: Asked & { readonly party: RelyingParty },
): Promise<Begun<PublicKeyCredentialCreationOptionsJSON>> {
  const known = await readPasskeysOf(database, person.associateId);
  const options = await generateRegistrationOptions({
    rpName: "Aisle",
    rpID: party.rpId,
    userName: person.name,
    userDisplayName: person.name,
    userID: new TextEncoder().encode(person.associateId),
    attestationType: "none",
    excludeCredentials: known.map(({ credential_id: id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  const proof = { kind: "passkey-new", deviceId: asked.deviceId, associateId: person.associateId } as const;
  return { proofId: await holdProof(database, { ...proof, secret: { challenge: options.challenge } }, asked.now), options };
}

/** Keeps the passkey that the browser made. False when it does not fit what was begun. */
export async function finishPasskey(
  database: Querying,
  made: { readonly proofId: string; readonly response: RegistrationResponseJSON; readonly associateId: string },
  { party, ...asked }: Asked & { readonly party: RelyingParty },
): Promise<boolean> {
  const begun = await takeProof(database, { proofId: made.proofId, kind: "passkey-new", ...asked });
  if (begun?.associateId !== made.associateId) return false;
  const verified = await verifyRegistrationResponse({
    response: made.response,
    expectedChallenge: begun.secret["challenge"] ?? "",
    expectedOrigin: party.origin,
    expectedRPID: party.rpId,
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return false;
  const { credential, aaguid, credentialBackedUp } = verified.registrationInfo;
  const kept = await database.execute(
    `insert into passkey (credential_id, associate_id, public_key, counter, transports, aaguid, is_backed_up)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      credential.id,
      made.associateId,
      Buffer.from(credential.publicKey),
      credential.counter,
      JSON.stringify(credential.transports ?? []),
      aaguid,
      credentialBackedUp,
    ],
  );
  return kept === 1;
}

/** What the browser needs to prove a passkey; of one person where it is known who is to prove themselves. */
export async function askForPasskey(
  database: Querying,
  who: { readonly associateId: string | null; readonly kind: Extract<PendingKind, "passkey" | "step-up"> },
  { party, ...asked }: Asked & { readonly party: RelyingParty },
): Promise<Begun<PublicKeyCredentialRequestOptionsJSON>> {
  const known = who.associateId === null ? [] : await readPasskeysOf(database, who.associateId);
  const options = await generateAuthenticationOptions({
    rpID: party.rpId,
    userVerification: "required",
    allowCredentials: known.map(({ credential_id: id, transports }) => ({ id, transports })),
  });
  const secret = { challenge: options.challenge };
  return { proofId: await holdProof(database, { ...who, deviceId: asked.deviceId, secret }, asked.now), options };
}

export type PasskeyAnswer =
  | { readonly kind: "proven"; readonly associateId: string }
  | { readonly kind: "not-proven"; readonly why: "late-or-used" | "unknown-passkey" | "does-not-fit" | "copied" };

/** Whose passkey this is, when everything about it fits: what was begun, the address, the signature, the person's own gesture, the count. */
export async function provePasskey(
  database: Querying,
  shown: { readonly proofId: string; readonly response: AuthenticationResponseJSON; readonly kind: "passkey" | "step-up" },
  { party, ...asked }: Asked & { readonly party: RelyingParty },
): Promise<PasskeyAnswer> {
  const begun = await takeProof(database, { proofId: shown.proofId, kind: shown.kind, ...asked });
  if (!begun) return { kind: "not-proven", why: "late-or-used" };
  const [passkey] = await database.query<StoredPasskey>(
    `select p.credential_id, p.associate_id, p.public_key, p.counter, p.transports
     from passkey p join associate a using (associate_id) where p.credential_id = $1 and a.is_active`,
    [shown.response.id],
  );
  if (!passkey || (begun.associateId !== null && begun.associateId !== passkey.associate_id)) {
    return { kind: "not-proven", why: "unknown-passkey" };
  }
  const counter = Number(passkey.counter);
  const verified = await verifyAuthenticationResponse({
    response: shown.response,
    expectedChallenge: begun.secret["challenge"] ?? "",
    expectedOrigin: party.origin,
    expectedRPID: party.rpId,
    // The count is judged below, together with writing it down.
    credential: { id: passkey.credential_id, publicKey: new Uint8Array(passkey.public_key), counter: 0 },
    requireUserVerification: true,
  }).catch(() => null);
  if (!verified?.verified) return { kind: "not-proven", why: "does-not-fit" };
  const { newCounter } = verified.authenticationInfo;
  // Authenticators that do not count say 0 for ever; one that counts and goes back was copied.
  const counted = await database.execute(
    `update passkey set counter = $2, last_used_at = to_timestamp($3::float8 / 1000)
     where credential_id = $1 and (counter < $2 or (counter = 0 and $2 = 0))`,
    [passkey.credential_id, newCounter, asked.now],
  );
  if (counted === 0 || newCounter < counter) return { kind: "not-proven", why: "copied" };
  return { kind: "proven", associateId: passkey.associate_id };
}

export async function readPasskeysOf(database: Querying, associateId: string): Promise<readonly StoredPasskey[]> {
  return database.query<StoredPasskey>(
    "select credential_id, associate_id, public_key, counter, transports from passkey where associate_id = $1",
    [associateId],
  );
}
