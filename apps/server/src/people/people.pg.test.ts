import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { MINUTE, type Role } from "@aisle/domain";
import { createFakeClock, type FakeClock } from "@aisle/domain/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { App } from "../app.ts";
import { silentLogger } from "../logger.ts";
import { appRouter } from "../router.ts";
import { readSession, SESSION_COOKIE } from "../sessions/session-reader.ts";
import { beginSession } from "../sessions/session-writer.ts";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { createApp, TEST_SECRETS } from "../testing/test-head-office.ts";

let database: TestDatabase;
let chain: SmallChain;
let app: App;
let clock: FakeClock;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, []);
});
afterAll(async () => {
  await app.close();
  await database.close();
});
beforeEach(async () => {
  await app?.close();
  clock = createFakeClock();
  app = await createApp({ databaseUrl: database.url, logger: silentLogger, now: clock.now });
});

async function hire(role: Role, locationId = "downtown"): Promise<string> {
  const associateId = newId();
  await database.query("insert into associate (associate_id, name, role, location_id) values ($1, $2, $3, $4)", [
    associateId,
    `A ${role}`,
    role,
    locationId,
  ]);
  return associateId;
}

/** Somebody at work on a phone of their own, as requests of it come in. */
async function atWork(role: Role, locationId = "downtown") {
  const associateId = await hire(role, locationId);
  const deviceId = newId();
  await database.query("insert into device (device_id, location_id) values ($1, $2)", [deviceId, locationId]);
  let { token } = await beginSession(database, { associateId, deviceId }, { way: "passkey", now: clock.now() });
  const ask = appRouter.createCaller(() => ({
    app,
    checkPhone: async () => ({ kind: "proven", phone: { deviceId, locationId, name: "" } }),
    address: "127.0.0.1",
    isThisMachine: false,
    readSession: () => readSession(database, `${SESSION_COOKIE}=${token}`, clock.now()),
    setSession: (next) => {
      token = next ?? "";
    },
    origin: "http://localhost:3000",
  }));
  return { associateId, deviceId, ask };
}

test("a manager takes somebody on, who comes in by a link, once", async () => {
  const { ask } = await atWork("manager");
  const added = await ask.people.add({ locationId: "downtown", name: "  Nia Okoro ", role: "lead", login: "nia@example.com" });
  if (added.kind !== "added") throw new Error(added.kind);
  const { token } = await ask.people.invite({ associateId: added.associateId });
  const later = await ask.people.invite({ associateId: added.associateId });
  expect(await ask.proof.welcome({ token }), "a newer link takes the older one's place").toBeNull();
  expect(await ask.proof.welcome({ token: later.token })).toEqual({ name: "Nia Okoro", passkey: null });
  expect(await ask.proof.settleIn({ ...later, pin: "123456", passkey: null })).toEqual({ kind: "too-easy" });
  expect(await ask.proof.settleIn({ ...later, pin: "739164", passkey: null })).toEqual({ kind: "done" });
  expect(await ask.proof.settleIn({ ...later, pin: "739164", passkey: null })).toEqual({ kind: "link-is-over" });
  const listed = await ask.people.list({ locationId: "downtown" });
  expect(listed.find(({ name }) => name === "Nia Okoro")?.access).toMatchObject({ hasPin: true, login: "nia@example.com" });
});

test("nobody lifts themselves or others to where they stand, or touches those above", async () => {
  const { ask, associateId } = await atWork("manager");
  const boss = await hire("regional");
  const peer = await hire("manager");
  const amara = { associateId: chain.associateId, name: "Amara", login: "" };
  await expect(ask.people.change({ ...amara, role: "manager" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(ask.people.add({ locationId: "downtown", name: "X", role: "admin", login: "" })).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
  for (const other of [boss, peer, associateId]) {
    await expect(ask.people.leave({ associateId: other })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(ask.people.startAfresh({ associateId: other })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  expect(await ask.people.change({ ...amara, role: "lead" })).toEqual({ kind: "changed" });
  expect(await ask.people.change({ ...amara, role: "associate" })).toEqual({ kind: "changed" });
});

test("what is more than looking asks for a fresh proof after five minutes", async () => {
  const { ask, associateId } = await atWork("manager");
  clock.advance(6 * MINUTE);
  const amara = { associateId: chain.associateId };
  await expect(ask.people.invite(amara)).rejects.toMatchObject({ code: "PRECONDITION_REQUIRED" });
  await expect(ask.proof.choosePin({ pin: "739164" })).rejects.toMatchObject({ code: "PRECONDITION_REQUIRED" });
  expect(await ask.people.list({ locationId: "downtown" })).not.toEqual([]);
  const pepper = TEST_SECRETS.keyFor("pin-pepper");
  const { hashPin } = await import("@aisle/db");
  await database.query("update associate set pin_hash = $2 where associate_id = $1", [
    associateId,
    await hashPin("584093", pepper),
  ]);
  expect(await ask.session.stepUp({ pin: "000000" })).toEqual({ kind: "wrong-pin", triesLeft: 4 });
  await expect(ask.people.invite(amara)).rejects.toMatchObject({ code: "PRECONDITION_REQUIRED" });
  expect(await ask.session.stepUp({ pin: "584093" })).toEqual({ kind: "right" });
  expect((await ask.people.invite(amara)).token).toMatch(/^[\w-]{32}$/);
});

test("the sixth wrong PIN of a step-up locks like any other", async () => {
  const { ask } = await atWork("manager");
  const kinds = [];
  for (let times = 0; times < 6; times++) kinds.push((await ask.session.stepUp({ pin: "000000" })).kind);
  expect(kinds).toEqual(["wrong-pin", "wrong-pin", "wrong-pin", "wrong-pin", "wait", "wait"]);
});

test("somebody who leaves is out with their next request, and phones forget them", async () => {
  const { ask } = await atWork("manager");
  const leaver = await atWork("associate");
  expect(await leaver.ask.session.mine()).toHaveLength(1);
  await ask.people.leave({ associateId: leaver.associateId });
  await expect(leaver.ask.session.mine()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  const [row] = await database.query<{ left: number; stones: number }>(
    `select (select count(*)::int from session where associate_id = $1) as left,
       (select count(*)::int from tombstone where feed_id = 'store:downtown' and key = $1::text) as stones`,
    [leaver.associateId],
  );
  expect(row).toEqual({ left: 0, stones: 1 });
});

test("one sees and ends one's own sessions, a lead those of the store, and nobody those of another one", async () => {
  const mine = await atWork("associate");
  const lead = await atWork("lead");
  const stranger = await atWork("manager", "airport");
  const [session] = await mine.ask.session.mine();
  if (!session) throw new Error("no session");
  expect(session).toMatchObject({ isThisOne: true, way: "passkey" });
  const { sessionId } = session;
  await stranger.ask.session.endMine({ sessionId });
  await expect(stranger.ask.session.endOther({ sessionId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(stranger.ask.session.endOther({ sessionId: crypto.randomUUID() })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await mine.ask.session.mine()).toHaveLength(1);
  await lead.ask.session.endOther({ sessionId });
  await expect(mine.ask.session.mine()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});

test("what proves who somebody is, is told to those who look after them only", async () => {
  const associate = await atWork("associate");
  const listed = await associate.ask.people.list({ locationId: "downtown" });
  expect(listed.length).toBeGreaterThan(1);
  expect(listed.filter(({ access }) => access !== null)).toEqual([]);
  await expect(associate.ask.people.list({ locationId: "airport" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
