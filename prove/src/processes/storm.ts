// Many phones, bad Wi-Fi, two processes of head office and one Postgres, all of them killed again and again.
//
//   phone processes (journals) --> fault proxy --> head office x 2 --> Postgres, fsync on
//        kill -9                     faults          kill -9            kill -9, children too
//
// Then the weather clears: every phone must get its answers and read everything, and the judge compares.

import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createDatabase, migrate, type OwnersDatabase, startEmbeddedPostgres } from "@aisle/db";
import { createSeededRandom } from "@aisle/domain/testing";
import { seedChain } from "./chain.ts";
import { untilOver } from "./fast-clock.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import { readAsNewPhones } from "./fresh-phones.ts";
import { type HeadOffice, startHeadOffice } from "./head-office.ts";
import { judge, type Verdict } from "./judge.ts";
import { killPostgres } from "./kill-postgres.ts";
import { type Phones, startPhones } from "./phones.ts";
import type { Kills, Storm } from "./plan.ts";

export type StormResult = {
  readonly verdict: Verdict;
  readonly kills: Kills;
  readonly faults: FaultProxy["count"];
  /** Phones that had an unanswered command or had not read everything when patience ended. */
  readonly stuck: number;
  /** Processes that ended although nobody killed them. */
  readonly crashes: readonly string[];
  /** Answers with a status of 500 and above. */
  readonly broken: number;
  readonly storageFaults: number;
  readonly seconds: number;
};

const SERVERS = 2;
const PROGRESS_EVERY_MS = 10_000;

export type StormProgress = { readonly saved: number; readonly waiting: number; readonly kills: Kills };

export async function runStorm(
  storm: Storm,
  options: { readonly settleMs: number; readonly onProgress?: (progress: StormProgress) => void },
): Promise<StormResult> {
  const { settleMs, onProgress = () => {} } = options;
  const began = performance.now();
  const folder = mkdtempSync(path.join(os.tmpdir(), "aisle-storm-"));
  const data = path.join(folder, "postgres");
  const postgres = await startEmbeddedPostgres({ folder: data });
  const database = createDatabase(postgres.url, { max: 3 });
  let office: HeadOffice | undefined;
  let proxy: FaultProxy | undefined;
  let phones: Phones | undefined;
  let progress: NodeJS.Timeout | undefined;
  const kills = { servers: 0, postgres: 0, phones: 0 };
  try {
    await migrate(database);
    await seedChain(database, storm);
    office = startHeadOffice({ databaseUrl: postgres.url, processes: SERVERS });
    await office.ready();
    proxy = await startFaultProxy({ seed: storm.seed, ports: office.ports });
    phones = startPhones(storm, { folder, url: proxy.url });
    const about = { storm, office, phones, database, data, kills };
    progress = setInterval(
      () => onProgress({ saved: phones?.saved() ?? 0, waiting: phones?.waiting() ?? 0, kills }),
      PROGRESS_EVERY_MS,
    );
    await Promise.all([killAround(about), untilAllSaved(phones, storm, settleMs)]);
    proxy.calm();
    await Promise.all([office.ready(), untilUp(database)]);
    const isSettled = await untilSettled(about, settleMs);
    const report = await phones.report();
    const stuckRows = report.filter(({ outbox }) => outbox.some(({ outcome }) => outcome === null)).length;
    const fresh = await readAsNewPhones(database, storm, proxy.url);
    return {
      verdict: await judge({ storm, database, phones: report, fresh }),
      kills,
      faults: proxy.count,
      stuck: isSettled ? stuckRows : Math.max(1, stuckRows),
      crashes: [...office.crashes, ...phones.crashes],
      broken: proxy.broken(),
      storageFaults: phones.faults(),
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    clearInterval(progress);
    phones?.stop();
    await proxy?.close();
    await office?.stop();
    await database.close();
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

type About = {
  readonly storm: Storm;
  readonly office: HeadOffice;
  readonly phones: Phones;
  readonly database: OwnersDatabase;
  /** Postgres's folder. */
  readonly data: string;
  /** What was really killed so far. */
  readonly kills: { -readonly [What in keyof Kills]: number };
};

/** Kills what the seed says when it says, each once it runs. The moments count from the first command saved. */
async function killAround({ storm, office, phones, database, data, kills }: About): Promise<void> {
  const random = createSeededRandom(storm.seed * 31);
  const { stormMs } = storm;
  const names = Object.entries(storm.kills).flatMap(([what, times]) => Array.from({ length: times }, () => what));
  const plan = names
    .map((what) => ({ what, atMs: stormMs * (0.05 + 0.9 * random.next()), index: random.int(1000) }))
    .sort((a, b) => a.atMs - b.atMs);
  while (phones.saved() === 0) await untilOver(20);
  const began = performance.now();
  for (const { what, atMs, index } of plan) {
    await untilOver(Math.max(0, atMs - (performance.now() - began)));
    if (what === "servers") {
      await office.kill(index);
      kills.servers++;
    } else if (what === "phones") {
      phones.kill(index);
      kills.phones++;
    } else {
      await untilUp(database);
      if (killPostgres(data)) kills.postgres++;
    }
  }
}

async function untilAllSaved(phones: Phones, storm: Storm, settleMs: number): Promise<void> {
  const deadline = performance.now() + storm.stormMs * 2 + settleMs;
  while (phones.saved() < storm.commands && performance.now() < deadline) await untilOver(100);
}

async function untilUp(database: OwnersDatabase): Promise<void> {
  const deadline = performance.now() + 90_000;
  for (;;) {
    try {
      await database.query("select 1");
      return;
    } catch (fault) {
      if (performance.now() > deadline) throw new Error("Postgres did not come back", { cause: fault });
      await untilOver(50);
    }
  }
}

/** True when every command was answered and every phone stands at every head in time. */
async function untilSettled({ phones, database }: About, settleMs: number): Promise<boolean> {
  const deadline = performance.now() + settleMs;
  while (phones.waiting() > 0 && performance.now() < deadline) await untilOver(100);
  const heads = await database.query<{ feed_id: string; head: string }>("select feed_id, head from feed");
  const wanted = Object.fromEntries(heads.map(({ feed_id, head }) => [feed_id, Number(head)]));
  return phones.readUpTo(wanted, Math.max(1000, deadline - performance.now()));
}
