// What a phone says a price is, and what is booked.
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { createSeededRandom } from "@aisle/domain/testing";
import type { Outcome, PushedCommand } from "@aisle/protocol";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { silentLogger } from "../logger.ts";
import type { RunningServer } from "../start-server.ts";
import { aBooking, exchangeOverHttp, type Phone } from "../testing/booking.ts";
import { type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { startServer, TEST_PRICES } from "../testing/test-head-office.ts";

const PRICE = 10_000;
const usd = (minor: number) => ({ minor, currency: "USD" });

let database: TestDatabase;
let chain: SmallChain;
let server: RunningServer;
let phone: Phone;
let seq = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [
    { sku: "COAT", priceMinor: PRICE, onHand: { warehouse: 10_000 } },
    { sku: "SCARF", priceMinor: 2_500, onHand: { warehouse: 10_000 } },
  ]);
  server = await startServer({ databaseUrl: database.url, host: "127.0.0.1", port: 0, appFolder: null, logger: silentLogger });
  phone = await chain.addPhone();
});
afterAll(async () => {
  await server.stop();
  await database.close();
});

type Told = { readonly prices: object; readonly currency?: string | null; readonly proofs?: object | null };

function booking(told: Told, v = 2): PushedCommand {
  const command = aBooking({ seq: ++seq, by: chain.associateId, customerId: chain.customerId, sku: "COAT" });
  const quoted = { locationId: "warehouse", arrivesOn: "2099-01-01", ...(v > 1 && { currency: "USD", proofs: null }), ...told };
  return { ...command, v, args: { ...Object(command.args), quoted } };
}

async function send(push: PushedCommand[]): Promise<readonly Outcome[]> {
  const reply = await exchangeOverHttp(server.url, phone, { push });
  if (reply.kind !== "ok") throw new Error(`answered ${reply.kind}`);
  return reply.outcomes;
}

async function setPrice(minor: number): Promise<void> {
  await database.execute("update variant set price_minor = $1 where sku = 'COAT'", [minor]);
}

const storedPrices = async () =>
  (await database.query<{ price: number }>("select distinct price_minor as price from order_line")).map(({ price }) => price);

test("[PR1] a price told with head office's proof is booked, and what is stored is head office's", async () => {
  const [outcome] = await send([booking({ prices: { COAT: PRICE }, proofs: { COAT: TEST_PRICES.prove("COAT", usd(PRICE)) } })]);
  expect(outcome).toMatchObject({ kind: "applied" });
  expect(await storedPrices()).toEqual([PRICE]);
});

test("[PR2] a price that was right and is not any more is asked about, with the new one proven", async () => {
  await setPrice(12_000);
  const told = { prices: { COAT: PRICE }, proofs: { COAT: TEST_PRICES.prove("COAT", usd(PRICE)) } };
  const [outcome] = await send([booking(told)]);
  const now = { nowMinor: 12_000, nowCurrency: "USD", nowProof: TEST_PRICES.prove("COAT", usd(12_000)) };
  expect(outcome).toMatchObject({ kind: "refused", refusal: { code: "price-changed", quotedMinor: PRICE, ...now } });
  const [again] = await send([booking({ prices: { COAT: now.nowMinor }, proofs: { COAT: now.nowProof } })]);
  expect(again).toMatchObject({ kind: "applied" });
  await setPrice(PRICE);
});

describe("[PR3] a price that head office never gave", () => {
  test.each([
    ["a lower one under the proof of the right one", 1, TEST_PRICES.prove("COAT", usd(PRICE))],
    ["a lower one under its own words", 1, "x".repeat(43)],
    ["another item's, with that item's proof", 2_500, TEST_PRICES.prove("SCARF", usd(2_500))],
    ["the right one under no proof of it", PRICE, TEST_PRICES.prove("COAT", { minor: PRICE, currency: "EUR" })],
    ["none, under an empty proof", 0, ""],
  ])("%s is refused and raised", async (_, minor, proof) => {
    const forged = async () => /aisle_forged\w*\{kind="price-not-ours"\} (\d+)/.exec(await metrics())?.[1] ?? "0";
    const before = Number(await forged());
    const [outcome] = await send([booking({ prices: { COAT: minor }, proofs: { COAT: proof } })]);
    expect(outcome).toMatchObject({ kind: "refused", refusal: { code: "price-not-ours", nowMinor: PRICE } });
    expect(Number(await forged())).toBe(before + 1);
  });

  test("is kept as an event of that phone, without a price or a name", async () => {
    await expect
      .poll(() => database.query("select device_id, location_id from security_event where kind = 'price-not-ours' limit 1"))
      .toEqual([{ device_id: phone.deviceId, location_id: "downtown" }]);
  });

  async function metrics(): Promise<string> {
    return await server.app.events.metrics.registry.metrics();
  }
});

test("[SK4] the first apps told a price without a proof, or none: it is held to the number", async () => {
  const outcomes = await send([
    booking({ prices: { COAT: PRICE } }, 1),
    booking({ prices: {} }, 1),
    booking({ prices: { COAT: 1 } }, 1),
  ]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(["applied", "applied", "refused"]);
});

test("[PR1] [PR3] a thousand altered prices through the whole of head office: not one is booked at its own", async () => {
  const random = createSeededRandom(20_261_123);
  const proofs = [TEST_PRICES.prove("COAT", usd(PRICE)), TEST_PRICES.prove("SCARF", usd(2_500)), "y".repeat(43), "y".repeat(86)];
  for (let batch = 0; batch < 20; batch++) {
    const altered = Array.from({ length: 50 }, () => {
      const minor = random.pick([0, 1, PRICE - 1, PRICE + 1, random.int(1_000_000), 2_147_483_647]);
      const told = minor === PRICE ? PRICE - 1 : minor;
      return booking({ prices: { COAT: told }, proofs: random.chance(0.2) ? null : { COAT: random.pick(proofs) } });
    });
    const outcomes = await send(altered);
    expect(outcomes.map(({ kind }) => kind)).toEqual(altered.map(() => "refused"));
  }
  expect((await storedPrices()).toSorted()).toEqual([PRICE, 12_000]);
});

test("[PR4] what a command says of the time changes nothing: a week off, out of order, in 2038 or before the phone was made", async () => {
  const WEEK = 7 * 86_400_000;
  const now = Date.now();
  const times = [now + WEEK, now - WEEK, now, Date.UTC(2038, 0, 19, 3, 14, 8), Date.UTC(1, 0, 1), Date.UTC(2026, 10, 1, 9, 30)];
  const proven = { prices: { COAT: PRICE }, proofs: { COAT: TEST_PRICES.prove("COAT", usd(PRICE)) } };
  const sent = times.map((at) => ({ ...booking(proven), issuedAt: new Date(at).toISOString() }));
  const outcomes = await send(sent);
  expect(outcomes.map(({ kind }) => kind)).toEqual(times.map(() => "applied"));
  const decided = outcomes.map(({ decidedAt }) => Math.abs(Date.parse(decidedAt) - now) < WEEK / 7);
  expect(decided).toEqual(times.map(() => true));
  const numbers = outcomes.map((outcome) => ("result" in outcome && "number" in outcome.result ? outcome.result.number : 0));
  expect(numbers, "their place is the phone's own order, not the time they claim").toEqual(numbers.toSorted((a, b) => a - b));
  const [stored] = await database.query<{ strange: number }>(
    "select count(*)::int as strange from customer_order where abs(extract(epoch from booked_at - now())) > 86400",
  );
  expect(stored?.strange).toBe(0);
});
