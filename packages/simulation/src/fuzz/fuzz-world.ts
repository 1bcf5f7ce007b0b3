import { LEDGER_DIFFERENCES, type OwnersDatabase } from "@aisle/db";
import { createTestDatabase, type TestCluster, type TestDatabase } from "@aisle/db/testing";
import { createSeededRandom } from "@aisle/domain/testing";
import { aBooking, exchangeOverHttp, newId, type SmallChain, seedSmallChain } from "@aisle/server/testing";
import { createSimulatedPhone, type SimulatedPhone } from "../phone.ts";
import type { Attacker, Knowledge } from "./exchange-draft.ts";
import { type FuzzServer, startFuzzServer } from "./server-process.ts";

export type FuzzWorld = {
  readonly database: TestDatabase;
  readonly server: FuzzServer;
  readonly attackers: readonly Attacker[];
  readonly about: Knowledge;
  /** An honest phone, at work beside the attackers. */
  readonly victim: SimulatedPhone;
  readonly addPhone: SmallChain["addPhone"];
  readonly close: () => Promise<void>;
};

/** A small chain with stolen phones at downtown, an honest one beside them, and another store that must not notice anything. */
export async function createFuzzWorld(seed: number, cluster?: TestCluster): Promise<FuzzWorld> {
  const database = await createTestDatabase({ max: 4, ...(cluster ? { cluster } : {}) });
  const skus = Array.from({ length: 10 }, (_, index) => `ITEM-${index}`);
  const plenty = 1_000_000;
  const items = skus.map((sku, index) => ({ sku, onHand: { warehouse: index % 3 === 0 ? 20 : plenty, harbour: 5 } }));
  const chain = await seedSmallChain(database, items);
  const server = await startFuzzServer(database.url);
  const others = await settleOthers(server, database, chain);
  const attackers = await Promise.all(
    Array.from({ length: 4 }, async (): Promise<Attacker> => ({ ...(await chain.addPhone()), nextSeq: 1, cursor: {}, sent: [] })),
  );
  const { associateId: by, customerId } = chain;
  const victim = createSimulatedPhone({
    url: `http://127.0.0.1:${server.port}`,
    phone: await chain.addPhone(),
    by,
    customerId,
    random: createSeededRandom(seed + 1),
    wrap: (transport) => transport,
  });
  const close = async () => {
    await server.stop();
    await database.close();
  };
  return { database, server, attackers, about: { by, customerId, skus, others }, victim, addPhone: chain.addPhone, close };
}

/** Another phone of the same store with work of its own, and another store with a person, a client and an order. */
async function settleOthers(server: FuzzServer, database: OwnersDatabase, chain: SmallChain): Promise<Knowledge["others"]> {
  const phone = await chain.addPhone();
  const mine = aBooking({ seq: 1, by: chain.associateId, customerId: chain.customerId, sku: "ITEM-1" });
  await exchangeOverHttp(`http://127.0.0.1:${server.port}`, phone, { push: [mine] });
  const [person, customer, order] = [newId(), newId(), newId()];
  await database.query("insert into associate (associate_id, name, role, location_id) values ($1, 'Sam', 'manager', 'airport')", [
    person,
  ]);
  await database.query(
    "insert into customer (customer_id, name, home_location_id, since) values ($1, 'Ms Ito', 'airport', 2020)",
    [customer],
  );
  return {
    phones: [phone.deviceId, newId()],
    commands: [mine.id],
    orders: [String(Object(mine.args).orderId), order],
    people: [person],
    customers: [customer],
    stores: ["airport", "harbour"],
  };
}

export type EffectsVerdict = {
  /** Orders, reservations and movements beyond one per applied booking. */
  readonly doubled: number;
  readonly oversold: number;
  readonly ledgerDifferences: number;
  /** Rows of the honest bystanders that are not as they were left. */
  readonly othersTouched: number;
  /** Of the honest phone: commands without an answer, or orders it does not show. */
  readonly victimLost: number;
};

/** Holds the database against what may have happened. Every figure must be 0. */
export async function judgeEffects({ database, about, victim, attackers }: FuzzWorld): Promise<EffectsVerdict> {
  const count = async (text: string, values: readonly unknown[] = []) =>
    Number((await database.query<{ count: string }>(`select count(*) as count from ${text}`, values))[0]?.count);
  const bookings = await count("command_outcome where name = 'order.ship-to-home' and kind in ('applied', 'adjusted')");
  const effects = [
    await count("customer_order"),
    await count("reservation"),
    await count("stock_movement where kind = 'reserve'"),
  ];
  const [bystander] = about.others.phones;
  const people = about.others.people;
  const touched = [
    await count("command_outcome where device_id = $1 and seq <> 1", [bystander]),
    await count("device where device_id = $1 and last_seq <> 1", [bystander]),
    await count("command_outcome where associate_id = any($1) and kind in ('applied', 'adjusted')", [people]),
    await count("customer_order where location_id <> 'downtown' or associate_id = any($1)", [people]),
    await count("customer c where home_location_id <> 'downtown' and customer_id <> all($1)", [about.others.customers]),
    await count("device where device_id = any($1) and location_id <> 'downtown'", [attackers.map((each) => each.deviceId)]),
  ];
  const held = victim.storage.held();
  const shown = new Set(held.rows.orders.map((order): string => order.orderId));
  const orders = await database.query<{ order_id: string }>("select order_id from customer_order where location_id = 'downtown'");
  const unanswered = held.outbox.filter((row) => row.outcome === null).length;
  const missing = orders.filter((order) => !shown.has(order.order_id)).length;
  return {
    doubled: effects.reduce((sum, each) => sum + Math.abs(each - bookings), 0),
    oversold: await count("stock_level where reserved + leased > greatest(on_hand - unavailable - safety, 0)"),
    ledgerDifferences: (await database.query(LEDGER_DIFFERENCES)).length,
    othersTouched: touched.reduce((sum, each) => sum + each, 0),
    victimLost: unanswered + missing,
  };
}
