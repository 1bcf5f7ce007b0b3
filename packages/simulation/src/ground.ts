import { createDatabase } from "@aisle/db";
import { createTestDatabase, type TestCluster } from "@aisle/db/testing";
import type { Held } from "@aisle/sync";
import { runStory } from "./run-story.ts";
import type { Sabotage } from "./sabotage.ts";
import { STORES, seedChain } from "./world/chain.ts";
import { createPast } from "./world/past.ts";
import type { Ground } from "./world/world.ts";

/** What a worker needs for any number of stories, one after the other. Disposing it drops its database. */
export type OwnGround = Ground & { [Symbol.asyncDispose](): Promise<void> };

/** A wait for a lock is a wait for a process that stands still: nothing else runs. It ends at once, as a busy database would. */
const LOCK_TIMEOUT_MS = 10;

export async function createGround(
  about: { readonly cluster?: TestCluster; readonly sabotage?: Sabotage } = {},
): Promise<OwnGround> {
  const owned = await createTestDatabase(about.cluster ? { cluster: about.cluster } : {});
  const name = new URL(owned.url).pathname.slice(1);
  await owned.execute(`alter database ${name} set lock_timeout = ${LOCK_TIMEOUT_MS}`);
  // Settings of a database hold for connections made afterwards.
  const database = createDatabase(owned.url, { max: 6 });
  await seedChain(database);
  if (about.sabotage?.prepare) await database.execute(about.sabotage.prepare);
  const past = await createPast(database);
  await past.keep("beginning");
  const heldByStore = new Map<string, Held>();
  const ground: Ground = { database, past, heldByStore };
  for (const [store, name] of STORES.entries()) {
    const phones = [{ store, tabs: 1, isNew: true, proto: null }];
    const ran = await runStory(ground, { seed: 0, phones, offices: 1, onHand: [], steps: [], calmAfter: true }, about.sabotage);
    const [held] = ran.held();
    if (ran.broken || !held) throw new Error(`a calm story broke: ${JSON.stringify(ran.broken)}`);
    heldByStore.set(name, held);
  }
  return {
    ...ground,
    [Symbol.asyncDispose]: async () => {
      await database.close();
      await owned.close();
    },
  };
}
