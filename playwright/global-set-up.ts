import { rmSync } from "node:fs";
import { buildApp } from "./built-app.ts";
import { startDemoCluster } from "./demo-database.ts";

/** What every journey stands on, passed to the workers through their environment. */
export const CLUSTER_URL = "AISLE_JOURNEY_CLUSTER";
export const TEMPLATE = "AISLE_JOURNEY_TEMPLATE";
export const APP_FOLDER = "AISLE_JOURNEY_APP";

/** One build of the app and one Postgres for the whole run. Returns what takes them away again. */
export default async function setUp(): Promise<() => Promise<void>> {
  const appFolder = buildApp();
  const cluster = await startDemoCluster();
  process.env[CLUSTER_URL] = cluster.url;
  process.env[TEMPLATE] = cluster.template;
  process.env[APP_FOLDER] = appFolder;
  return async () => {
    await cluster.stop();
    rmSync(appFolder, { recursive: true, force: true });
  };
}
