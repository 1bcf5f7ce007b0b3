import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";

export type ChromiumPage = {
  /** Slows the page's CPU `rate` times, as DevTools does it; stays when the page goes elsewhere. */
  readonly throttle: (rate: number) => Promise<void>;
  /** What an expression of the page answers. */
  readonly evaluate: <Value>(expression: string) => Promise<Value>;
  /** Bytes of JavaScript objects that are still needed. */
  readonly heapBytes: () => Promise<number>;
  readonly close: () => Promise<void>;
};

/** Opens Chromium (`CHROMIUM_PATH`, else the system's) at `address`, with its profile on the disk. */
export async function openChromium(address: string): Promise<ChromiumPage> {
  const profile = mkdtempSync(join(tmpdir(), "aisle-chromium-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const page = await context.newPage();
  await page.goto(address);
  const devTools = await context.newCDPSession(page);
  return {
    throttle: async (rate) => {
      await devTools.send("Emulation.setCPUThrottlingRate", { rate });
    },
    evaluate: (expression) => page.evaluate(expression),
    heapBytes: async () => {
      await devTools.send("HeapProfiler.collectGarbage");
      return (await devTools.send("Runtime.getHeapUsage")).usedSize;
    },
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
