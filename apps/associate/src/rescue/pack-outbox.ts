import type { DeviceId } from "@aisle/domain";
import { MAX_RESCUE_BYTES, NONCE_BYTES, type RescuedCommand, rescueHeader } from "@aisle/protocol";
import { isWaiting, type RestingRow } from "@aisle/sync";
import type { DatabaseDoor } from "../phone-db/with-database.ts";
import { canSeal, readRescueKey } from "./rescue-key.ts";

export type Packed =
  | { readonly kind: "packed"; readonly bytes: Uint8Array<ArrayBuffer>; readonly actions: number; readonly madeAt: number }
  /** Everything is answered. */
  | { readonly kind: "nothing" }
  /** The page is not on https: this browser keeps no secrets. */
  | { readonly kind: "not-secure" }
  /** Head office has not given this phone its key yet. */
  | { readonly kind: "no-key" }
  /** More than head office takes in one package. */
  | { readonly kind: "too-much" };

/**
 * Seals every unanswered command of this phone into one package. They stay in the outbox and still go by themselves; but from
 * now on none of them can be undone here, because the copy may already be on its way.
 */
export async function packOutbox(
  door: DatabaseDoor,
  { device, now }: { readonly device: DeviceId; readonly now: number },
): Promise<Packed> {
  if (!canSeal()) return { kind: "not-secure" };
  const key = await readRescueKey(door);
  if (!key) return { kind: "no-key" };
  const rows = await markPacked(door, now);
  if (rows.length === 0) return { kind: "nothing" };
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const header = rescueHeader({ device, madeAt: now, nonce });
  const text = JSON.stringify({ commands: rows.map(toRescued) });
  const algorithm = { name: "AES-GCM", iv: nonce, additionalData: header };
  const sealed = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, await deflate(text)));
  const bytes = new Uint8Array(header.length + sealed.length);
  bytes.set(header);
  bytes.set(sealed, header.length);
  return bytes.length > MAX_RESCUE_BYTES ? { kind: "too-much" } : { kind: "packed", bytes, actions: rows.length, madeAt: now };
}

/** One transaction, so that no Undo comes between reading what waits and marking it. */
function markPacked(door: DatabaseDoor, now: number): Promise<readonly RestingRow[]> {
  return door.call((db) =>
    db.transaction("rw", db.outbox, async () => {
      const rows = (await db.outbox.where({ outcomeAt: 0 }).sortBy("order")).filter(isWaiting);
      await db.outbox.bulkPut(rows.map((row) => ({ ...row, packedAt: row.packedAt ?? now })));
      return rows;
    }),
  );
}

function toRescued({ seq, id, name, v, args, by, needs, issuedAt }: RestingRow): RescuedCommand {
  return { seq, id, name, v, args, by, needs: [...needs], issuedAt };
}

async function deflate(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return await new Response(stream).arrayBuffer();
}
