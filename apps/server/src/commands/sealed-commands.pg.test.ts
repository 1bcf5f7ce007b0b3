import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { hashOf, type PushedCommand } from "@aisle/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type ApplyDeps,
  aBooking,
  applyCommand,
  createCommandDoor,
  createLocationDirectory,
  newId,
  type SmallChain,
  sealAsPhone,
  seedSmallChain,
  TEST_PRICES,
  TEST_SECRETS,
} from "../testing/index.ts";

const door = createCommandDoor(TEST_SECRETS);
let database: TestDatabase;
let chain: SmallChain;

beforeAll(async () => {
  database = await createTestDatabase({ max: 5 });
  chain = await seedSmallChain(database, [{ sku: "COAT", onHand: { warehouse: 50 } }]);
});
afterAll(() => database.close());

const deps = (): ApplyDeps => ({
  database: database.server,
  now: Date.now,
  locations: createLocationDirectory(database, Date.now),
  prices: TEST_PRICES,
  door,
  onFault: (fault) => {
    throw fault;
  },
});

/** A booking in the clear, and as a phone sends it. */
async function sealedBooking(seq = 1, about: Partial<Parameters<typeof aBooking>[0]> = {}) {
  const { deviceId } = await chain.addPhone();
  const plain = aBooking({ seq, by: chain.associateId, customerId: chain.customerId, sku: "COAT", ...about });
  const seal = (command: PushedCommand) => ({
    ...command,
    args: sealAsPhone(door.key, command.args, { ...command, device: deviceId }),
  });
  return { deviceId, plain, seal, sealed: seal(plain) };
}

test("[SE1] a sealed booking is taken like any other, and its hash is of what travelled", async () => {
  const { deviceId, sealed } = await sealedBooking();
  expect(await applyCommand(deps(), deviceId, sealed)).toMatchObject({ outcome: { kind: "applied" } });
  const [kept] = await database.query<{ args_hash: string }>("select args_hash from command_outcome where command_id = $1", [
    sealed.id,
  ]);
  expect(kept?.args_hash).toBe(hashOf(sealed));
  expect(await applyCommand(deps(), deviceId, sealed)).toMatchObject({ isRepeat: true, outcome: { kind: "applied" } });
});

test("[SE2] what was sealed on another phone, for another person or under another id is refused, and does nothing", async () => {
  const { deviceId, sealed } = await sealedBooking();
  const other = await chain.addPhone();
  const notUnderstood = { outcome: { kind: "refused", refusal: { code: "not-understood" } } };
  expect(await applyCommand(deps(), other.deviceId, { ...sealed, id: newId() as typeof sealed.id })).toMatchObject(notUnderstood);
  const again = await sealedBooking();
  expect(await applyCommand(deps(), again.deviceId, { ...again.sealed, args: sealed.args })).toMatchObject(notUnderstood);
  expect(await applyCommand(deps(), deviceId, sealed)).toMatchObject({ outcome: { kind: "applied" } });
});

test("[SE2] what opens to more than any phone says is refused before it is parsed", async () => {
  const { deviceId, plain, seal } = await sealedBooking();
  const deep = JSON.parse(`${'{"a":'.repeat(60)}1${"}".repeat(60)}`);
  const answer = await applyCommand(deps(), deviceId, seal({ ...plain, args: deep }));
  expect(answer).toMatchObject({ outcome: { kind: "refused", refusal: { code: "not-understood" } } });
});

test("[SE4] a booking in the clear, as older apps send it, is taken too", async () => {
  const { deviceId, plain } = await sealedBooking();
  expect(await applyCommand(deps(), deviceId, plain)).toMatchObject({ outcome: { kind: "applied" } });
});
