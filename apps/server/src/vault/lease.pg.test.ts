import { DOOR } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { MINUTE } from "@aisle/domain";
import { createFakeClock, type FakeClock } from "@aisle/domain/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SESSION_COOKIE, SHIFT_MS } from "../sessions/session-reader.ts";
import { beginSession, endSession } from "../sessions/session-writer.ts";
import { readSession } from "../testing/index.ts";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { TEST_SECRETS } from "../testing/test-head-office.ts";
import { createCommandDoor } from "./command-door.ts";
import { giveLease, LEASE_MS } from "./lease.ts";
import { resume } from "./resume.ts";

let database: TestDatabase;
let chain: SmallChain;
let clock: FakeClock;

beforeAll(async () => {
  database = await createTestDatabase({ max: 5 });
  chain = await seedSmallChain(database, []);
});
afterAll(() => database.close());
beforeEach(() => {
  clock = createFakeClock();
});

const door = createCommandDoor(TEST_SECRETS);
const deps = () => ({ database: database.server.as(DOOR), secrets: TEST_SECRETS, now: clock.now, door });

/** Amara, in a shift of hers on a phone of its own. */
async function aShift() {
  const { deviceId } = await chain.addPhone();
  const who = { associateId: chain.associateId, deviceId, locationId: "downtown" };
  const { token } = await beginSession(database, who, { way: "pin", now: clock.now() });
  return { who, token, lease: await giveLease(deps(), who) };
}

const sessionOf = (token: string | null) => readSession(database, `${SESSION_COOKIE}=${token}`, clock.now());

test("[VA5] a lease lasts a day, names the person's and the store's feed, and is the same each time it is asked for", async () => {
  const { who, lease } = await aShift();
  expect(lease.until - lease.serverTime).toBe(LEASE_MS);
  expect(Object.keys(lease.shares)).toEqual([`associate:${who.associateId}`, "store:downtown"]);
  expect((await giveLease(deps(), who)).shares).toEqual(lease.shares);
});

test("[VA5] no two phones, people or stores have one share in common", async () => {
  const [one, other] = [await aShift(), await aShift()];
  const shares = [...Object.values(one.lease.shares), ...Object.values(other.lease.shares)];
  expect(new Set(shares).size).toBe(4);
  for (const share of shares) expect(Buffer.from(share, "base64url")).toHaveLength(32);
});

test("[VA6] a ticket goes on with a sleeping shift under a new token, and the old one opens nothing", async () => {
  const { who, token, lease } = await aShift();
  clock.advance(90 * MINUTE);
  expect(await sessionOf(token), "an hour without a word, and it sleeps").toBeNull();
  const fresh = await resume(deps(), { ...who, ticket: lease.ticket });
  expect((await sessionOf(fresh))?.associateId).toBe(who.associateId);
  expect(await sessionOf(token)).toBeNull();
});

test("[VA6] a ticket is good on its own phone, for its own person and shift, and for no other", async () => {
  const [one, other] = [await aShift(), await aShift()];
  expect(await resume(deps(), { ...other.who, ticket: one.lease.ticket }), "another phone").toBeNull();
  expect(await resume(deps(), { ...one.who, associateId: newId(), ticket: one.lease.ticket }), "another person").toBeNull();
  for (const ticket of ["", "A", `${one.lease.ticket}A`, "A".repeat(43)]) {
    expect(await resume(deps(), { ...one.who, ticket }), ticket).toBeNull();
  }
  await endSession(database, one.who);
  await beginSession(database, one.who, { way: "pin", now: clock.now() });
  expect(await resume(deps(), { ...one.who, ticket: one.lease.ticket }), "an earlier shift").toBeNull();
});

test("[VA6] a shift that is over, a phone taken out of use and a person who has left are not gone on with", async () => {
  const [over, revoked, left] = [await aShift(), await aShift(), await aShift()];
  await database.query("update device set revoked_at = now() where device_id = $1", [revoked.who.deviceId]);
  expect(await resume(deps(), { ...revoked.who, ticket: revoked.lease.ticket })).toBeNull();
  await database.query("update associate set is_active = false where associate_id = $1", [chain.associateId]);
  expect(await resume(deps(), { ...left.who, ticket: left.lease.ticket })).toBeNull();
  await database.query("update associate set is_active = true where associate_id = $1", [chain.associateId]);
  clock.advance(SHIFT_MS + MINUTE);
  expect(await resume(deps(), { ...over.who, ticket: over.lease.ticket })).toBeNull();
});
