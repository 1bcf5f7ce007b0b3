import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { type Account, chooseAccount } from "./embedded-account.ts";
import { type Address, chooseAddress, urlOf } from "./embedded-address.ts";
import { findPostgresFolder } from "./embedded-binaries.ts";
import { EmbeddedPostgresFault } from "./embedded-fault.ts";
import { stopOrphan } from "./embedded-orphan.ts";
import { claimFolder } from "./embedded-owner.ts";
import { APP_ROLE } from "./walls/words.ts";

export type EmbeddedPostgres = {
  /** Signs in as `aisle`: owner of the database `aisle`, no superuser, so row-level security holds for it. */
  readonly url: string;
  /** Ends connections, writes everything down, gives the folder back. Safe to call twice. */
  stop(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type EmbeddedOptions = {
  readonly folder: string;
  /** On unless said otherwise: every commit survives a power cut. Off is for tests: faster, and a power cut may lose everything. */
  readonly durable?: boolean;
  readonly log?: (line: string) => void;
};

const FAST = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"];
/** A start after a crash replays up to five minutes of writes: seconds, on a slow disk more. */
const START_LIMIT_MS = 60_000;
/** After a start that failed: whatever kept it from starting, such as backends of the one before, needs a moment to go. */
const RELAUNCH_AFTER_MS = 1_000;
const LOG_KEPT_BYTES = 5_000_000;

/**
 * Starts the real Postgres that comes from npm on the data in `folder`, made on the first start. Takes over from a server that a
 * killed program left behind and recovers what a crash cut short. For trying out, small shops and tests; a bigger
 * deployment brings its own Postgres in DATABASE_URL. Throws EmbeddedPostgresFault.
 *
 *   folder/  owner  password  postgres.log  .s.PGSQL.5432 (socket)  data/
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const folder = path.resolve(options.folder);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const giveBack = claimFolder(folder);
  try {
    const cluster = await openCluster(folder, options);
    const stopServer = await superviseServer(cluster);
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= stopServer().finally(giveBack);
      return stopped;
    };
    const url = urlOf(cluster.address, { user: "aisle", password: cluster.password, database: "aisle" });
    return { url, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    giveBack();
    throw error;
  }
}

type Cluster = {
  readonly folder: string;
  readonly dataFolder: string;
  readonly account: Account;
  readonly address: Address;
  readonly password: string;
  readonly durable: boolean;
  readonly log: (line: string) => void;
};

/** Everything before the server itself: account, password, no orphan in the way, data folder made. */
async function openCluster(folder: string, { durable = true, log = () => undefined }: EmbeddedOptions): Promise<Cluster> {
  const passwordFile = path.join(folder, "password");
  if (!existsSync(passwordFile)) writeFileSync(passwordFile, randomBytes(24).toString("hex"), { mode: 0o600 });
  const account = chooseAccount({ folder, postgresFolder: findPostgresFolder() });
  const cluster: Cluster = {
    folder,
    dataFolder: path.join(folder, "data"),
    account,
    address: await chooseAddress(folder),
    password: readFileSync(passwordFile, "utf8").trim(),
    durable,
    log,
  };
  turnLog(logFile(cluster));
  if (existsSync(cluster.dataFolder)) await stopOrphan(cluster.dataFolder, () => stopServer(cluster), log);
  else await initialise(cluster, passwordFile);
  return cluster;
}

/** Makes the data folder under another name first: a start cut short never leaves half of one. */
async function initialise(cluster: Cluster, passwordFile: string): Promise<void> {
  const draft = `${cluster.dataFolder}.new`;
  rmSync(draft, { recursive: true, force: true });
  cluster.log(`Making a database in ${cluster.folder}`);
  // The builtin C.UTF-8 locale is the same on every platform and needs nothing installed.
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const access = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const code = await run(cluster, "initdb", ["-D", draft, ...locale, ...access, ...(cluster.durable ? [] : ["--no-sync"])]);
  if (code !== 0) throw startFailed(cluster, `initdb ended with ${code}`);
  renameSync(draft, cluster.dataFolder);
}

/**
 * Starts the server, and starts it again whenever it dies by itself, as often as it takes; pools reconnect, the address stays.
 * Returns what stops it.
 */
async function superviseServer(cluster: Cluster): Promise<() => Promise<void>> {
  let server = await launch(cluster);
  let relaunch: Promise<void> = Promise.resolve();
  let isStopping = false;
  const startAgain = async () => {
    while (!isStopping) {
      cluster.log("Postgres ended unexpectedly; starting it again");
      try {
        server = await launch(cluster);
        return watch();
      } catch (fault) {
        cluster.log(String(fault));
        await pause(RELAUNCH_AFTER_MS);
      }
    }
  };
  const watch = () => {
    const ended = () => {
      if (!isStopping) relaunch = startAgain();
    };
    // Killed again between its first answer and this line, it has said so already and will not say it twice.
    if (hasEnded(server)) ended();
    else server.once("exit", ended);
  };
  watch();
  // Not reached after SIGKILL: then the next start finds the orphan.
  const stopWithProgram = () => server.kill("SIGINT");
  process.once("exit", stopWithProgram);
  return async () => {
    isStopping = true;
    await relaunch;
    await end(cluster, server);
    process.off("exit", stopWithProgram);
  };
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}

/** Starts the server and returns once it answers and has our role and database. */
async function launch(cluster: Cluster): Promise<ChildProcess> {
  const began = performance.now();
  for (;;) {
    const server = spawnServer(cluster);
    const ready = await untilReady(cluster, server);
    if (ready) {
      server.unref();
      return server;
    }
    // Backends of a killed postmaster hold its memory for a moment and keep a new one from starting.
    const leftOver = existsSync(path.join(cluster.dataFolder, "postmaster.pid"));
    if (!leftOver || performance.now() - began > 15_000) throw startFailed(cluster, `it ended with ${server.exitCode}`);
    await pause(200);
  }
}

function spawnServer(cluster: Cluster): ChildProcess {
  const { address } = cluster;
  const settings = [
    `listen_addresses=${address.kind === "tcp" ? "127.0.0.1" : ""}`,
    `unix_socket_directories=${address.kind === "socket" ? address.folder : ""}`,
    `port=${address.port}`,
    "timezone=UTC",
    "log_timezone=UTC",
    ...(cluster.durable ? [] : FAST),
  ];
  const args = ["-D", cluster.dataFolder, ...settings.flatMap((setting) => ["-c", setting])];
  // Detached: Ctrl-C in a terminal reaches this program only, which stops Postgres after its own last write.
  return spawnProgram(cluster, "postgres", args, true);
}

/** True once the server takes connections, false when it has ended first. */
async function untilReady(cluster: Cluster, server: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (!hasEnded(server)) {
    try {
      await prepareDatabase(cluster);
      return true;
    } catch (error) {
      if (performance.now() > deadline) {
        server.kill("SIGINT");
        throw startFailed(cluster, `it did not answer within a minute (${String(error)})`);
      }
    }
    await pause(20);
  }
  return false;
}

/** Makes the roles and the database where they are missing: on the first start, or where an older Aisle had made the folder. */
async function prepareDatabase({ address, password }: Cluster): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(address, { user: "postgres", password, database: "postgres" }) });
  client.on("error", () => undefined); // The query or connect call reports it.
  await client.connect();
  try {
    const { rowCount: roles } = await client.query("select 1 from pg_roles where rolname = 'aisle'");
    if (!roles) await client.query(`create role aisle login createdb password ${pg.escapeLiteral(password)}`);
    const { rowCount: appRoles } = await client.query("select 1 from pg_roles where rolname = $1", [APP_ROLE]);
    if (!appRoles) await client.query(`create role ${APP_ROLE} nologin nobypassrls`);
    await client.query(`grant ${APP_ROLE} to aisle with inherit false, set true`);
    const { rowCount: databases } = await client.query("select 1 from pg_database where datname = 'aisle'");
    if (!databases) await client.query("create database aisle owner aisle");
  } finally {
    await client.end();
  }
}

async function end(cluster: Cluster, server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.ref();
  await stopServer(cluster);
  await ended;
}

/** `-m fast` ends connections and writes a last checkpoint, so that the next start has nothing to recover. */
async function stopServer(cluster: Cluster): Promise<void> {
  await run(cluster, "pg_ctl", ["stop", "-D", cluster.dataFolder, "-m", "fast", "-w", "-t", "60"]);
}

async function run(cluster: Cluster, program: string, args: readonly string[]): Promise<number | null> {
  const child = spawnProgram(cluster, program, args, false);
  return await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
}

function spawnProgram(cluster: Cluster, program: string, args: readonly string[], detached: boolean): ChildProcess {
  const { account } = cluster;
  const [file, fileArgs] = account.command(path.join(account.postgresFolder, "bin", program), args);
  const log = openSync(logFile(cluster), "a", 0o600);
  try {
    // The folder as working directory: the one we were started in may be closed to the account.
    return spawn(file, fileArgs, { ...account.spawnOptions, cwd: cluster.folder, detached, stdio: ["ignore", log, log] });
  } finally {
    closeSync(log);
  }
}

function logFile(cluster: { folder: string }): string {
  return path.join(cluster.folder, "postgres.log");
}

function turnLog(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_KEPT_BYTES) renameSync(file, `${file}.1`);
}

function startFailed(cluster: Cluster, why: string): EmbeddedPostgresFault {
  const lastLines = readFileSync(logFile(cluster), "utf8").trimEnd().split("\n").slice(-6);
  return new EmbeddedPostgresFault(
    "start-failed",
    `Postgres did not start in ${cluster.folder}: ${why}. The end of postgres.log:\n${lastLines.map((line) => `  ${line}`).join("\n")}`,
  );
}
