// One phone, killed again and again while its associate works.
//
//   per kill:  head office up, or its process stopped (a few kills in a row)
//              now and then: a next version to switch to, a second tab that writes too, a kill before the page is even there,
//              the database gone from the disk
//              open cold --> the associate writes notes --> SIGKILL at a moment of the seed's choosing
//   at the end: head office up, opened once more, until the outbox says that nothing waits

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { createSeededRandom } from "@aisle/domain/testing";
import type { copyDemoDatabase } from "@aisle/playwright/demo-database";
import { startServerProcess } from "@aisle/playwright/server-control";
import type { Engine, OpenBrowser } from "./engine.ts";
import { openGate } from "./gate.ts";
import { judge, type Verdict } from "./judge.ts";

type DemoDatabase = Awaited<ReturnType<typeof copyDemoDatabase>>;

export type StormFigures = Verdict & {
  readonly kills: number;
  readonly killsOffline: number;
  readonly killsBeforeThePage: number;
  readonly killsInUpdate: number;
  readonly killsWithTwoTabs: number;
  /** Times the proof took the database away before the browser was opened, and times the browser itself came up without it. */
  readonly databasesTaken: number;
  readonly databasesLost: number;
  readonly isEmptyAtTheEnd: boolean;
  readonly seconds: number;
};

const PATIENCE_MS = 90_000;
/** Cookies reach the disk a moment after the page set them; a phone lies that long in a pocket before its app is killed. */
const WRITTEN_DOWN_MS = 2000;
const KILLS_PER_WEATHER = 5;
/** So often the database is taken away under the app, just when a phone full of unsent work comes back to signal. */
const KILLS_PER_TAKING = 20;
const LONGEST_WORK_MS = 1500;
/** Installing a version fetches every page of it. */
const UPDATE_PATIENCE_MS = 20_000;

export async function storm(about: {
  readonly engine: Engine;
  readonly database: DemoDatabase;
  readonly appFolder: string;
  readonly kills: number;
  readonly seed: number;
}): Promise<StormFigures> {
  const { engine, database, appFolder, kills, seed } = about;
  const began = performance.now();
  const random = createSeededRandom(seed);
  const home = mkdtempSync(path.join(os.tmpdir(), "aisle-killed-"));
  const headOffice = await startServerProcess({ databaseUrl: database.url, appFolder });
  const gate = await openGate(new URL(headOffice.url));
  const clients = await database.query<{ id: string }>(
    "select customer_id as id from customer where home_location_id = 'union-square' order by customer_id",
  );
  const pageOf = (run: string, extra = "") =>
    `${gate.url}/client?id=${clients[Number.parseInt(run.slice(1), 10) % clients.length]?.id}&run=${run}${extra}`;
  const count = {
    kills: 0,
    databasesTaken: 0,
    databasesLost: 0,
    killsOffline: 0,
    killsBeforeThePage: 0,
    killsInUpdate: 0,
    killsWithTwoTabs: 0,
  };
  let browser: OpenBrowser | undefined;
  let isKept = false;
  try {
    browser = engine.open({ home, url: pageOf("k0") });
    if (!(await gate.hears("k0 signed in", PATIENCE_MS))) throw new Error(`nobody could sign in: ${gate.saw.join("; ")}`);
    await pause(WRITTEN_DOWN_MS);
    await browser.close();

    let isUp = true;
    for (let kill = 1; kill <= kills; kill++) {
      if (kill % KILLS_PER_WEATHER === 1) {
        // Half of the time offline, and the moment of it as hard: head office is killed as well.
        const isUpNext: boolean = !isUp;
        if (isUpNext) await headOffice.start();
        else await headOffice.kill();
        isUp = isUpNext;
        if (isUp) gate.release();
      }
      const run = `k${kill}`;
      const hasTwoTabs = random.chance(0.2);
      // The first kill with head office back meets a new version, and comes while the app switches to it.
      const isTaken = isUp && kill % KILLS_PER_TAKING === KILLS_PER_WEATHER + 1;
      if (isTaken) {
        rmSync(path.join(home, engine.databases), { recursive: true });
        count.databasesTaken += 1;
      }
      const isUpdate = isUp && kill % KILLS_PER_WEATHER === 1 && !hasTwoTabs && !isTaken;
      const extra = (isUpdate ? "&update" : "") + (hasTwoTabs ? "&second" : "");
      const up = gate.hears(`${run} up`, PATIENCE_MS);
      browser = engine.open({ home, url: pageOf(run, extra) });
      const isEarly = !isUpdate && !isTaken && random.chance(0.1);
      const updating = isUpdate ? gate.hears(`${run} updating`, UPDATE_PATIENCE_MS) : undefined;
      const workMs = random.int(LONGEST_WORK_MS);
      if (!isEarly && !(await up)) {
        // The browser has thrown the database away: somebody signs in anew, with signal, and what waited must be back.
        count.databasesLost += 1;
        await browser.kill();
        if (!isUp) await headOffice.start();
        isUp = true;
        const anew = gate.hears(`${run} up`, PATIENCE_MS);
        browser = engine.open({ home, url: pageOf(run) });
        if (!(await anew)) {
          writeFileSync(path.join(home, "what-was-seen.txt"), gate.saw.join("\n"));
          process.stdout.write(`The app did not come up after kill ${kill - 1}; its profile is kept in ${home}.\n`);
          isKept = true;
          break;
        }
      }
      const isUpdating = (await updating) ?? false;
      await pause(isUpdating ? workMs / 4 : workMs);
      await browser.kill();
      count.kills += 1;
      if (!isUp) count.killsOffline += 1;
      if (isEarly) count.killsBeforeThePage += 1;
      if (hasTwoTabs) count.killsWithTwoTabs += 1;
      if (isUpdating) count.killsInUpdate += 1;
    }

    if (!isUp) await headOffice.start();
    const settled = gate.hears("end empty", PATIENCE_MS);
    browser = engine.open({ home, url: `${gate.url}/outbox?run=end` });
    const isEmptyAtTheEnd = await settled;
    const seconds = (performance.now() - began) / 1000;
    return { ...(await judge(database, gate.saw)), ...count, isEmptyAtTheEnd, seconds };
  } finally {
    await browser?.kill();
    await headOffice.kill();
    await gate.close();
    if (!isKept) rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}
