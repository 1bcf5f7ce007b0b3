import { randomBytes } from "node:crypto";
import { createDatabase, type Database, type DatabaseOptions } from "../client.ts";
import { startTestCluster, TEMPLATE, type TestCluster, urlOfDatabase } from "./test-cluster.ts";

export type TestDatabase = Database & { readonly url: string };

/** Set by vitest's global set-up: the cluster's URL, or why there is none. */
export const CLUSTER_URL = "AISLE_TEST_CLUSTER";
export const CLUSTER_FAULT = "AISLE_TEST_CLUSTER_FAULT";

let ownCluster: Promise<TestCluster> | undefined;

/**
 * A fresh migrated database of its own for one test file, on vitest's cluster, on `cluster`, or else on one that lives as long as
 * this program. Disposing it drops the database, and throws when a connection was never given back.
 */
export async function createTestDatabase(options: DatabaseOptions & { cluster?: TestCluster } = {}): Promise<TestDatabase> {
  const clusterUrl = options.cluster?.url ?? process.env[CLUSTER_URL] ?? (await startOwnCluster()).url;
  const name = `test_${randomBytes(8).toString("hex")}`;
  await onCluster(clusterUrl, `create database ${name} template ${TEMPLATE}`);
  const url = urlOfDatabase(clusterUrl, name);
  const database = createDatabase(url, options);
  const close = async () => {
    const leaked = database.pool.totalCount - database.pool.idleCount;
    // A leaked connection would keep the pool from ever ending; dropping with force ends it from the other side.
    const ended = database.pool.end();
    if (leaked === 0) await ended;
    await onCluster(clusterUrl, `drop database ${name} with (force)`);
    if (leaked > 0) throw new Error(`${leaked} database connection(s) were never given back to the pool`);
  };
  return { ...database, url, close, [Symbol.asyncDispose]: close };
}

async function onCluster(clusterUrl: string, statement: string): Promise<void> {
  await using cluster = createDatabase(clusterUrl, { max: 1 });
  await cluster.execute(statement);
}

function startOwnCluster(): Promise<TestCluster> {
  const fault = process.env[CLUSTER_FAULT];
  if (fault) throw new Error(`Tests have no Postgres: ${fault}`);
  // Its server ends with this program.
  ownCluster ??= startTestCluster();
  return ownCluster;
}
