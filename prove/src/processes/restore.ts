// A database that comes back older than it was, and phones that know better.
//
//   everybody asks --> copy of the data folder --> most ask on, and are told "confirmed" --> kill -9 --> the old copy is put back
//                                                                                                              |
//       the judge  <-- the day's comparison <-- everybody comes back <-- others book first, what is for sale again
//
// What was confirmed after the copy exists on phones alone. Afterwards nothing of it may be missing, nothing may be there twice,
// and what can no longer be had is superseded: counted at head office, and in front of a person on the phone it was asked on.

import { chmodSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createDatabase, type EmbeddedPostgres, migrate, type OwnersDatabase, startEmbeddedPostgres } from "@aisle/db";
import { isSuperseded, needsAPerson } from "@aisle/sync";
import { type AskingPhone, askAndSettle, openAskingPhone } from "./asking-phone.ts";
import { seedChain } from "./chain.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { readAsNewPhones } from "./fresh-phones.ts";
import { type HeadOffice, startHeadOffice } from "./head-office.ts";
import { judge, type Verdict } from "./judge.ts";
import { killPostgres } from "./kill-postgres.ts";
import { reportOf } from "./phone-report.ts";
import type { Storm } from "./plan.ts";

export type RestoreResult = {
  readonly verdict: Verdict;
  /** Commands people were told were confirmed, and head office had no more after the restore. */
  readonly forgotten: number;
  /** Of these, those it could not accept again. */
  readonly notAgain: number;
  /** How many of those head office counts as superseded, and how many stand in front of a person on their phone. */
  readonly counted: number;
  readonly shown: number;
  /** Phones that held something of the lost history until they compared. */
  readonly drifted: number;
  readonly stuck: number;
};

/** `told`: somebody says that the copy is old, which gives the database a new epoch. `untold`: nobody does. */
export type RestoreVariant = "told" | "untold";

/** How much of its plan a phone has asked when the copy is taken, and when it is put back: scarce things sell out in between. */
const EARLY = 0.1;
const LATE = 0.6;

/** Kinds of phones, by their number modulo four. */
const LOSER = 0;
const ONLOOKER = 1;
const AWAY = 2;
const AWAY_TOO = 3;

/**
 * Runs the whole story once, with phones of three kinds: a quarter loses what was confirmed; a quarter only looks on, and so
 * holds rows that will be lost; half are away until after the restore, and then book first.
 */
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
    const phones = Array.from({ length: storm.phones }, (_, number) => openAskingPhone({ storm, number, url }));
    const of = (...kinds: readonly number[]) => phones.filter((_, index) => kinds.includes(index % 4));

    await askAndSettle(phones, (count) => [0, count * EARLY]);
    await ground.copyAway(path.join(folder, "copy"));
    await askAndSettle(of(LOSER, ONLOOKER), (count, number) => [count * EARLY, count * (number % 4 === ONLOOKER ? EARLY : LATE)]);
    const told = acceptedOf(phones);
    await ground.putBack(path.join(folder, "copy"), variant);

    await askAndSettle(of(AWAY, AWAY_TOO), (count) => [count * EARLY, count]);
    const kept = new Set(
      (await ground.database().query<{ command_id: string }>("select command_id from command_outcome")).map(
        (row) => row.command_id,
      ),
    );
    await askAndSettle(phones, (count) => [count * EARLY, count]);
    const drifted = (await Promise.all(phones.map(({ phone }) => phone.compareAll()))).filter((found) => found.length > 0).length;
    await askAndSettle(phones, (count) => [count, count]);
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
      drifted,
      stuck: phones.filter(({ phone }) => phone.storage.held().outbox.some((row) => row.outcome === null)).length,
    };
  } finally {
    await proxy?.close();
    await ground.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Ground = {
  readonly database: () => OwnersDatabase;
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
  let database: OwnersDatabase;
  let office: HeadOffice | undefined;
  let isOpen = false;
  const open = async () => {
    postgres = await startEmbeddedPostgres({ folder });
    database = createDatabase(postgres.url, { max: 3 });
    isOpen = true;
  };
  const startOffice = async () => {
    office = startHeadOffice({ databaseUrl: postgres.url, processes: 1 });
    await office.ready();
  };
  const close = async () => {
    if (!isOpen) return;
    isOpen = false;
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
      // Postgres refuses a folder that others may enter, and a copy's folder is made anew.
      chmodSync(data, 0o700);
      await open();
      if (variant === "told") await database.execute("update database_life set epoch = gen_random_uuid()");
      await startOffice();
    },
    close,
  };
}

/** The ids of commands these phones show as confirmed. */
function acceptedOf(phones: readonly AskingPhone[]): ReadonlySet<string> {
  const rows = phones.flatMap(({ phone }) => [...phone.storage.held().outbox]);
  return new Set(rows.filter(({ outcome }) => outcome?.kind === "applied" || outcome?.kind === "adjusted").map(({ id }) => id));
}
