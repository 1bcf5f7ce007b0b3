import { createHash, randomBytes } from "node:crypto";
import type { Querying } from "@aisle/db";
import { MINUTE } from "@aisle/domain";
import { makePhoneCode } from "@aisle/protocol";

/** How long a code lets a phone in, in ms. */
export const PHONE_CODE_MS = 15 * MINUTE;

export type NewCode = { readonly code: string; readonly expiresAt: string; readonly phoneName: string };

/** Only this of a code is kept. */
export function hashPhoneCode(code: string): string {
  return createHash("sha256").update(code).digest("base64url");
}

/** Makes a code that lets one phone into a store once. It is shown now or never. */
export async function addPhoneCode(
  database: Querying,
  about: { readonly locationId: string; readonly phoneName: string; readonly madeBy: string | null; readonly now: number },
): Promise<NewCode> {
  const { locationId, madeBy, now } = about;
  const code = makePhoneCode(() => randomBytes(1).readUInt8());
  const expiresAt = new Date(now + PHONE_CODE_MS).toISOString();
  const phoneName = about.phoneName.trim() || (await nextPhoneName(database, locationId));
  await database.execute("delete from phone_code where expires_at < to_timestamp($1::float8 / 1000) - interval '90 days'", [now]);
  await database.execute(
    "insert into phone_code (code_hash, location_id, phone_name, made_by, expires_at) values ($1, $2, $3, $4, $5)",
    [hashPhoneCode(code), locationId, phoneName, madeBy, expiresAt],
  );
  return { code, expiresAt, phoneName };
}

/** `Union Square 04`: the store's name and one more than the phones it ever had. */
export async function nextPhoneName(database: Querying, locationId: string): Promise<string> {
  const [row] = await database.query<{ name: string; phones: string }>(
    "select l.name, (select count(*) from device d where d.location_id = l.location_id) as phones from location l where l.location_id = $1",
    [locationId],
  );
  return `${row?.name ?? "Phone"} ${String(Number(row?.phones ?? 0) + 1).padStart(2, "0")}`;
}

/** What became of a code that was shown: the screen that shows it says when a phone has come in by it. */
export async function readPhoneCodeUse(
  database: Querying,
  about: { readonly code: string; readonly locations: readonly string[] | "everywhere" },
): Promise<{ readonly usedBy: string | null } | null> {
  const [row] = await database.query<{ location_id: string; device_name: string | null; used: boolean }>(
    `select c.location_id, d.name as device_name, c.used_at is not null as used from phone_code c left join device d using (device_id)
     where c.code_hash = $1`,
    [hashPhoneCode(about.code)],
  );
  if (!row || (about.locations !== "everywhere" && !about.locations.includes(row.location_id))) return null;
  return { usedBy: row.used ? (row.device_name ?? "") : null };
}
