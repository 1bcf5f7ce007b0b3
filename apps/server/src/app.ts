import { monitorEventLoopDelay } from "node:perf_hooks";
import { createServerDatabase, type Database, DOOR, refuseUnbound } from "@aisle/db";
import type { Location } from "@aisle/domain";
import { RETENTION_MONTHS } from "./customers/client-retention.ts";
import { replayErasures } from "./customers/erase-client.ts";
import { createMemoryLedger, type ErasureLedger } from "./customers/erasure-ledger.ts";
import { createEvents, type Events } from "./events.ts";
import type { Logger } from "./logger.ts";
import { createPriceSeals } from "./orders/price-desk.ts";
import { createJoin, type Join } from "./phones/join.ts";
import { type CheckPhone, createPhoneCheck } from "./phones/phone-proof.ts";
import { createIdentityProvider, type IdentityProvider } from "./proofs/identity-provider.ts";
import type { Secrets } from "./secrets.ts";
import { createSecurityEvents, type NoteSecurity } from "./security-events.ts";
import { createPinCheck, type PinCheck } from "./sessions/pin-check.ts";
import type { ProofSettings } from "./sessions/proof-settings.ts";
import { createSignIn, type SignIn } from "./sessions/sign-in.ts";
import { createLocationDirectory } from "./stock/location-directory.ts";
import { type Broadcast, createBroadcast } from "./sync/broadcast.ts";
import { readEpoch, watchLife } from "./sync/database-life.ts";
import { createDigests, type Digests } from "./sync/digest.ts";
import type { ExchangeDeps } from "./sync/exchange.ts";
import { startHeadWatch } from "./sync/head-watch.ts";
import { createLoad, type Load } from "./sync/load.ts";
import { startUpkeep } from "./sync/upkeep.ts";
import { createWake, type Wake } from "./sync/wake.ts";
import { type CommandDoor, createCommandDoor } from "./vault/command-door.ts";
import { createRateLimiter, type RateLimiter } from "./web/rate-limit.ts";

/** Everything head office consists of, built once. Tests bring their own clock, log and database. */
export type App = {
  readonly database: Database;
  readonly epoch: string;
  readonly now: () => number;
  readonly logger: Logger;
  readonly secrets: Secrets;
  readonly events: Events;
  /** Tells whoever watches over security; nobody waits for it. */
  readonly noteSecurity: NoteSecurity;
  readonly checkPhone: CheckPhone;
  readonly join: Join;
  /** Whether this is the demo, where somebody on this machine may add a phone without a manager. */
  readonly isDemo: boolean;
  readonly locations: () => Promise<ReadonlyMap<string, Location>>;
  /** How people prove who they are here. */
  readonly proof: ProofSettings;
  readonly identityProvider: IdentityProvider | null;
  /** Erased clients, kept beside the database. */
  readonly ledger: ErasureLedger;
  /** How often one person may search the whole store. */
  readonly searchPace: RateLimiter;
  readonly signIn: SignIn;
  readonly checkPin: PinCheck;
  /** Always, but for the test that the database's policies hold alone. */
  readonly checksPermission: boolean;
  readonly broadcast: Broadcast;
  readonly wake: Wake;
  readonly load: Load;
  readonly digests: Digests;
  /** Where what phones seal is opened. */
  readonly door: CommandDoor;
  readonly exchange: ExchangeDeps;
  readonly close: () => Promise<void>;
};

export async function createApp(options: {
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly secrets: Secrets;
  readonly proof: ProofSettings;
  readonly now?: () => number;
  readonly connections?: number;
  readonly overrides?: Partial<ExchangeDeps>;
  /** Left out: kept as long as the process lives. */
  readonly ledger?: ErasureLedger;
  /** After how many months without contact a client is forgotten; null: never. Left out: `RETENTION_MONTHS`. */
  readonly retentionMonths?: number | null;
  /** For tests only: see `checksPermission`. */
  readonly withoutPermissionChecks?: boolean;
  readonly isDemo?: boolean;
}): Promise<App> {
  const { logger } = options;
  const now = options.now ?? Date.now;
  const connections = options.connections ?? 20;
  const database = createServerDatabase(options.databaseUrl, {
    max: connections,
    applicationName: "aisle-server",
    isForPhones: true,
  });
  const epoch = await refuseUnbound(database)
    .then(() => readEpoch(database))
    .catch(async (fault: unknown) => {
      await database.close();
      throw fault;
    });
  const events = createEvents(logger);
  const noteSecurity = createSecurityEvents({
    database,
    logger,
    now,
    metrics: events.metrics,
    onFault: (fault) => events.requestFaulted(fault, "security-events", "security-events"),
  });
  const wake = createWake();
  const watch = startHeadWatch({
    database,
    isListening: () => wake.listeners() > 0,
    onMoved: (feeds) => wake.poke(feeds, SOMEBODY_ELSE),
  });
  const lateness = monitorEventLoopDelay({ resolution: 10 });
  lateness.enable();
  const load = createLoad({
    connections,
    waiting: () => database.pool.waitingCount,
    delayMs: createRecent(() => {
      const ms = lateness.mean / 1e6;
      lateness.reset();
      return ms;
    }),
    random: Math.random,
  });
  const life = watchLife(database, (fault) => events.requestFaulted(fault, "database-life", "database-life"));
  const ledger = options.ledger ?? createMemoryLedger();
  await replayErasures({ database, ledger }, now());
  const { retentionMonths = RETENTION_MONTHS } = options;
  const upkeep = startUpkeep({ database, ledger, retentionMonths, now, events });
  const locations = createLocationDirectory(database.as(DOOR), now);
  const prices = createPriceSeals(options.secrets);
  const door = createCommandDoor(options.secrets);
  const exchange: ExchangeDeps = {
    database,
    epoch,
    now,
    locations,
    prices,
    door,
    onFault: events.commandFaulted,
    onAnswered: events.commandAnswered,
    onHistory: events.historyDiffers,
    poke: (feeds, deviceId) => {
      watch.note(feeds);
      wake.poke(feeds, deviceId);
    },
    next: load.next,
    withoutPermissionChecks: options.withoutPermissionChecks === true,
    ...options.overrides,
  };
  const { secrets, proof } = options;
  const checkPin = createPinCheck({ database, secrets, now, onLocked: events.pinLocked });
  return {
    database,
    epoch,
    now,
    logger,
    secrets,
    proof,
    identityProvider: proof.identityProvider && createIdentityProvider(proof.identityProvider),
    checkPin,
    checksPermission: options.withoutPermissionChecks !== true,
    events,
    noteSecurity,
    checkPhone: createPhoneCheck({ database, now, note: noteSecurity }),
    join: createJoin({ database, now, note: noteSecurity }),
    isDemo: options.isDemo ?? false,
    locations,
    wake,
    load,
    digests: createDigests(database),
    ledger,
    searchPace: createRateLimiter(SEARCH_RATE, now),
    door,
    exchange,
    signIn: createSignIn({ database, now, checkPin, shiftStart: proof.shiftStart }),
    broadcast: createBroadcast({ database, now, prices }),
    close: async () => {
      wake.close();
      lateness.disable();
      await Promise.all([watch.stop(), upkeep.stop(), life.stop()]);
      await database.close();
    },
  };
}

/** As fast as somebody types names all day; far below what copying a client book by searching would take. */
const SEARCH_RATE = { burst: 30, perSecond: 0.5 };
/** No phone's id: whoever listens is poked. */
const SOMEBODY_ELSE = "";
const RECENT_MS = 250;

/** A figure that is read off the world at most four times a second. */
function createRecent(read: () => number): () => number {
  let at = 0;
  let value = 0;
  return () => {
    const now = performance.now();
    if (now - at >= RECENT_MS) {
      at = now;
      value = read() || 0;
    }
    return value;
  };
}
