import { createTestDatabase } from "@aisle/db/testing";
import { silentLogger, startServer } from "@aisle/server/testing";
import { expect, test } from "vitest";
import { ask, askAndSettle, openAskingPhone } from "./asking-phone.ts";
import { seedChain } from "./chain.ts";
import { readAsNewPhones } from "./fresh-phones.ts";
import { judge } from "./judge.ts";
import { appOfProtocol1, headOfficeOfProtocol1 } from "./other-versions.ts";
import { reportOf } from "./phone-report.ts";
import type { Storm } from "./plan.ts";
import { poisonedRun } from "./poisoned-run.ts";

const STORM: Omit<Storm, "startedAt"> = {
  seed: 3,
  phones: 3,
  commands: 90,
  kills: { servers: 0, postgres: 0, phones: 0 },
  phoneProcesses: 1,
  stormMs: 0,
  speed: 20,
};
const LIMIT_MS = 180_000;
const NOTHING_WRONG = {
  asked: 90,
  lost: 0,
  doubled: 0,
  oversold: 0,
  ledgerDifferences: 0,
  outOfOrder: 0,
  refusedWrongly: 0,
  parkedWrongly: 0,
  diverged: 0,
};

async function openGround() {
  const storm = { ...STORM, startedAt: Date.now() };
  const database = await createTestDatabase({ max: 3 });
  await seedChain(database, storm);
  const api = { host: "127.0.0.1", port: 0, appFolder: null, logger: silentLogger, overrides: { run: poisonedRun } };
  const server = await startServer({ databaseUrl: database.url, ...api });
  const close = async () => {
    await server.stop();
    await database.close();
  };
  return { storm, database, url: server.url, [Symbol.asyncDispose]: close };
}

const numbers = Array.from({ length: STORM.phones }, (_, number) => number);

test(
  "[SK1] an app of the protocol before loses nothing, and goes on where it was once it is updated",
  async () => {
    await using ground = await openGround();
    const { storm, database, url } = ground;
    const old = numbers.map((number) => openAskingPhone({ storm, number, url, meddle: appOfProtocol1 }));
    await askAndSettle(old, (count) => [0, count / 2]);
    for (const phone of old) await ask(phone, (count) => [count / 2, (3 * count) / 4]);
    const updated = old.map(({ phone }, number) => openAskingPhone({ storm, number, url, storage: phone.storage }));
    await askAndSettle(updated, (count) => [count / 2, count]);

    const phones = updated.map(({ phone }, number) => reportOf(number, phone.storage));
    const fresh = await readAsNewPhones(database, storm, url);
    expect(await judge({ storm, database, phones, fresh })).toMatchObject(NOTHING_WRONG);
  },
  LIMIT_MS,
);

test(
  "[SK3] phones newer than a head office that was rolled back keep everything, and it arrives when head office is back",
  async () => {
    await using ground = await openGround();
    const { storm, database, url } = ground;
    let isRolledBack = false;
    const meddle = (inner: Parameters<typeof headOfficeOfProtocol1>[0]) => headOfficeOfProtocol1(inner, () => isRolledBack);
    const phones = numbers.map((number) => openAskingPhone({ storm, number, url, meddle }));
    await askAndSettle(phones, (count) => [0, count / 3]);
    isRolledBack = true;
    for (const phone of phones) await ask(phone, (count) => [count / 3, (2 * count) / 3]);
    const stop = new AbortController();
    const running = phones.map(({ phone }) => phone.loop.run(stop.signal));
    await expect
      .poll(() => phones.map(({ phone }) => phone.loop.status.current().phase))
      .toEqual(numbers.map(() => "head-office-down"));
    stop.abort();
    await Promise.all(running);
    for (const { phone, planned } of phones) {
      const waiting = phone.storage.held().outbox.filter((row) => row.outcome === null);
      expect(waiting).toHaveLength(Math.floor((2 * planned.length) / 3) - Math.floor(planned.length / 3));
    }
    isRolledBack = false;
    await askAndSettle(phones, (count) => [0, count]);

    const reports = phones.map(({ phone }, number) => reportOf(number, phone.storage));
    const fresh = await readAsNewPhones(database, storm, url);
    expect(await judge({ storm, database, phones: reports, fresh })).toMatchObject(NOTHING_WRONG);
  },
  LIMIT_MS,
);
