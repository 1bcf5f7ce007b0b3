import { createHash, randomBytes } from "node:crypto";
import type { Querying } from "@aisle/db";
import { DAY, type Role } from "@aisle/domain";

/** Whom a link lets in. */
export type LinkedPerson = { readonly associateId: string; readonly name: string; readonly role: Role };

const GOOD_FOR_MS = DAY;

/** Makes the link's secret: good once, for a day. An earlier one of the same person opens nothing any more. */
export async function makeLink(
  database: Querying,
  about: { readonly associateId: string; readonly madeBy: string | null; readonly now: number },
): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await database.execute(
    "update one_time_link set used_at = to_timestamp($2::float8 / 1000) where associate_id = $1 and used_at is null",
    [about.associateId, about.now],
  );
  await database.execute(
    "insert into one_time_link (token_hash, associate_id, made_by, expires_at) values ($1, $2, $3, to_timestamp($4::float8 / 1000))",
    [hashLink(token), about.associateId, about.madeBy, about.now + GOOD_FOR_MS],
  );
  return token;
}

/** Whom the link lets in, or null: used, late, made up, or of somebody who has left. */
export async function readLink(database: Querying, token: string, now: number): Promise<LinkedPerson | null> {
  const [row] = await database.query<{ associate_id: string; name: string; role: Role }>(
    `select a.associate_id, a.name, a.role from one_time_link l join associate a using (associate_id)
     where l.token_hash = $1 and l.used_at is null and l.expires_at > to_timestamp($2::float8 / 1000) and a.is_active`,
    [hashLink(token), now],
  );
  return row ? { associateId: row.associate_id, name: row.name, role: row.role } : null;
}

/** Uses the link up. False when somebody was faster. */
export async function useLink(database: Querying, token: string, now: number): Promise<boolean> {
  const used = await database.execute(
    `update one_time_link set used_at = to_timestamp($2::float8 / 1000)
     where token_hash = $1 and used_at is null and expires_at > to_timestamp($2::float8 / 1000)`,
    [hashLink(token), now],
  );
  return used === 1;
}

function hashLink(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
