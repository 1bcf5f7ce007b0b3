import { randomBytes } from "node:crypto";
import type { Querying } from "@aisle/db";
import { MINUTE } from "@aisle/domain";

export type PendingKind = "passkey-new" | "passkey" | "identity-provider" | "step-up";

/** Something begun: a passkey's challenge, a visit to the identity provider. */
export type PendingProof = {
  readonly kind: PendingKind;
  /** Only this phone may finish it; null for a link, which is opened before there is a phone. */
  readonly deviceId: string | null;
  /** Who is to prove themselves; null when that is what the proof says. */
  readonly associateId: string | null;
  readonly secret: Readonly<Record<string, string>>;
};

const KEPT_MS = 5 * MINUTE;

/** Remembers what was begun for five minutes, and answers its name. */
export async function holdProof(database: Querying, proof: PendingProof, now: number): Promise<string> {
  const proofId = randomBytes(24).toString("base64url");
  await database.execute(
    `with over as (delete from pending_proof where expires_at < to_timestamp($6::float8 / 1000))
     insert into pending_proof (proof_id, kind, device_id, associate_id, secret, expires_at)
     values ($1, $2, $3, $4, $5, to_timestamp(($6::float8 + $7) / 1000))`,
    [proofId, proof.kind, proof.deviceId, proof.associateId, JSON.stringify(proof.secret), now, KEPT_MS],
  );
  return proofId;
}

/** Takes what was begun out of memory: it can be finished once, by the phone that began it, and not late. */
export async function takeProof(
  database: Querying,
  asked: { readonly proofId: string; readonly deviceId: string | null; readonly kind: PendingKind; readonly now: number },
): Promise<PendingProof | null> {
  const [row] = await database.query<{ associate_id: string | null; secret: Record<string, string> }>(
    `delete from pending_proof where proof_id = $1 and kind = $2 and device_id is not distinct from $3::uuid
       and expires_at > to_timestamp($4::float8 / 1000) returning associate_id, secret`,
    [asked.proofId, asked.kind, asked.deviceId, asked.now],
  );
  return row ? { kind: asked.kind, deviceId: asked.deviceId, associateId: row.associate_id, secret: row.secret } : null;
}
