import type { AisleDatabase } from "../phone-db/database.ts";
import { type Look, tellLooks } from "./client-desk.ts";

// Looks at profiles rest among the settings, ids and times only, until head office has said that it holds them.

const PREFIX = "look:";
const MOST_AT_ONCE = 100;
/** Looks that are kept at most: a phone months without signal forgets its oldest first. */
const MOST_KEPT = 2000;

export async function rememberLook(database: AisleDatabase, look: Look): Promise<void> {
  const kept = await database.settings.where("key").startsWith(PREFIX).count();
  if (kept >= MOST_KEPT)
    await database.settings
      .where("key")
      .startsWith(PREFIX)
      .limit(kept - MOST_KEPT + 1)
      .delete();
  await database.settings.put({ key: `${PREFIX}${look.accessId}`, value: look });
}

let isTelling = false;

/** Tells head office what waits; each look is one line there however often it is told. Without signal they wait on. */
export async function tellWaitingLooks(database: AisleDatabase): Promise<void> {
  if (isTelling) return;
  isTelling = true;
  try {
    for (;;) {
      const rows = await database.settings.where("key").startsWith(PREFIX).limit(MOST_AT_ONCE).toArray();
      if (rows.length === 0) return;
      // Boundary: only `rememberLook` writes under this prefix.
      const answer = await tellLooks(rows.map((row) => row.value as Look));
      if (typeof answer === "string") return;
      await database.settings.bulkDelete(answer.kept.map((id) => `${PREFIX}${id}`));
      if (answer.kept.length === 0) return;
    }
  } finally {
    isTelling = false;
  }
}
