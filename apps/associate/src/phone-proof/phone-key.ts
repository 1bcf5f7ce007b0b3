// The key that makes this browser this phone: made here, kept by the browser, never given out. Not even this app can read it;
// what it can do is sign. It rests in the phone's database by structured clone, which Chromium and WebKit keep across restarts;
// where the browser throws the database away, the key goes with it, and a manager adds the phone again under its old id.

import { PHONE_KEY_ALGORITHM } from "@aisle/protocol";
import type { JoinedAs, MetaRow } from "../phone-db/database.ts";
import type { DatabaseDoor } from "../phone-db/with-database.ts";

export type PhoneKey = Extract<MetaRow, { readonly key: "phone-key" }>;

export function readPhoneKey(door: DatabaseDoor): Promise<PhoneKey | null> {
  return door.call(async (db) => {
    const row = await db.meta.get("phone-key");
    return row?.key === "phone-key" ? row : null;
  });
}

/** This phone's key, made at first use: the same one for every try at joining, so that an answer which was lost can be asked again. */
export async function ensurePhoneKey(door: DatabaseDoor): Promise<PhoneKey> {
  const known = await readPhoneKey(door);
  if (known) return known;
  const pair = await crypto.subtle.generateKey(PHONE_KEY_ALGORITHM, false, ["sign", "verify"]);
  const publicKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
  const fresh: PhoneKey = { key: "phone-key", privateKey: pair.privateKey, publicKey, joined: null };
  return door.call((db) =>
    db.transaction("rw", db.meta, async () => {
      // Two tabs that begin at once agree on one.
      const row = await db.meta.get("phone-key");
      if (row?.key === "phone-key") return row;
      await db.meta.put(fresh);
      return fresh;
    }),
  );
}

/** Writes down as whom head office has this phone; null: as nobody, any more. The key stays. */
export async function keepJoined(door: DatabaseDoor, joined: JoinedAs | null): Promise<void> {
  await door.call((db) =>
    db.transaction("rw", db.meta, async () => {
      const row = await db.meta.get("phone-key");
      if (row?.key === "phone-key") await db.meta.put({ ...row, joined });
    }),
  );
}

export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
