import { createDatabase, type Database } from "@aisle/db";
import type { Location } from "@aisle/domain";
import { createEvents, type Events } from "./events.ts";
import type { Logger } from "./logger.ts";
import { createSignIn, type SignIn } from "./sessions/sign-in.ts";
import { createLocationDirectory } from "./stock/location-directory.ts";
import { type Broadcast, createBroadcast } from "./sync/broadcast.ts";
import type { ExchangeDeps } from "./sync/exchange.ts";
import { createWake, type Wake } from "./sync/wake.ts";

/** Everything head office consists of, built once. Tests bring their own clock, log and database. */
export type App = {
  readonly database: Database;
  readonly epoch: string;
  readonly now: () => number;
  readonly logger: Logger;
  readonly events: Events;
  readonly locations: () => Promise<ReadonlyMap<string, Location>>;
  readonly signIn: SignIn;
  readonly broadcast: Broadcast;
  readonly wake: Wake;
  readonly exchange: ExchangeDeps;
  readonly close: () => Promise<void>;
};

export async function createApp(options: {
  readonly databaseUrl: string;
  readonly logger: Logger;
  readonly now?: () => number;
  readonly connections?: number;
  readonly overrides?: Partial<ExchangeDeps>;
}): Promise<App> {
  const { logger } = options;
  const now = options.now ?? Date.now;
  const database = createDatabase(options.databaseUrl, { max: options.connections ?? 20, applicationName: "aisle-server" });
  const [life] = await database.query<{ epoch: string }>(
    "with born as (insert into database_life (one) values (1) on conflict do nothing returning epoch) select epoch from born union all select epoch from database_life",
  );
  if (!life) throw new Error("the database has no epoch");
  const { epoch } = life;
  const events = createEvents(logger);
  const wake = createWake();
  const locations = createLocationDirectory(database, now);
  const exchange: ExchangeDeps = {
    database,
    epoch,
    now,
    locations,
    onFault: events.commandFaulted,
    onAnswered: events.commandAnswered,
    poke: wake.poke,
    ...options.overrides,
  };
  return {
    database,
    epoch,
    now,
    logger,
    events,
    locations,
    wake,
    exchange,
    signIn: createSignIn(database, now),
    broadcast: createBroadcast({ database, epoch, now }),
    close: async () => {
      wake.close();
      await database.close();
    },
  };
}
