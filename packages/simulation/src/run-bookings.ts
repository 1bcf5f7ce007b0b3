import { createTestDatabase, type TestCluster } from "@aisle/db/testing";
import { createSeededRandom } from "@aisle/domain/testing";
import { seedSmallChain, silentLogger, startServer, UNPACED } from "@aisle/server/testing";
import type { Transport } from "@aisle/sync";
import { BAD_WIFI, CALM, createFlakyNetwork, type NetworkFigures, type Weather } from "./flaky-network.ts";
import { judge, type Verdict } from "./invariants.ts";
import { createSimulatedPhone, type SimulatedPhone } from "./phone.ts";

export type BookingsRun = { readonly verdict: Verdict; readonly figures: NetworkFigures; readonly seconds: number };

/** Head offices to test: the real one by default, a broken variant to prove that a fault would be seen. */
export type Overrides = NonNullable<Parameters<typeof startServer>[0]["overrides"]>;

/**
 * Many phones book on bad Wi-Fi until everything is answered: real engine, real HTTP, real Postgres, seeded weather.
 * A third of the items are scarce, so that most bookings of them must be refused.
 */
export async function runBookings(about: {
  readonly seed: number;
  readonly phones: number;
  readonly bookings: number;
  readonly weather?: Weather;
  readonly cluster?: TestCluster;
  readonly overrides?: Overrides;
  /** A statement run before the start, to take a wall away. */
  readonly sabotage?: string;
  /** Stands between every phone and its network. */
  readonly meddle?: (transport: Transport) => Transport;
}): Promise<BookingsRun> {
  const started = performance.now();
  const random = createSeededRandom(about.seed);
  await using database = await createTestDatabase({ max: 10, ...(about.cluster ? { cluster: about.cluster } : {}) });
  const items = Array.from({ length: 30 }, (_, index) => {
    const isScarce = index % 3 === 0;
    const units = isScarce ? Math.ceil(about.bookings / 300) : about.bookings;
    return {
      sku: `ITEM-${index}`,
      safety: index % 2,
      onHand: { warehouse: units, airport: isScarce ? 3 : 50, harbour: isScarce ? 1 : 50 },
    };
  });
  const chain = await seedSmallChain(database, items);
  if (about.sabotage) await database.execute(about.sabotage);
  const server = await startServer({
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: 0,
    appFolder: null,
    logger: silentLogger,
    rateLimits: UNPACED,
    ...(about.overrides ? { overrides: about.overrides } : {}),
  });
  let weather = about.weather ?? BAD_WIFI;
  const figures: NetworkFigures = { exchanges: 0, lost: 0, answersLost: 0, doubled: 0, late: 0 };
  try {
    const phones: SimulatedPhone[] = [];
    for (let index = 0; index < about.phones; index++) {
      const own = createSeededRandom(about.seed * 1000 + index);
      const wrap = (inner: Transport) => {
        const flaky = createFlakyNetwork(inner, { random: own, weather: () => weather, figures });
        return about.meddle?.(flaky) ?? flaky;
      };
      const { associateId: by, customerId } = chain;
      phones.push(createSimulatedPhone({ url: server.url, phone: await chain.addPhone(), by, customerId, random: own, wrap }));
    }
    await Promise.all(phones.map((phone, index) => work(phone, { random, count: shareOf(about, index) })));
    // The weather clears: a last look each, so that every phone has seen what the others did.
    weather = CALM;
    for (const phone of phones) while (!(await phone.exchange()));
    return { verdict: await judge(database, phones), figures, seconds: (performance.now() - started) / 1000 };
  } finally {
    await server.stop();
  }
}

function shareOf(about: { readonly bookings: number; readonly phones: number }, index: number): number {
  return Math.floor((about.bookings * (index + 1)) / about.phones) - Math.floor((about.bookings * index) / about.phones);
}

/** Books a few, exchanges, books a few more; and goes on exchanging until nothing waits. */
async function work(
  phone: SimulatedPhone,
  about: { readonly random: ReturnType<typeof createSeededRandom>; readonly count: number },
): Promise<void> {
  const { random } = about;
  for (let booked = 0; booked < about.count; ) {
    for (let burst = 1 + random.int(8); burst > 0 && booked < about.count; burst--, booked++) {
      await phone.book(`ITEM-${random.int(30)}`, 1 + random.int(2));
    }
    await phone.exchange();
  }
  const LIMIT = 5_000;
  for (let tries = 0; !(await phone.exchange()); tries++) {
    if (tries > LIMIT)
      throw new Error(
        `a phone is stuck: ${JSON.stringify(
          phone.storage
            .held()
            .outbox.filter((row) => row.outcome === null)
            .slice(0, 3),
        )}`,
      );
  }
}
