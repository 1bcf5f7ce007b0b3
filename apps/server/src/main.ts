// `npm start`: everything a shop needs to try Aisle, in one process, with nothing set up before.

import { spawn } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { createDatabase, EmbeddedPostgresFault, MigrationFault, migrate, startEmbeddedPostgres } from "@aisle/db";
import { buildDemoChain, seedDemo } from "@aisle/db/seed";
import { type Config, decideConfig } from "./config.ts";
import { openErasureLedger } from "./customers/erasure-ledger.ts";
import { readEnv } from "./env.ts";
import { createLogger } from "./logger.ts";
import { isPortFree } from "./port.ts";
import { firstAdminLink } from "./proofs/first-admin.ts";
import { readSecrets } from "./secrets.ts";
import { type RunningServer, startServer } from "./start-server.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const APP = path.join(ROOT, "apps/associate");
const DEMO_SEED = 1901;
const SETTINGS_PROBLEM = 78;

/** Stops the start with words for a person instead of a stack. */
class CannotStart extends Error {
  readonly exitCode: number;
  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

const stops: (() => Promise<void>)[] = [];
let stopping: Promise<void> | null = null;

try {
  await start();
} catch (fault) {
  await stopAll();
  if (!(fault instanceof CannotStart)) throw fault;
  process.stderr.write(`\n✗ Can't start: ${fault.message}\n\n`);
  process.exitCode = fault.exitCode;
}

async function start(): Promise<void> {
  const config = readConfig();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stopAll());
  say(`Aisle 0.1.0${config.demo ? ', demo chain "Aldergate & Co"' : ""}`);
  if (!(await isPortFree(config.port, config.host))) throw portInUse(config.port);

  const building = timed(buildApp);
  building.catch(() => {});
  const databaseUrl = config.databaseUrl ?? (await startOwnPostgres(config));
  const filled = await timed(() => prepareDatabase(databaseUrl, config));
  done(filled.value, filled.seconds);
  done("app built", (await building).seconds);

  const server = await startServer({
    databaseUrl,
    host: config.host,
    port: config.port,
    appFolder: path.join(APP, "out"),
    logger: createLogger(config.logLevel),
    proof: config,
    secrets: readSecrets({ folder: config.dataFolder, given: config.secret }),
    ledger: openErasureLedger(config.dataFolder),
    retentionMonths: config.retentionMonths,
    watchToken: config.watchToken,
    imageHosts: config.imageHosts,
    trustsProxy: config.trustsProxy,
    isDemo: config.demo,
  }).catch((fault) => {
    if (fault instanceof MigrationFault) throw new CannotStart(fault.message, SETTINGS_PROBLEM);
    throw fault?.name === "PortInUse" ? portInUse(config.port) : fault;
  });
  stops.push(server.stop);
  if (stopping) return stopAll();
  greet(server, config);
  if (!config.demo && config.identityProvider === null) await letFirstIn(databaseUrl, server, config);
}

function readConfig(): Config {
  const config = decideConfig(readEnv(), ROOT);
  if (config.ok) return config.value;
  const lines = config.refusal.map(({ setting, problem }) => `  ${setting}  ${problem}`);
  const count = lines.length === 1 ? "a setting needs" : `${lines.length} settings need`;
  throw new CannotStart(`${count} attention\n${lines.join("\n")}`, SETTINGS_PROBLEM);
}

async function startOwnPostgres(config: Config): Promise<string> {
  const folder = path.join(config.dataFolder, "postgres");
  const started = await timed(() => startEmbeddedPostgres({ folder })).catch((fault) => {
    if (!(fault instanceof EmbeddedPostgresFault)) throw fault;
    throw new CannotStart(fault.message, fault.kind === "folder-unreachable" ? SETTINGS_PROBLEM : 1);
  });
  stops.push(started.value.stop);
  done(`database: Postgres 18 in ${path.relative(ROOT, folder) || folder}, nothing to install`, started.seconds);
  return started.value.url;
}

/** Migrates, seeds an empty demo, and says what is in it. */
async function prepareDatabase(url: string, config: Config): Promise<string> {
  await using database = createDatabase(url, { max: 2 });
  await migrate(database).catch((fault) => {
    if (fault instanceof MigrationFault) throw new CannotStart(fault.message);
    if (config.databaseUrl === null) throw fault;
    const why =
      fault instanceof Error ? (fault.cause instanceof Error ? fault.cause.message : "") || fault.message : String(fault);
    throw new CannotStart(
      `the database in DATABASE_URL does not answer as it should (${why}). Check that it runs and that the URL is right.`,
      SETTINGS_PROBLEM,
    );
  });
  if (config.demo) await seedDemo(database, buildDemoChain({ seed: DEMO_SEED, today: Date.now() }));
  const [counts] = await database.query<Record<string, string>>(
    `select (select count(*) from location where kind = 'store') as stores, (select count(*) from location where kind = 'warehouse') as warehouses,
       (select count(*) from style where is_active) as styles, (select count(*) from variant where is_active) as variants,
       (select count(*) from customer) as clients`,
  );
  const count = (key: string) => Number(counts?.[key] ?? 0).toLocaleString("en-US");
  return `${count("stores")} stores, ${count("warehouses")} warehouse, ${count("styles")} styles, ${count("variants")} variants, ${count("clients")} clients`;
}

/** Runs the app's own build in its own process; one that is up to date is left as it is. */
function buildApp(): Promise<void> {
  return new Promise((resolve, reject) => {
    const build = spawn(process.execPath, ["scripts/build.ts", "--if-changed"], { cwd: APP, stdio: ["ignore", "pipe", "pipe"] });
    stops.push(async () => void build.kill());
    let output = "";
    for (const stream of [build.stdout, build.stderr]) stream.on("data", (text) => (output += String(text)));
    build.once("error", reject);
    build.once("exit", (code) => {
      if (code === 0 || stopping) return resolve();
      reject(new CannotStart(`the app did not build:\n${output}`));
    });
  });
}

function greet(server: RunningServer, config: Config): void {
  const demo = config.demo ? "          PIN 246810 (Maya, associate) · 135790 (Sam, manager)" : "";
  say("");
  say(`Open   ${server.url}${demo}`);
  say("Phone  npm run aisle -- add-phone STORE          a code that adds one more phone");
  say(`Stop   Ctrl-C${config.databaseUrl === null ? "     Start afresh  npm run demo:reset" : ""}`);
  say("");
}

/** Where nobody can sign in yet, the administrator's way in. It is printed once, and never logged. */
async function letFirstIn(databaseUrl: string, server: RunningServer, config: Config): Promise<void> {
  await using database = createDatabase(databaseUrl, { max: 1 });
  const token = await firstAdminLink(database, Date.now());
  if (token === null) return;
  say(`First  ${config.origin ?? server.url}/welcome#${token}`);
  say("       lets the administrator in, once, within a day. Import the stores before, if you have not.");
  say("");
}

/** Ends everything that was started, last first; a second signal waits for the same end. */
function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stop of stops.reverse()) await stop().catch((fault) => process.stderr.write(`${String(fault)}\n`));
  })();
  return stopping;
}

function portInUse(port: number): CannotStart {
  return new CannotStart(
    `port ${port} is in use, perhaps by another Aisle. Stop that one, or choose another: PORT=${port + 1} npm start`,
    SETTINGS_PROBLEM,
  );
}

async function timed<Value>(work: () => Promise<Value>): Promise<{ value: Value; seconds: number }> {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000 };
}

function done(what: string, seconds: number): void {
  say(`✓ ${what.padEnd(72)} ${seconds.toFixed(1)} s`);
}

function say(line: string): void {
  process.stdout.write(`  ${line}\n`);
}
