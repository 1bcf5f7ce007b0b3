import { createCipheriv, randomBytes } from "node:crypto";
import { deflateRawSync } from "node:zlib";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { DeviceId } from "@aisle/domain";
import { type PushedCommand, type RescueAnswer, rescueHeader } from "@aisle/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../commands/run-command.ts";
import type { Session } from "../sessions/session-reader.ts";
import { createLocationDirectory } from "../stock/location-directory.ts";
import { applyCommand } from "../sync/apply-command.ts";
import { aBooking } from "../testing/booking.ts";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { TEST_PRICES } from "../testing/test-head-office.ts";
import { giveRescueKey } from "./rescue-keys.ts";
import { type PackageBrought, type TakeInDeps, takeIn } from "./take-in.ts";

let database: TestDatabase;
let chain: SmallChain;
const brought: PackageBrought[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [
    { sku: "COAT", onHand: { warehouse: 2000 } },
    { sku: "LAST", onHand: { warehouse: 1 } },
  ]);
});
afterAll(() => database.close());

const deps = (run = runCommand): TakeInDeps => ({
  database,
  epoch: "first-life",
  now: Date.now,
  locations: createLocationDirectory(database, Date.now),
  prices: TEST_PRICES,
  onFault: () => {},
  onAnswered: () => {},
  onBrought: (each) => brought.push(each),
  poke: () => {},
  run,
});

const asAmara = (changes: Partial<Session> = {}): Session => ({
  associateId: chain.associateId,
  deviceId: newId(),
  locationId: "downtown",
  role: "associate",
  name: "Amara",
  homeLocationId: "downtown",
  regionLocations: ["downtown"],
  ...changes,
});

async function aDyingPhone() {
  const { deviceId } = await chain.addPhone();
  const key = Buffer.from(await giveRescueKey(database, deviceId), "base64");
  return { deviceId, key };
}

const book = (seq: number, more: Partial<Parameters<typeof aBooking>[0]> = {}) =>
  aBooking({ seq, by: chain.associateId, customerId: chain.customerId, sku: "COAT", ...more });

/** As a phone seals it: packages/protocol/src/rescue.ts. */
function seal(phone: { readonly deviceId: string; readonly key: Buffer }, commands: readonly unknown[]): Uint8Array<ArrayBuffer> {
  const nonce = Uint8Array.from(randomBytes(12));
  const header = rescueHeader({ device: DeviceId.parse(phone.deviceId), madeAt: Date.now(), nonce });
  const cipher = createCipheriv("aes-256-gcm", phone.key, nonce);
  cipher.setAAD(header);
  const text = deflateRawSync(JSON.stringify({ commands }));
  return Uint8Array.from([...header, ...cipher.update(text), ...cipher.final(), ...cipher.getAuthTag()]);
}

async function ordersOf(deviceId: string): Promise<number> {
  const [row] = await database.query<{ count: number }>("select count(*)::int from customer_order where device_id = $1", [
    deviceId,
  ]);
  return row?.count ?? 0;
}

async function lastSeqOf(deviceId: string): Promise<number> {
  const [row] = await database.query<{ last_seq: string }>("select last_seq from device where device_id = $1", [deviceId]);
  return Number(row?.last_seq);
}

const summaryOf = (answer: RescueAnswer) =>
  answer.kind === "taken-in" ? { actions: answer.actions, confirmed: answer.confirmed, known: answer.known } : answer;

test("[RS2] a package's commands are taken as the phone's own, for who asked, without a number, and it is kept who brought them", async () => {
  const phone = await aDyingPhone();
  const commands = [book(4), book(5), { ...book(6), seq: null }];
  const jo = asAmara({ associateId: newId(), name: "Jo" });
  const answer = await takeIn(deps(), jo, seal(phone, commands));
  expect(answer).toMatchObject({ kind: "taken-in", actions: 3, confirmed: 3, known: 0, unreadable: 0, needsYou: [] });
  const kept = await database.query(
    "select command_id, seq, associate_id, taken_in_by from command_outcome where device_id = $1 order by decided_at, command_id",
    [phone.deviceId],
  );
  const row = (id: string) => ({ command_id: id, seq: null, associate_id: chain.associateId, taken_in_by: jo.associateId });
  expect(kept).toEqual(commands.map(({ id }) => row(id)));
  expect(await lastSeqOf(phone.deviceId)).toBe(0);
  expect(brought.at(-1)).toMatchObject({ deviceId: phone.deviceId, carrier: jo.deviceId, carriedBy: jo.associateId });
});

test("[RS3] the phone that comes back after all is answered by id, under its own numbers, and goes on", async () => {
  const phone = await aDyingPhone();
  const commands = [book(1), book(2)];
  await takeIn(deps(), asAmara(), seal(phone, commands));
  for (const command of commands) {
    const answer = await applyCommand(deps(), phone.deviceId, command);
    expect(answer).toMatchObject({ isRepeat: true, outcome: { kind: "applied", seq: command.seq } });
  }
  expect(await applyCommand(deps(), phone.deviceId, book(3))).toMatchObject({ isRepeat: false, outcome: { kind: "applied" } });
  expect([await ordersOf(phone.deviceId), await lastSeqOf(phone.deviceId)]).toEqual([3, 3]);
});

test("[RS3] 500 unsent actions by codes and by file at once, and the phone itself coming back in the middle: each has one effect", async () => {
  const phone = await aDyingPhone();
  const commands: PushedCommand[] = Array.from({ length: 500 }, (_, index) => book(index + 1));
  const comeBack = async () => {
    const answers = [];
    for (const command of commands) answers.push(await applyCommand(deps(), phone.deviceId, command));
    return answers;
  };
  const [byCodes, byFile, own] = await Promise.all([
    takeIn(deps(), asAmara(), seal(phone, commands)),
    takeIn(deps(), asAmara(), seal(phone, commands)),
    comeBack(),
  ]);
  expect([summaryOf(byCodes), summaryOf(byFile)]).toMatchObject([
    { actions: 500, confirmed: 500 },
    { actions: 500, confirmed: 500 },
  ]);
  expect(own.every((answer) => answer.kind === "answered" && answer.outcome.kind === "applied")).toBe(true);
  const again = await takeIn(deps(), asAmara(), seal(phone, commands));
  expect(summaryOf(again)).toEqual({ actions: 500, confirmed: 500, known: 500 });
  expect([await ordersOf(phone.deviceId), await lastSeqOf(phone.deviceId)]).toEqual([500, 500]);
  const [reserved] = await database.query<{ fits: boolean }>(
    `select count(distinct m.order_id) = 500 and count(*) = 500 as fits from stock_movement m
     join customer_order o using (order_id) where o.device_id = $1`,
    [phone.deviceId],
  );
  expect(reserved).toEqual({ fits: true });
});

test("[RS2] a client and the booking that needs them arrive together, and what stands on a refusal falls with it", async () => {
  const phone = await aDyingPhone();
  const customerId = newId();
  const client = {
    ...book(1),
    name: "customer.create",
    args: { customerId, name: "Zoë", phone: "", email: "", addresses: [], consent: { text: false, email: false, call: false } },
  };
  const refused = book(3, { customerId: newId() });
  const commands = [client, book(2, { customerId, needs: [client.id] }), refused, book(4, { needs: [refused.id] })];
  const answer = await takeIn(deps(), asAmara(), seal(phone, commands));
  expect(answer).toMatchObject({
    actions: 4,
    confirmed: 2,
    needsYou: [
      { id: refused.id, customer: null, outcome: { refusal: { code: "unknown-customer" } } },
      { outcome: { refusal: { code: "needs-refused", needs: refused.id } } },
    ],
  });
});

test("[RS8] what needs a person comes back with who asked and the client's name, if that client is this store's", async () => {
  const phone = await aDyingPhone();
  const stranger = newId();
  await database.query(
    "insert into customer (customer_id, name, home_location_id, since) values ($1, 'Ms Lind', 'airport', 2020)",
    [stranger],
  );
  const commands = [book(1, { sku: "LAST" }), book(2, { sku: "LAST" }), book(3, { sku: "GONE", customerId: stranger })];
  const answer = await takeIn(deps(), asAmara(), seal(phone, commands));
  expect(answer).toMatchObject({
    confirmed: 1,
    needsYou: [
      { id: commands[1]?.id, name: "order.ship-to-home", by: "Amara", customer: "Mr Okafor", sku: "LAST" },
      { id: commands[2]?.id, by: "Amara", customer: null },
    ],
  });
});

test("[RS4] one bit altered, another chain's key, another phone's name: nothing is taken, and it is said why", async () => {
  const phone = await aDyingPhone();
  const other = await aDyingPhone();
  const good = seal(phone, [book(1)]);
  const altered = Uint8Array.from(good, (byte, at) => (at === good.length - 20 ? byte ^ 1 : byte));
  const later = Uint8Array.from(good, (byte, at) => (at === 28 ? byte ^ 1 : byte));
  const renamed = Uint8Array.from([...good.slice(0, 5), ...seal(other, []).slice(5, 21), ...good.slice(21)]);
  const code = async (bytes: Uint8Array<ArrayBuffer>, session = asAmara()) => {
    const answer = await takeIn(deps(), session, bytes);
    return answer.kind === "refused" ? answer.code : answer.kind;
  };
  expect(await code(altered)).toBe("does-not-open");
  expect(await code(later)).toBe("does-not-open");
  expect(await code(renamed)).toBe("does-not-open");
  expect(await code(seal({ deviceId: phone.deviceId, key: randomBytes(32) }, [book(1)]))).toBe("does-not-open");
  expect(await code(seal({ deviceId: newId(), key: phone.key }, [book(1)]))).toBe("unknown-phone");
  expect(await code(new Uint8Array(80))).toBe("not-a-package");
  expect(await code(good, asAmara({ locationId: "airport" }))).toBe("other-store");
  expect(await code(good, asAmara({ role: "regional" }))).toBe("not-allowed");
  expect(await ordersOf(phone.deviceId)).toBe(0);
  expect(await code(good)).toBe("taken-in");
});

test("[RS3] a command in a package is nobody else's: another phone's package with the same id is refused", async () => {
  const [one, two] = [await aDyingPhone(), await aDyingPhone()];
  const command = book(1);
  await takeIn(deps(), asAmara(), seal(one, [command]));
  const answer = await takeIn(deps(), asAmara(), seal(two, [command, { ...command, args: {} }]));
  expect(answer).toMatchObject({
    confirmed: 0,
    needsYou: [{ outcome: { refusal: { code: "same-id-other-content" } } }, { outcome: { kind: "refused" } }],
  });
  expect(await ordersOf(two.deviceId)).toBe(0);
});

test("[RS2] a command that throws is parked for a person, one that cannot be read is counted, and the others are taken", async () => {
  const phone = await aDyingPhone();
  const poison = book(1, { quantity: 3 });
  const throwing = deps(async (command, context) => {
    if (command.args === undefined || JSON.stringify(command.args).includes('"quantity":3')) throw new Error("a bug of ours");
    return runCommand(command, context);
  });
  const answer = await takeIn(throwing, asAmara(), seal(phone, [poison, { id: "?" }, book(3)]));
  expect(answer).toMatchObject({
    actions: 2,
    confirmed: 1,
    unreadable: 1,
    needsYou: [{ id: poison.id, outcome: { kind: "failed", refusal: { code: "could-not-be-taken" } } }],
  });
});

test("a phone is given the same key for ever", async () => {
  const { deviceId, key } = await aDyingPhone();
  expect(Buffer.from(await giveRescueKey(database, deviceId), "base64")).toEqual(key);
  expect(key).toHaveLength(32);
});
