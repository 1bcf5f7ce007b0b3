// A database that comes back older than it was, and phones that know better.
//
//   everybody asks --> copy of the data folder --> most ask on, and are told "confirmed" --> kill -9 --> the old copy is put back
//                                                                                                              |
//        the oracle  <--  everybody comes back, asks on   <--  others book first, from what is for sale again  +
//
// What was confirmed after the copy exists on phones alone. Afterwards nothing of it may be missing, nothing may be there twice,
// and what can no longer be had is superseded: counted at head office, and in front of a person on the phone it was asked on.

import { cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createDatabase, type Database, type EmbeddedPostgres, migrate, startEmbeddedPostgres } from "@aisle/db";
import { createMemoryStorage, isSuperseded, needsAPerson } from "@aisle/sync";
import { seedChain } from "./chain.ts";
import { untilOver } from "./fast-clock.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { readAsNewPhones } from "./fresh-phones.ts";
import { type HeadOffice, startHeadOffice } from "./head-office.ts";
import { createHttpPhone, type HttpPhone } from "./http-phone.ts";
import { judge, type Verdict } from "./judge.ts";
import { killPostgres } from "./kill-postgres.ts";
import { reportOf } from "./phone-report.ts";
import { commandsOf, type Storm } from "./plan.ts";

export type RestoreResult = {
  readonly verdict: Verdict;
  /** Commands people were told were confirmed, and head office had no more after the restore. */
  readonly forgotten: number;
  /** Of these, those it could not accept again. */
  readonly notAgain: number;
  /** How many of those head office counts as superseded, and how many stand in front of a person on their phone. */
  readonly counted: number;
  readonly shown: number;
  readonly stuck: number;
};

/** `told`: somebody says that the copy is old, which gives the database a new epoch. `untold`: nobody does. */
export type RestoreVariant = "told" | "untold";

/** Runs the whole story once. The last quarter of the phones has nothing to lose: these are the ones that book first. */
export async function runRestore(storm: Storm, variant: RestoreVariant): Promise<RestoreResult> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aisle-restore-"));
  const ground = await openGround(path.join(folder, "postgres"));
  let proxy: FaultProxy | undefined;
  try {
    await migrate(ground.database());
    await seedChain(ground.database(), storm);
    await ground.startOffice();
    proxy = await startFaultProxy({ seed: storm.seed, ports: ground.ports });
    proxy.calm();
    const { url } = proxy;
    const phones = Array.from({ length: storm.phones }, (_, number) => openPhone(storm, number, url));
    const others = phones.slice(Math.floor(storm.phones * 0.75));
    const losers = phones.filter((phone) => !others.includes(phone));

    await askAndSettle(phones, (count) => [0, count / 3]);
    await ground.copyAway(path.join(folder, "copy"));
    await askAndSettle(losers, (count) => [count / 3, (2 * count) / 3]);
    const told = acceptedOf(phones);
    await ground.putBack(path.join(folder, "copy"), variant);

    await askAndSettle(others, (count) => [count / 3, count]);
    const kept = new Set(
      (await ground.database().query<{ command_id: string }>("select command_id from command_outcome")).map(
        (row) => row.command_id,
      ),
    );
    await askAndSettle(phones, (count) => [(2 * count) / 3, count]);
    const now = acceptedOf(phones);
    const [counted] = await ground
      .database()
      .query<{ count: number }>("select count(*)::int as count from command_outcome where superseded");
    const rows = phones.flatMap(({ phone }) => [...phone.storage.held().outbox]);
    const reports = phones.map(({ phone }) => reportOf(phone.planned.number, phone.storage));
    return {
      verdict: await judge({
        storm,
        database: ground.database(),
        phones: reports,
        fresh: await readAsNewPhones(ground.database(), storm, url),
        mayForgetRefusals: true,
      }),
      forgotten: [...told].filter((id) => !kept.has(id)).length,
      notAgain: [...told].filter((id) => !now.has(id)).length,
      counted: counted?.count ?? 0,
      shown: rows.filter((row) => isSuperseded(row) && needsAPerson(row)).length,
      stuck: phones.filter(({ phone }) => phone.storage.held().outbox.some((row) => row.outcome === null)).length,
    };
  } finally {
    await proxy?.close();
    await ground.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Ground = {
  readonly database: () => Database;
  readonly ports: () => readonly number[];
  readonly startOffice: () => Promise<void>;
  readonly copyAway: (to: string) => Promise<void>;
  readonly putBack: (from: string, variant: RestoreVariant) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Postgres and one head office that come and go together. */
async function openGround(folder: string): Promise<Ground> {
  const data = path.join(folder, "data");
  let postgres: EmbeddedPostgres;
  let database: Database;
  let office: HeadOffice | undefined;
  const open = async () => {
    postgres = await startEmbeddedPostgres({ folder });
    database = createDatabase(postgres.url, { max: 3 });
  };
  const startOffice = async () => {
    office = startHeadOffice({ databaseUrl: postgres.url, processes: 1 });
    await office.ready();
  };
  const close = async () => {
    await office?.stop();
    await database.close();
    await postgres.stop();
  };
  await open();
  return {
    database: () => database,
    ports: () => office?.ports() ?? [],
    startOffice,
    copyAway: async (to) => {
      await close();
      cpSync(data, to, { recursive: true });
      await open();
      await startOffice();
    },
    putBack: async (from, variant) => {
      killPostgres(folder);
      await close();
      rmSync(data, { recursive: true });
      cpSync(from, data, { recursive: true });
      await open();
      if (variant === "told") await database.execute("update database_life set epoch = gen_random_uuid()");
      await startOffice();
    },
    close,
  };
}

type RestorePhone = { readonly phone: HttpPhone; readonly planned: ReturnType<typeof commandsOf> };

function openPhone(storm: Storm, number: number, url: string): RestorePhone {
  const phone = createHttpPhone({ storm, number, storage: createMemoryStorage(), url, onFault: () => {} });
  return { phone, planned: commandsOf(storm, number) };
}

const SETTLE_MS = 120_000;

/** Opens the app on these phones, asks for the commands of each plan between two places, and closes it when all is answered. */
async function askAndSettle(
  phones: readonly RestorePhone[],
  span: (count: number) => readonly [from: number, to: number],
): Promise<void> {
  const stop = new AbortController();
  const running = phones.map(({ phone }) => phone.loop.run(stop.signal));
  for (const { phone, planned } of phones) {
    const [from, to] = span(planned.length);
    const saved = new Set<string>(phone.storage.held().outbox.map(({ id }) => id));
    for (const command of planned.slice(Math.floor(from), Math.floor(to))) if (!saved.has(command.id)) await phone.issue(command);
  }
  const isQuiet = ({ phone }: RestorePhone) => {
    const { phase, firstContact } = phone.loop.status.current();
    return phase === "idle" && firstContact.rows.isComplete && phone.storage.held().outbox.every((row) => row.outcome !== null);
  };
  // Twice in a row, so that an answer which wakes an old command up again is followed to its end.
  let quiet = 0;
  for (const deadline = performance.now() + SETTLE_MS; quiet < 3 && performance.now() < deadline; ) {
    for (const { phone } of phones) phone.loop.wake("shown");
    await untilOver(300);
    quiet = phones.every(isQuiet) ? quiet + 1 : 0;
  }
  stop.abort();
  await Promise.all(running);
}

/** The ids of commands these phones show as confirmed. */
function acceptedOf(phones: readonly RestorePhone[]): ReadonlySet<string> {
  const rows = phones.flatMap(({ phone }) => [...phone.storage.held().outbox]);
  return new Set(rows.filter(({ outcome }) => outcome?.kind === "applied" || outcome?.kind === "adjusted").map(({ id }) => id));
}
