import type { OwnersDatabase } from "@aisle/db";
import { createMemoryStorage } from "@aisle/sync";
import { untilOver } from "./fast-clock.ts";
import { createHttpPhone } from "./http-phone.ts";
import { type Copies, copiesOf } from "./phone-report.ts";
import { phoneOf, STORES, type Storm } from "./plan.ts";

const LIMIT_MS = 120_000;

/**
 * What a phone holds that starts now, one for each store that has phones: the yardstick for phones that came through a storm.
 * It signs in where a phone of the storm was, so that it needs no other identity.
 */
export async function readAsNewPhones(database: OwnersDatabase, storm: Storm, url: string): Promise<ReadonlyMap<string, Copies>> {
  const fresh = new Map<string, Copies>();
  const heads = await database.query<{ feed_id: string; head: number }>("select feed_id, head::int as head from feed");
  for (let number = 0; number < Math.min(STORES, storm.phones); number++) {
    const { storeId, by } = phoneOf(storm, number);
    const followed = heads.filter(
      ({ feed_id: feed }) =>
        feed === "network" || [`store:${storeId}`, `associate:${by}`].includes(feed) || feed.startsWith("location:"),
    );
    const storage = createMemoryStorage();
    const phone = createHttpPhone({ storm, number, storage, url, onFault: () => {} });
    const stop = new AbortController();
    const running = phone.loop.run(stop.signal);
    const isThere = () => followed.every(({ feed_id: feed, head }) => storage.held().state.cursor[feed] === head);
    for (const deadline = performance.now() + LIMIT_MS; !isThere(); ) {
      if (performance.now() > deadline) throw new Error(`a new phone at ${storeId} could not read everything in ${LIMIT_MS} ms`);
      phone.loop.wake("poke");
      await untilOver(50);
    }
    stop.abort();
    await running;
    fresh.set(storeId, copiesOf(storage));
  }
  return fresh;
}
