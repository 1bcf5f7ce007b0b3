import { createServerDatabase, type Database, hashPin, verifyPin } from "@aisle/db";
import type { TestDatabase } from "@aisle/db/testing";
import { silentLogger } from "../logger.ts";
import { appRouter } from "../router.ts";
import { createPinCheck, type PinCheck } from "../sessions/pin-check.ts";
import { createSignIn } from "../sessions/sign-in.ts";
import { contextOf } from "./matrix/matrix-context.ts";
import { hireActor, type MatrixActor, seedMatrix } from "./matrix/matrix-world.ts";
import { createApp, TEST_SECRETS } from "./test-head-office.ts";

const RIGHT_PIN = "739164";

export type SixthTry = { readonly path: string; readonly sixth: string; readonly rightOneAfter: string; readonly judged: number };

/** A shop with one person at work whose PIN is RIGHT_PIN. */
export async function seedOnePin(database: TestDatabase): Promise<MatrixActor> {
  await seedMatrix(database);
  const actor = await hireActor(database, "manager", Number.MAX_SAFE_INTEGER);
  const hash = await hashPin(RIGHT_PIN, TEST_SECRETS.keyFor("pin-pepper"));
  await database.query("update associate set pin_hash = $2 where associate_id = $1", [actor.session.associateId, hash]);
  return actor;
}

/** A PIN check that counts how often a PIN was really judged. */
export function createCountingCheck(database: Database): { readonly check: PinCheck; readonly judged: () => number } {
  let judged = 0;
  const counting: typeof verifyPin = (...asked) => {
    judged++;
    return verifyPin(...asked);
  };
  return {
    check: createPinCheck({ database, secrets: TEST_SECRETS, now: Date.now, verify: counting }),
    judged: () => judged,
  };
}

/** A head office that does nothing but judge PINs, for a process of its own. */
export function createGuesser(databaseUrl: string) {
  const database = createServerDatabase(databaseUrl, { max: 8 });
  return { ...createCountingCheck(database), close: () => database.close() };
}

/** Six wrong PINs and then the right one, on every path on which head office takes a PIN. */
export async function trySixTimes(database: TestDatabase, actor: MatrixActor): Promise<readonly SixthTry[]> {
  const { associateId, deviceId, locationId } = actor.session;
  const app = await createApp({ databaseUrl: database.url, logger: silentLogger, connections: 4 });
  const tries: SixthTry[] = [];
  const path = async (title: string, attempt: (pin: string, check: PinCheck) => Promise<string>) => {
    await database.execute("delete from wrong_try");
    const { check, judged } = createCountingCheck(database.server);
    const answers: string[] = [];
    for (let times = 0; times < 6; times++) answers.push(await attempt("000000", check));
    tries.push({ path: title, sixth: answers[5] ?? "", rightOneAfter: await attempt(RIGHT_PIN, check), judged: judged() });
  };
  const who = { deviceId, locationId, associateId, appVersion: "proof" };
  const begin = (shiftStart: "pin" | "passkey") => async (pin: string, checkPin: PinCheck) => {
    return (await createSignIn({ database: database.server, now: Date.now, checkPin, shiftStart })({ ...who, pin })).kind;
  };
  try {
    await path("begin a shift", begin("pin"));
    await path("unlock a shift, or switch to it", begin("passkey"));
    await path("prove oneself again", async (pin, checkPin) => {
      const ask = appRouter.createCaller(contextOf({ app: { ...app, checkPin }, actor }));
      return (await ask.session.stepUp({ pin })).kind;
    });
  } finally {
    await app.close();
  }
  return tries;
}
