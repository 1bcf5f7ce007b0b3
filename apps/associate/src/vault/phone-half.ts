import type { DatabaseDoor } from "../phone-db/with-database.ts";

const SETTING = "phone-half";
const HMAC = { name: "HMAC", hash: "SHA-256" };
const BYTES = 32;

/**
 * This phone's half of every key, made at first use: a key that signs and that no script can read out. Where a browser cannot
 * keep such a key (WebKitGTK without a keyring), the bytes themselves are kept: a copy of the storage then holds this half too.
 */
export async function readPhoneHalf(door: DatabaseDoor): Promise<CryptoKey> {
  const kept = await read(door);
  if (kept) return kept;
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  const key = await crypto.subtle.importKey("raw", bytes, HMAC, false, ["sign"]);
  await keep(door, key).catch(() => keep(door, bytes));
  // Some engines take the key and give back nothing.
  if (!(await read(door))) await keep(door, bytes);
  // Another tab may have been first: the one that is kept is the phone's.
  return (await read(door)) ?? key;
}

async function read(door: DatabaseDoor): Promise<CryptoKey | null> {
  const row = await door.call((db) => db.settings.get(SETTING));
  if (row?.value instanceof CryptoKey) return row.value;
  return row?.value instanceof Uint8Array
    ? crypto.subtle.importKey("raw", new Uint8Array(row.value), HMAC, false, ["sign"])
    : null;
}

function keep(door: DatabaseDoor, value: CryptoKey | Uint8Array): Promise<void> {
  return door.call((db) =>
    db.transaction("rw", db.settings, async () => {
      const known = (await db.settings.get(SETTING))?.value;
      if (known instanceof CryptoKey || known instanceof Uint8Array) return;
      await db.settings.put({ key: SETTING, value });
    }),
  );
}
