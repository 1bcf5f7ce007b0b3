import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../commands/run-command.ts";
import { createLocationDirectory } from "../stock/location-directory.ts";
import { aBooking } from "../testing/booking.ts";
import { type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { TEST_PRICES } from "../testing/test-head-office.ts";
import { type Applied, type ApplyDeps, applyCommand, PARK_AFTER_FAULTS } from "./apply-command.ts";

let database: TestDatabase;
let chain: SmallChain;
const incidents: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 10 } }]);
});
afterAll(() => database.close());

const deps = (run: ApplyDeps["run"] = runCommand): ApplyDeps => ({
  database,
  now: Date.now,
  locations: createLocationDirectory(database, Date.now),
  prices: TEST_PRICES,
  onFault: (_, incident) => incidents.push(incident),
  run,
});
const book = (seq: number, more: Partial<Parameters<typeof aBooking>[0]> = {}) =>
  aBooking({ seq, by: chain.associateId, customerId: chain.customerId, sku: "COAT", ...more });

test("[PU8] a command that throws three times is parked for a person, leaves nothing behind, and lets the next one through", async () => {
  const { deviceId } = await chain.addPhone();
  const poison = book(1);
  const throwing = deps(async (command, context) => {
    await runCommand(command, context);
    throw new Error("a bug of ours");
  });
  const answers = [];
  for (let times = 0; times < PARK_AFTER_FAULTS; times++) answers.push(await applyCommand(throwing, deviceId, poison));
  expect(answers.map((answer) => answer.kind)).toEqual(["try-later", "try-later", "answered"]);
  expect(answers[2]).toMatchObject({
    outcome: { kind: "failed", refusal: { code: "could-not-be-taken", incident: incidents.at(-1) } },
  });
  const { orderId } = poison.args as { orderId: string };
  expect(await database.query("select 1 from customer_order where order_id = $1", [orderId])).toEqual([]);
  expect(await applyCommand(deps(), deviceId, book(2))).toMatchObject({ kind: "answered", outcome: { kind: "applied" } });
});

test("[PU7] a fault of the database that passes is answered 'try later', records nothing, and is not counted against the command", async () => {
  const { deviceId } = await chain.addPhone();
  const command = book(1);
  const passing = deps(async (taken, context) => {
    await runCommand(taken, context);
    // 40001, as Postgres says "could not serialize access".
    await context.tx.query("do $$ begin raise exception using errcode = '40001'; end $$");
    throw new Error("not reached");
  });
  for (let times = 0; times <= PARK_AFTER_FAULTS; times++) {
    expect(await applyCommand(passing, deviceId, command)).toMatchObject({ kind: "try-later" });
  }
  expect(await database.query("select 1 from command_fault where command_id = $1", [command.id])).toEqual([]);
  expect(await applyCommand(deps(), deviceId, command)).toMatchObject({ isRepeat: false, outcome: { kind: "applied" } });
});

test("[PU9] an order id that another booking already has is refused, and nothing is promised twice", async () => {
  const { deviceId } = await chain.addPhone();
  const first = book(1);
  await applyCommand(deps(), deviceId, first);
  const { orderId } = first.args as { orderId: string };
  const answer = await applyCommand(deps(), deviceId, book(2, { orderId }));
  expect(answer).toMatchObject({ kind: "answered", outcome: { kind: "refused", refusal: { code: "already-exists" } } });
  expect(await database.query("select 1 from stock_movement where order_id = $1", [orderId])).toHaveLength(1);
});

test("[PU5] somebody of another store, or who has left, may not book on this phone", async () => {
  const { deviceId } = await chain.addPhone();
  const stranger = book(1, { by: "0190a3c2-0000-7000-8000-000000000000" });
  expect(await applyCommand(deps(), deviceId, stranger)).toMatchObject({ outcome: { refusal: { code: "not-allowed" } } });
});

test("a phone that head office does not know is told so", async () => {
  expect(await applyCommand(deps(), "0190a3c2-0000-7000-8000-000000000001", book(1))).toEqual({ kind: "unknown-device" });
});

test("[PU4] another phone's command is never answered to this one, even under its own id", async () => {
  const [one, two] = [await chain.addPhone(), await chain.addPhone()];
  const command = book(1);
  await applyCommand(deps(), one.deviceId, command);
  const answer = await applyCommand(deps(), two.deviceId, command);
  expect(answer).toMatchObject({ outcome: { kind: "refused", refusal: { code: "same-id-other-content" } } });
});

test("[PU10] [CH3] a command sent again while its first copy is still being taken gets that copy's answer", async () => {
  const { deviceId } = await chain.addPhone();
  const command = book(1);
  const second = Promise.withResolvers<Applied>();
  const first = await applyCommand(
    deps(async (taken, context) => {
      applyCommand(deps(), deviceId, command).then(second.resolve, second.reject);
      await untilSomebodyWaitsForALock();
      return runCommand(taken, context);
    }),
    deviceId,
    command,
  );
  expect(first).toMatchObject({ kind: "answered", isRepeat: false, outcome: { kind: "applied" } });
  expect(await second.promise).toMatchObject({ kind: "answered", isRepeat: true, outcome: { kind: "applied" } });
});

async function untilSomebodyWaitsForALock(): Promise<void> {
  const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  while ((await database.query(waiting)).length === 0);
}
