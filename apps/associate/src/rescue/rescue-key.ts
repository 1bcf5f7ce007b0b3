import type { DatabaseDoor } from "../phone-db/with-database.ts";

const SETTING = "rescue-key";

/** Whether this browser can seal at all: not where the page came over plain http. */
export function canSeal(): boolean {
  return globalThis.crypto?.subtle !== undefined && globalThis.CompressionStream !== undefined;
}

/** The key head office gave this phone; null until it did. */
export async function readRescueKey(door: DatabaseDoor): Promise<CryptoKey | null> {
  const row = await door.call((db) => db.settings.get(SETTING));
  return row?.value instanceof CryptoKey ? row.value : null;
}

/** Keeps a key from head office, base64, in a form that can encrypt and that no script can read out or decrypt with. */
export async function keepRescueKey(door: DatabaseDoor, base64: string): Promise<void> {
  const raw = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const value = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt"]);
  await door.call((db) => db.settings.put({ key: SETTING, value }));
}
