// The story in the iPhone's engine: `node playwright/webkit/main.ts`. Prints "ok" or "not ok" and a name for each, and last a
// line of JSON with the counts. Skips where WebKitGTK or Xvfb is not installed.
import { rmSync } from "node:fs";
import { buildApp } from "../built-app.ts";
import { copyDemoDatabase, startDemoCluster } from "../demo-database.ts";
import { findWebKit, type WebKit } from "../repository.ts";
import { killedAndReopened } from "./killed-and-reopened.ts";
import { nordstromStory } from "./nordstrom-story.ts";
import type { Story } from "./story.ts";

const STORIES: readonly { readonly title: string; readonly story: Story }[] = [
  {
    title: "a coat that is gone here is shipped to Ana with head office stopped, and confirmed when it is back",
    story: nordstromStory,
  },
  {
    title: "the browser is killed and opened cold with head office stopped: the booking is there, then confirmed",
    story: killedAndReopened,
  },
];

const counts = { passed: 0, failed: 0, skipped: 0 };
const webkit = await findWebKit();
if (webkit) await runAll(webkit);
else {
  counts.skipped = STORIES.length;
  console.log("skipped: WebKitGTK is not installed; on Debian: apt-get install webkit2gtk-driver xvfb");
}
console.log(JSON.stringify(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;

async function runAll(found: WebKit): Promise<void> {
  const appFolder = buildApp();
  const cluster = await startDemoCluster();
  try {
    for (const { title, story } of STORIES) {
      const began = performance.now();
      const fault = await run(story);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      console.log(`${fault === undefined ? "ok" : "not ok"} - ${title} (${seconds} s)`);
      if (fault !== undefined) console.log(fault instanceof Error ? fault.stack : String(fault));
      counts[fault === undefined ? "passed" : "failed"] += 1;
    }
  } finally {
    await cluster.stop();
    rmSync(appFolder, { recursive: true, force: true });
  }

  async function run(story: Story): Promise<unknown> {
    await using database = await copyDemoDatabase(cluster);
    return await story({ webkit: found, database, appFolder }).then(
      () => undefined,
      (fault: unknown) => fault ?? new Error("failed without a reason"),
    );
  }
}
