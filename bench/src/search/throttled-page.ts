import { join } from "node:path";
import { chromium } from "@playwright/test";
import { build } from "esbuild";
import type { SearchRun, SearchTiming } from "./measure-search.ts";

/** Measures in a page of a slowed-down browser. */
export type ThrottledPage = { readonly measure: (run: SearchRun) => Promise<SearchTiming>; readonly close: () => Promise<void> };

/** Opens Chromium (`CHROMIUM_PATH`, else the system's) with its CPU slowed `rate` times, as DevTools does it. */
export async function openThrottledPage(rate: number): Promise<ThrottledPage> {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, "measure-search.ts")],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    globalName: "bench",
    target: "es2024",
  });
  const browser = await chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  const page = await browser.newPage();
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? "" });
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate });
  return {
    measure: (run) => page.evaluate((run) => (globalThis as unknown as BenchPage).bench.measureSearch(run), run),
    close: () => browser.close(),
  };
}

/** What the bundle leaves on the page's global object. */
type BenchPage = { readonly bench: typeof import("./measure-search.ts") };
