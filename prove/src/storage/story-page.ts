import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { chromiumArguments, findChromium } from "@aisle/playwright/repository";
import { chromium } from "@playwright/test";
import { build } from "esbuild";

const TESTING = path.resolve(import.meta.dirname, "../../../apps/associate/src/phone-db/testing");
/** Longer than real storage takes on a busy machine, short enough for some thousand silences. */
const DEADLINE_MS = 150;

export type Verdict = {
  readonly operations: number;
  readonly hasFailed: boolean;
  readonly saved: number;
  readonly denied: number;
  readonly lost: number;
  readonly doubled: number;
  readonly lied: number;
  readonly stuck: number;
  readonly diverged: number;
};

export type StoryPage = AsyncDisposable & {
  readonly tell: (fault: { readonly at: number; readonly failure: string } | null) => Promise<Verdict>;
};

/** Opens a real browser on a page that holds the phone's own storage code, and tells its story as often as asked. */
export async function openStoryPage(): Promise<StoryPage> {
  const bundle = await build({
    stdin: {
      contents: `
        import { installFailingIdb } from "./failing-idb.ts";
        import { tellStory } from "./storage-story.ts";
        const idb = installFailingIdb();
        let stories = 0;
        globalThis.tell = (fault) => tellStory({ idb, fault, name: "story-" + ++stories, deadlineMs: ${DEADLINE_MS} });`,
      resolveDir: TESTING,
      loader: "ts",
    },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2024",
  });
  // Storage belongs to an address; a blank page has none.
  const server = http.createServer((_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html>"),
  );
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const found = await findChromium();
  const browser = await chromium.launch({
    executablePath: found.executablePath,
    env: { ...(process.env as Record<string, string>), ...found.env },
    args: chromiumArguments(),
  });
  const page = await browser.newPage();
  // A TCP server that listens has an address of this form; only a pipe has a string.
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? "" });
  return {
    tell: (fault) =>
      page.evaluate((fault) => (globalThis as unknown as { tell: (fault: unknown) => Promise<Verdict> }).tell(fault), fault),
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
