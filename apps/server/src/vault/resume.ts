import type { Querying } from "@aisle/db";
import type { Secrets } from "../secrets.ts";
import { renewSession } from "../sessions/session-writer.ts";
import { isTicket } from "./lease.ts";

/**
 * Goes on with a shift that was begun on this phone, asleep or not, for whoever has entered its PIN there: a new token, and the
 * old one opens nothing any more. Null where that shift has ended.
 */
export async function resume(
  deps: { readonly database: Querying; readonly secrets: Secrets; readonly now: () => number },
  shown: { readonly associateId: string; readonly deviceId: string; readonly ticket: string },
): Promise<string | null> {
  if (!(await isTicket(deps, shown))) return null;
  return (await renewSession(deps.database, shown, { isStepUp: false, now: deps.now() }))?.token ?? null;
}
