import type { Database } from "@aisle/db";
import { SESSION_COOKIE, type Session } from "./session-reader.ts";
import { SHIFT_MS } from "./sign-in.ts";

/** The Set-Cookie value for a session token, or the one that takes it away. */
export function sessionCookie(token: string | null): string {
  const age = token === null ? 0 : Math.floor(SHIFT_MS / 1000);
  return `${SESSION_COOKIE}=${token ?? ""}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${age}`;
}

/** Ends every session of this person on this phone. */
export async function endSession(database: Database, session: Session): Promise<void> {
  await database.query("delete from session where associate_id = $1 and device_id = $2", [session.associateId, session.deviceId]);
}
