import { hashPin } from "@aisle/db";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { createFakeClock, type FakeClock } from "@aisle/domain/testing";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { readSession, SESSION_COOKIE } from "./session-reader.ts";
import { createSignIn, SHIFT_MS, type SignIn } from "./sign-in.ts";

let database: TestDatabase;
let chain: SmallChain;
let clock: FakeClock;
let signIn: SignIn;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, []);
  await database.query("update associate set pin_hash = $2 where associate_id = $1", [chain.associateId, await hashPin("2468")]);
});
afterAll(() => database.close());
beforeEach(() => {
  clock = createFakeClock();
  signIn = createSignIn(database, clock.now);
});

const atDowntown = (pin: string, deviceId = newId()) => signIn({ deviceId, locationId: "downtown", pin, appVersion: "test" });

test("the right PIN starts a shift whose cookie opens the phone's store", async () => {
  const deviceId = newId();
  const answer = await atDowntown("2468", deviceId);
  expect(answer).toMatchObject({ kind: "signed-in", associate: { name: "Amara", role: "associate", locationId: "downtown" } });
  const session = await readSession(database, `theme=dark; ${SESSION_COOKIE}=${answer.token}`, clock.now());
  expect(session).toMatchObject({ associateId: chain.associateId, deviceId, locationId: "downtown" });
});

test("a shift ends by itself", async () => {
  const { token } = await atDowntown("2468");
  expect(await readSession(database, `${SESSION_COOKIE}=${token}`, clock.now() + SHIFT_MS + 1)).toBeNull();
});

test("somebody who has left is not let in, and their session is over", async () => {
  const { token } = await atDowntown("2468");
  await database.query("update associate set is_active = false where associate_id = $1", [chain.associateId]);
  expect(await readSession(database, `${SESSION_COOKIE}=${token}`, clock.now())).toBeNull();
  expect((await atDowntown("2468")).kind).toBe("unknown-store");
  await database.query("update associate set is_active = true where associate_id = $1", [chain.associateId]);
});

test("a cookie that was never given, or is not one, is nobody", async () => {
  for (const cookie of [null, "", `${SESSION_COOKIE}=`, `${SESSION_COOKIE}=${"A".repeat(43)}`, `${SESSION_COOKIE}=' or 1=1`]) {
    expect(await readSession(database, cookie, clock.now())).toBeNull();
  }
});

test("five wrong PINs make this phone wait half a minute, and no other phone", async () => {
  const deviceId = newId();
  const answers = [];
  for (let times = 0; times < 5; times++) answers.push(await atDowntown("0000", deviceId));
  expect(answers.map((answer) => answer.kind)).toEqual(["wrong-pin", "wrong-pin", "wrong-pin", "wrong-pin", "wait"]);
  expect(answers[2]).toEqual({ kind: "wrong-pin", triesLeft: 2 });
  expect(await atDowntown("2468", deviceId)).toEqual({ kind: "wait", seconds: 30 });
  expect((await atDowntown("2468")).kind).toBe("signed-in");
  clock.advance(31_000);
  expect((await atDowntown("2468", deviceId)).kind).toBe("signed-in");
});

test("wrong PINs tried all at once count like those tried one after the other", async () => {
  const deviceId = newId();
  const answers = await Promise.all(Array.from({ length: 8 }, () => atDowntown("0000", deviceId)));
  expect(answers.filter((answer) => answer.kind === "wrong-pin")).toHaveLength(4);
  expect(await atDowntown("2468", deviceId)).toEqual({ kind: "wait", seconds: 30 });
});

test("whoever makes up a new phone for every guess soon waits, while phones at work there sign in", async () => {
  const atWork = newId();
  expect((await atDowntown("2468", atWork)).kind).toBe("signed-in");
  const guesses = [];
  for (let guess = 0; guess < 21; guess++) guesses.push(await atDowntown(String(3000 + guess)));
  expect(guesses.at(-1)).toEqual({ kind: "wait", seconds: 300 });
  expect(guesses.filter((answer) => answer.kind === "wrong-pin")).toHaveLength(19);
  expect(await atDowntown("2468")).toEqual({ kind: "wait", seconds: 300 });
  expect((await atDowntown("2468", atWork)).kind).toBe("signed-in");
  expect((await signIn({ deviceId: atWork, locationId: "airport", pin: "2468", appVersion: "test" })).kind).toBe("unknown-store");
  clock.advance(300_001);
  expect((await atDowntown("2468")).kind).toBe("signed-in");
});

test("a store's new phones that sign in rightly never use up the tries of others", async () => {
  for (let phones = 0; phones < 25; phones++) expect((await atDowntown("2468")).kind).toBe("signed-in");
});

test("[EX6] a phone that was taken out of use is nobody's: its session is over, and the right PIN does not begin another", async () => {
  const deviceId = newId();
  const { token } = await atDowntown("2468", deviceId);
  const revoke = (at: string | null) => database.query("update device set revoked_at = $2 where device_id = $1", [deviceId, at]);
  await revoke("2026-11-23T09:00:00.000Z");
  expect(await readSession(database, `${SESSION_COOKIE}=${token}`, clock.now())).toBeNull();
  expect(await atDowntown("2468", deviceId)).toEqual({ kind: "revoked" });
  await revoke(null);
  expect((await atDowntown("2468", deviceId)).kind).toBe("signed-in");
});
