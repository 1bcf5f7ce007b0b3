import { randomBytes } from "node:crypto";
import { createDatabase, type OwnersDatabase } from "@aisle/db";
import { buildDemoChain, seedDemo } from "@aisle/db/seed";
import { createTestDatabase, startTestCluster, urlOfDatabase } from "@aisle/db/testing";

/** The chain that `npm start` shows. */
const DEMO_SEED = 1901;

/** A Postgres with the demo chain in a database that every journey copies. */
export type DemoCluster = {
  readonly url: string;
  readonly template: string;
  readonly stop: () => Promise<void>;
};

/** Starts a private cluster and fills its template: a few seconds, once per run. */
export async function startDemoCluster(): Promise<DemoCluster> {
  const cluster = await startTestCluster();
  try {
    const seeded = await createTestDatabase({ cluster });
    await seedDemo(seeded, buildDemoChain({ seed: DEMO_SEED, today: Date.now() }));
    // A template must have nobody in it; only the database's owner, not this pool, drops it in the end.
    await seeded.pool.end();
    return { url: cluster.url, template: new URL(seeded.url).pathname.slice(1), stop: cluster.stop };
  } catch (fault) {
    await cluster.stop();
    throw fault;
  }
}

/** A copy of the demo chain for one journey. Closing it drops it. */
export async function copyDemoDatabase({
  url,
  template,
}: Pick<DemoCluster, "url" | "template">): Promise<OwnersDatabase & { readonly url: string }> {
  const name = `journey_${randomBytes(6).toString("hex")}`;
  await onCluster(url, `create database ${name} template ${template}`);
  const own = urlOfDatabase(url, name);
  const database = createDatabase(own, { max: 2 });
  const close = async () => {
    await database.close();
    await onCluster(url, `drop database ${name} with (force)`);
  };
  return { ...database, url: own, close, [Symbol.asyncDispose]: close };
}

async function onCluster(url: string, statement: string): Promise<void> {
  await using cluster = createDatabase(url, { max: 1 });
  await cluster.execute(statement);
}
