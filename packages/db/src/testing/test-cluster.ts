import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createDatabase } from "../client.ts";
import { startEmbeddedPostgres } from "../embedded.ts";
import { migrate } from "../migrate.ts";

/** A private Postgres that forgets everything when it stops. */
export type TestCluster = {
  /** Any of its databases by name; without one, the empty `aisle`. */
  readonly url: string;
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Every test's database is a copy of this one: 30 ms instead of all migrations. */
export const TEMPLATE = "migrated";
const FOLDER_PREFIX = "aisle-test-";

/** Starts a cluster in a temporary folder, in about a second, with the migrated template that `createTestDatabase` copies. */
export async function startTestCluster(): Promise<TestCluster> {
  await removeAbandoned();
  const folder = mkdtempSync(path.join(os.tmpdir(), FOLDER_PREFIX));
  const postgres = await startEmbeddedPostgres({ folder, durable: false });
  const stop = async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await makeTemplate(postgres.url);
  } catch (fault) {
    await stop();
    throw fault;
  }
  return { url: postgres.url, stop, [Symbol.asyncDispose]: stop };
}

/** The same server's database `name`. */
export function urlOfDatabase(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function makeTemplate(clusterUrl: string): Promise<void> {
  {
    await using cluster = createDatabase(clusterUrl, { max: 1 });
    await cluster.execute(`create database ${TEMPLATE}`);
  }
  await using template = createDatabase(urlOfDatabase(clusterUrl, TEMPLATE), { max: 1 });
  await migrate(template);
}

/** A test run that was killed leaves its server and folder behind: the next one stops and removes them. */
async function removeAbandoned(): Promise<void> {
  for (const name of readdirSync(os.tmpdir())) {
    if (!name.startsWith(FOLDER_PREFIX)) continue;
    const folder = path.join(os.tmpdir(), name);
    const state = stateOf(folder);
    if (state === "in use") continue;
    try {
      if (state === "left behind") await (await startEmbeddedPostgres({ folder, durable: false })).stop();
    } catch {
      continue; // Another run is removing it, or its owner lives after all.
    }
    rmSync(folder, { recursive: true, force: true });
  }
}

const BEING_MADE_MS = 10 * 60_000;

/** A cheap look; starting on the folder then makes sure. One without an owner is being made, or is the rest of a removal. */
function stateOf(folder: string): "in use" | "left behind" | "empty" {
  try {
    const owner = readFileSync(path.join(folder, "owner"), "utf8").split(" ")[0];
    return isRunning(Number(owner)) ? "in use" : "left behind";
  } catch {
    const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    return Date.now() - changed > BEING_MADE_MS ? "empty" : "in use";
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH"; // node throws ErrnoException here
  }
}
