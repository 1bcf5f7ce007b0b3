import type { Result } from "@aisle/domain";
import { type RescueAnswer, readRescueEnvelope } from "@aisle/protocol";
import { RETENTION_MS } from "@aisle/sync";
import type { AisleDatabase, RescuedPackage } from "../phone-db/database.ts";
import type { DatabaseDoor } from "../phone-db/with-database.ts";

export type TakenPackage = Result<RescuedPackage, "not-a-package" | "newer-form">;

/** Keeps another phone's package until head office has answered. Durable when it resolves; the same one twice is one row. */
export async function keepPackage(door: DatabaseDoor, bytes: Uint8Array<ArrayBuffer>, now: number): Promise<TakenPackage> {
  const envelope = readRescueEnvelope(bytes);
  if (!envelope.ok) return envelope;
  const { device, madeAt } = envelope.value;
  const id = await sha256(bytes);
  const fresh: RescuedPackage = { id, bytes, device, madeAt, takenAt: now, answer: null, answeredAt: 0, isSeen: false };
  const value = await door.call((db) =>
    db.transaction("rw", db.rescued, async () => {
      const known = await db.rescued.get(id);
      // Refused before and brought again: perhaps by somebody of the right store now.
      if (known && known.answer?.kind !== "refused") return known;
      await db.rescued.put(fresh);
      return fresh;
    }),
  );
  return { ok: true, value };
}

/** What head office has to hear of: never answered, or answered in a life of its database that is over. */
export function packagesToBring(door: DatabaseDoor): Promise<readonly RescuedPackage[]> {
  return door.call(async (db) => {
    const epoch = await epochOf(db);
    const rows = await db.rescued.orderBy("answeredAt").toArray();
    return rows.filter(({ answer }) => answer === null || isOfAnotherLife(answer, epoch));
  });
}

/** Keeps head office's answer, but for the clients' names in it, which would rest here in the clear. What it has all taken as asked needs nobody; anything else waits to be seen. */
export async function keepAnswer(
  door: DatabaseDoor,
  { id, answer, now }: { readonly id: string; readonly answer: NonNullable<RescuedPackage["answer"]>; readonly now: number },
): Promise<void> {
  await door.call((db) => db.rescued.update(id, { answer: withoutNames(answer), answeredAt: now, isSeen: needsNobody(answer) }));
}

function withoutNames(answer: NonNullable<RescuedPackage["answer"]>): NonNullable<RescuedPackage["answer"]> {
  if (answer.kind !== "taken-in") return answer;
  return { ...answer, needsYou: answer.needsYou.map((open) => ({ ...open, customer: null })) };
}

export async function markSeen(door: DatabaseDoor, id: string): Promise<void> {
  await door.call((db) => db.rescued.update(id, { isSeen: true }));
}

/** Forgets what was answered and seen long ago, as the outbox forgets its own. */
export async function forgetOldPackages(door: DatabaseDoor, now: number): Promise<void> {
  await door.call((db) =>
    db.rescued
      .where("answeredAt")
      .between(1, now - RETENTION_MS, true, false)
      .filter((row) => row.isSeen)
      .delete(),
  );
}

function needsNobody(answer: RescueAnswer): boolean {
  return answer.kind === "taken-in" && answer.needsYou.length === 0 && answer.unreadable === 0;
}

async function epochOf(db: AisleDatabase): Promise<string | null> {
  const sync = await db.meta.get("sync");
  return sync?.key === "sync" ? sync.epoch : null;
}

function isOfAnotherLife(answer: RescueAnswer, epoch: string | null): boolean {
  return answer.kind === "taken-in" && epoch !== null && answer.epoch !== epoch;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
