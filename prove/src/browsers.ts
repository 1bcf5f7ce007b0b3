import { rmSync } from "node:fs";
import type { BenchTable } from "@aisle/bench/table";
import { buildApp } from "@aisle/playwright/built-app";
import { copyDemoDatabase, startDemoCluster } from "@aisle/playwright/demo-database";
import { findChromium, findWebKit } from "@aisle/playwright/repository";
import { chromiumOnDisk } from "./browsers/chromium-on-disk.ts";
import type { Engine } from "./browsers/engine.ts";
import { type StormFigures, storm } from "./browsers/storm.ts";
import { webKitOnDisk } from "./browsers/webkit-on-disk.ts";

const SEED = Number(process.env["SEED"] ?? 2026);
const KILLS = Number(process.env["KILLS"] ?? 100);
const WEBKIT_KILLS = Number(process.env["WEBKIT_KILLS"] ?? KILLS / 5);

/** The built app in real browsers on real profiles, killed while somebody works: whatever a screen called saved arrives once. */
export async function proveBrowsers(): Promise<BenchTable> {
  const appFolder = buildApp();
  const cluster = await startDemoCluster();
  const run = async (engine: Engine, kills: number): Promise<StormFigures> => {
    await using database = await copyDemoDatabase(cluster);
    try {
      return await storm({ engine, database, appFolder, kills, seed: SEED });
    } finally {
      engine.stop();
    }
  };
  try {
    const webkit = await findWebKit();
    if (!webkit) process.stdout.write("WebKit skipped: MiniBrowser (Debian: webkit2gtk-driver) or Xvfb is not installed.\n");
    const chromium = await run(chromiumOnDisk(await findChromium()), KILLS);
    const all = [{ name: "Chromium", figures: chromium }];
    if (webkit) all.push({ name: "WebKit", figures: await run(await webKitOnDisk(webkit), WEBKIT_KILLS) });
    return table(all);
  } finally {
    await cluster.stop();
    rmSync(appFolder, { recursive: true, force: true });
  }
}

type Measured = readonly { readonly name: string; readonly figures: StormFigures }[];

const ROWS: readonly (readonly [string, keyof StormFigures])[] = [
  ["browser kills (SIGKILL)", "kills"],
  ["... with head office stopped", "killsOffline"],
  ["... before the page was there", "killsBeforeThePage"],
  ["... while switching to a new version", "killsInUpdate"],
  ["... with two tabs working", "killsWithTwoTabs"],
  ["databases taken away from under the app", "databasesTaken"],
  ["databases the browser threw away by itself", "databasesLost"],
  ["actions the screen had called saved", "promised"],
  ["arrived at head office", "arrived"],
];

function table(all: Measured): BenchTable {
  return {
    title: `Browsers killed while somebody works (SEED=${SEED})`,
    columns: ["what", ...all.map(({ name }) => name)],
    rows: [
      ...ROWS.map(([words, key]) => [words, ...all.map(({ figures }) => Number(figures[key]))]),
      ["seconds", ...all.map(({ figures }) => Math.round(figures.seconds))],
    ],
    bars: all.flatMap(({ name, figures }) => [
      {
        claim: `${name}: came up again after every kill`,
        value: figures.kills,
        bar: name === "WebKit" ? WEBKIT_KILLS : KILLS,
        holds: figures.kills === (name === "WebKit" ? WEBKIT_KILLS : KILLS),
      },
      zero(`${name}: called saved and lost`, figures.lost),
      zero(`${name}: arrived twice`, figures.doubled),
      zero(`${name}: called not saved and yet sent`, figures.lied),
      zero(`${name}: outboxes that did not empty`, figures.isEmptyAtTheEnd ? 0 : 1),
    ]),
  };
}

function zero(claim: string, value: number): BenchTable["bars"][number] {
  return { claim, value, bar: 0, holds: value === 0 };
}
