import { hashPin, verifyPin } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { MINUTE } from "@aisle/domain";
import { createFakeClock, type FakeClock } from "@aisle/domain/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { TEST_SECRETS } from "../testing/test-head-office.ts";
import { createPinCheck } from "./pin-check.ts";
import type { ShiftStart } from "./proof-settings.ts";
import { IDLE_MS, readSession, SECURE_SESSION_COOKIE, SESSION_COOKIE, SHIFT_MS } from "./session-reader.ts";
import { beginSession, endSessionsOf } from "./session-writer.ts";
import { createSignIn } from "./sign-in.ts";
import { forgetTriesOf } from "./wrong-tries.ts";

const PIN = "739164";
const PEPPER = TEST_SECRETS.keyFor("pin-pepper");

let database: TestDatabase;
let chain: SmallChain;
let clock: FakeClock;
let judged: number;
let ben: string;

beforeAll(async () => {
  database = await createTestDatabase({ max: 20 });
  chain = await seedSmallChain(database, []);
  ben = newId();
  await database.query(
    "insert into associate (associate_id, name, role, location_id) values ($1, 'Ben', 'associate', 'downtown')",
    [ben],
  );
  await database.query("update associate set pin_hash = $1", [await hashPin(PIN, PEPPER)]);
});
afterAll(() => database.close());
beforeEach(() => {
  clock = createFakeClock();
  judged = 0;
});

/** One process of head office: all of them share nothing but the database. */
function headOffice(shiftStart: ShiftStart = "pin") {
  const verify: typeof verifyPin = (...asked) => {
    judged++;
    return verifyPin(...asked);
  };
  const checkPin = createPinCheck({ database, secrets: TEST_SECRETS, now: clock.now, verify });
  const signIn = createSignIn({ database, now: clock.now, checkPin, shiftStart });
  return (pin: string, about: { readonly deviceId?: string; readonly who?: string; readonly at?: string } = {}) =>
    signIn({
      deviceId: about.deviceId ?? newId(),
      locationId: about.at ?? "downtown",
      associateId: about.who ?? chain.associateId,
      pin,
      appVersion: "test",
    });
}

const sessionOf = (token: string | undefined) => readSession(database, `${SESSION_COOKIE}=${token}`, clock.now());

test("one tap and the right PIN open the phone's store", async () => {
  const deviceId = newId();
  const answer = await headOffice()(PIN, { deviceId });
  expect(answer).toMatchObject({ kind: "signed-in", associate: { name: "Amara", role: "associate", locationId: "downtown" } });
  const session = await readSession(database, `theme=dark; ${SESSION_COOKIE}=${answer.token}`, clock.now());
  expect(session).toMatchObject({ associateId: chain.associateId, deviceId, locationId: "downtown", way: "pin" });
});

test("somebody else's right PIN is not theirs", async () => {
  await database.query("update associate set pin_hash = $2 where associate_id = $1", [ben, await hashPin("584093", PEPPER)]);
  expect((await headOffice()("584093", { who: ben })).kind).toBe("signed-in");
  expect((await headOffice()("584093")).kind).toBe("wrong-pin");
});

test("a shift ends by itself after twelve hours, and sleeps after one without a word", async () => {
  const { token } = await headOffice()(PIN);
  clock.advance(IDLE_MS - 1000);
  expect(await sessionOf(token)).not.toBeNull();
  clock.advance(IDLE_MS - 1000);
  expect(await sessionOf(token), "each word from the phone counts anew").not.toBeNull();
  clock.advance(IDLE_MS + 1000);
  expect(await sessionOf(token)).toBeNull();
  const other = await headOffice()(PIN);
  for (let gone = 0; gone < SHIFT_MS; gone += IDLE_MS / 2) {
    expect(await sessionOf(other.token)).not.toBeNull();
    clock.advance(IDLE_MS / 2);
  }
  expect(await sessionOf(other.token)).toBeNull();
});

test("somebody who has left or moved is out with their next request, and not let in again", async () => {
  const deviceId = newId();
  const { token } = await headOffice()(PIN, { deviceId });
  const change = (column: string) =>
    database.query(`update associate set ${column} where associate_id = $1`, [chain.associateId]);
  for (const [away, back] of [
    ["is_active = false", "is_active = true"],
    ["location_id = 'airport'", "location_id = 'downtown'"],
  ] as const) {
    await change(away);
    expect(await sessionOf(token), away).toBeNull();
    expect((await headOffice()(PIN)).kind, away).toBe("wrong-pin");
    await change(back);
    expect(await sessionOf(token), back).not.toBeNull();
  }
  await endSessionsOf(database, chain.associateId);
  expect(await sessionOf(token)).toBeNull();
});

test("a cookie that was never given, or is not one, is nobody; over https only the name that binds it to the host counts", async () => {
  const { token } = await headOffice()(PIN);
  for (const cookie of [null, "", `${SESSION_COOKIE}=`, `${SESSION_COOKIE}=${"A".repeat(43)}`, `${SESSION_COOKIE}=' or 1=1`]) {
    expect(await readSession(database, cookie, clock.now())).toBeNull();
  }
  const planted = `${SECURE_SESSION_COOKIE}=${"A".repeat(43)}; ${SESSION_COOKIE}=${token}`;
  expect(await readSession(database, planted, clock.now())).toBeNull();
});

test("each unlocking gives a new token, and the one before opens nothing any more", async () => {
  const deviceId = newId();
  const first = await headOffice()(PIN, { deviceId });
  const second = await headOffice()(PIN, { deviceId });
  expect(await sessionOf(first.token)).toBeNull();
  expect(await sessionOf(second.token)).not.toBeNull();
});

test("where shifts begin by passkey, a PIN only wakes a shift of that person on that very phone", async () => {
  const signIn = headOffice("passkey");
  const deviceId = newId();
  expect(await signIn(PIN, { deviceId })).toEqual({ kind: "start-shift", way: "passkey" });
  const who = { associateId: chain.associateId, deviceId };
  const { token } = await beginSession(database, who, { way: "passkey", now: clock.now() });
  clock.advance(IDLE_MS + 1);
  expect(await sessionOf(token)).toBeNull();
  const woken = await signIn(PIN, { deviceId });
  expect(woken.kind).toBe("signed-in");
  expect(await sessionOf(woken.token)).toMatchObject({ way: "passkey" });
  expect(await signIn(PIN)).toMatchObject({ kind: "start-shift" });
  clock.advance(SHIFT_MS);
  expect(await signIn(PIN, { deviceId })).toMatchObject({ kind: "start-shift" });
});

test("five wrong PINs make one person wait on one phone; colleagues and other phones go on", async () => {
  const signIn = headOffice();
  const deviceId = newId();
  const answers = [];
  for (let times = 0; times < 5; times++) answers.push(await signIn("000000", { deviceId }));
  expect(answers.map((answer) => answer.kind)).toEqual(["wrong-pin", "wrong-pin", "wrong-pin", "wrong-pin", "wait"]);
  expect(answers[2]).toEqual({ kind: "wrong-pin", triesLeft: 2 });
  expect(await signIn(PIN, { deviceId }), "the sixth is not even judged").toEqual({ kind: "wait", seconds: 30 });
  expect(judged).toBe(5);
  expect((await signIn(PIN)).kind).toBe("signed-in");
  expect((await signIn("584093", { deviceId, who: ben })).kind).toBe("signed-in");
  clock.advance(31_000);
  expect((await signIn(PIN, { deviceId })).kind).toBe("signed-in");
});

test("ten wrong PINs in a row close the phone to that person until a manager says otherwise", async () => {
  const signIn = headOffice();
  const deviceId = newId();
  for (let times = 0; times < 10; times++) {
    await signIn("000000", { deviceId });
    clock.advance(6 * MINUTE);
  }
  expect(await signIn(PIN, { deviceId })).toEqual({ kind: "locked" });
  clock.advance(365 * 24 * 60 * MINUTE);
  expect(await signIn(PIN, { deviceId })).toEqual({ kind: "locked" });
  expect(judged).toBe(10);
  await forgetTriesOf(database, chain.associateId);
  expect((await signIn(PIN, { deviceId })).kind).toBe("signed-in");
});

test("tries made all at once, at two processes, against everybody of the team, are judged ten times at most", async () => {
  const deviceId = newId();
  const offices = [headOffice(), headOffice()];
  const guesses = Array.from({ length: 300 }, (_, guess) =>
    offices[guess % 2]?.(String(300_000 + guess), { deviceId, who: [chain.associateId, ben, newId()][guess % 3] ?? ben }),
  );
  const answers = await Promise.all(guesses);
  expect(answers.filter((answer) => answer?.kind === "signed-in")).toEqual([]);
  expect(judged).toBeLessThanOrEqual(10);
  expect((await headOffice()(PIN)).kind, "another phone").toBe("signed-in");
});

test("wrong PINs outlive a restart of head office", async () => {
  const deviceId = newId();
  for (let times = 0; times < 5; times++) await headOffice()("000000", { deviceId });
  expect(await headOffice()(PIN, { deviceId })).toEqual({ kind: "wait", seconds: 30 });
});

test("somebody unknown, of another store or without a PIN costs the same work as a wrong PIN", async () => {
  const cy = newId();
  await database.query(
    "insert into associate (associate_id, name, role, location_id) values ($1, 'Cy', 'associate', 'downtown')",
    [cy],
  );
  for (const about of [{ who: newId() }, { who: cy }, { at: "airport" }, { at: "nowhere" }]) {
    judged = 0;
    expect(await headOffice()(PIN, about)).toEqual({ kind: "wrong-pin", triesLeft: 4 });
    expect(judged).toBe(1);
  }
});

test("[EX6] a phone that was taken out of use is nobody's: its session is over, and the right PIN does not begin another", async () => {
  const deviceId = newId();
  const { token } = await headOffice()(PIN, { deviceId });
  const revoke = (at: string | null) => database.query("update device set revoked_at = $2 where device_id = $1", [deviceId, at]);
  await revoke("2026-11-23T09:00:00.000Z");
  expect(await sessionOf(token)).toBeNull();
  expect(await headOffice()(PIN, { deviceId })).toEqual({ kind: "revoked" });
  await revoke(null);
  expect((await headOffice()(PIN, { deviceId })).kind).toBe("signed-in");
});
