import type { Querying } from "@aisle/db";
import { MINUTE } from "@aisle/domain";

/** A host as a policy may name it: letters, digits, dots, hyphens, a port. Anything else could end the directive. */
const HOST = /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/;
const ASK_AGAIN_MS = 5 * MINUTE;
const MAX_HOSTS = 40;

/** The setting's hosts, or null where one of them is none. */
export function parseImageHosts(text: string): readonly string[] | null {
  const hosts = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return hosts.every((host) => HOST.test(host)) ? hosts : null;
}

/**
 * The hosts a page may load product photos from: those of the setting, or else those the catalogue itself names. Were any host
 * allowed, whatever slipped into a page could carry what it reads away in the address of a picture.
 */
export function createImageHosts(deps: {
  readonly database: Querying;
  readonly now: () => number;
  readonly given: readonly string[] | null;
}): () => Promise<readonly string[]> {
  const { database, now, given } = deps;
  let known: readonly string[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    if (given) return given;
    if (now() - askedAt < ASK_AGAIN_MS) return known;
    askedAt = now();
    const rows = await database
      .query<{ host: string }>(
        `select lower(split_part(split_part(image, '/', 3), '?', 1)) as host from style
         where image ilike 'https://%' and is_active group by 1 order by count(*) desc, 1 limit $1`,
        [MAX_HOSTS],
      )
      // A page without photos is a page; it is asked again in a while.
      .catch(() => known.map((host) => ({ host })));
    known = rows
      .map(({ host }) => host)
      .filter((host) => HOST.test(host))
      .sort();
    return known;
  };
}
