import { randomBytes } from "node:crypto";
import { createDatabase, createServerDatabase, type Database, type DatabaseOptions, type OwnersDatabase } from "../client.ts";
import { APP_ROLE } from "../walls/words.ts";
import { startTestCluster, TEMPLATE, type TestCluster, urlOfDatabase } from "./test-cluster.ts";

export type TestDatabase = OwnersDatabase & {
  readonly url: string;
  /** The same database as head office has it: bound by the policies of every table. */
  readonly server: Database;
};

/** Set by vitest's global set-up: the cluster's URL, or why there is none. */
export const CLUSTER_URL = "AISLE_TEST_CLUSTER";
export const CLUSTER_FAULT = "AISLE_TEST_CLUSTER_FAULT";

let ownCluster: Promise<TestCluster> | undefined;

/**
 * A fresh migrated database of its own for one test file, on vitest's cluster, on `cluster`, or else on one that lives as long as
 * this program. Disposing it drops the database, and throws when a connection was never given back.
 */
export async function createTestDatabase(
  options: DatabaseOptions & {
    readonly cluster?: TestCluster;
    /** Takes the policies off every table, so that what is left to refuse is the program. */
    readonly withoutPolicies?: boolean;
  } = {},
): Promise<TestDatabase> {
  const clusterUrl = options.cluster?.url ?? process.env[CLUSTER_URL] ?? (await startOwnCluster()).url;
  const name = `test_${randomBytes(8).toString("hex")}`;
  await onCluster(clusterUrl, `create database ${name} template ${TEMPLATE}`);
  const url = urlOfDatabase(clusterUrl, name);
  const database = createDatabase(url, options);
  const server = createServerDatabase(url, options);
  if (options.withoutPolicies) await takeWallsDown(database);
  const close = async () => {
    const leaked = [database, server].reduce((sum, { pool }) => sum + pool.totalCount - pool.idleCount, 0);
    // A leaked connection would keep the pool from ever ending; dropping with force ends it from the other side.
    const ended = Promise.all([database.close(), server.close()]);
    if (leaked === 0) await ended;
    await onCluster(clusterUrl, `drop database ${name} with (force)`);
    if (leaked > 0) throw new Error(`${leaked} database connection(s) were never given back to the pool`);
  };
  return { ...database, url, server, close, [Symbol.asyncDispose]: close };
}

async function takeWallsDown(database: OwnersDatabase): Promise<void> {
  const tables = await database.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = current_schema()",
  );
  for (const { name } of tables) {
    await database.execute(`alter table "${name}" disable row level security`);
    await database.execute(`grant select, insert, update, delete on "${name}" to ${APP_ROLE}`);
  }
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
