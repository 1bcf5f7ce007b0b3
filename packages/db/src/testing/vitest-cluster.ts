import { startTestCluster } from "./test-cluster.ts";
import { CLUSTER_FAULT, CLUSTER_URL } from "./test-database.ts";

/**
 * Vitest's global set-up: one private cluster for the whole run. Test workers start later and inherit the environment.
 * Where no Postgres can run only the tests that need one fail.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  try {
    const cluster = await startTestCluster();
    process.env[CLUSTER_URL] = cluster.url;
    return cluster.stop;
  } catch (fault) {
    process.env[CLUSTER_FAULT] = fault instanceof Error ? fault.message : String(fault);
    return undefined;
  }
}
