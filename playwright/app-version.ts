import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { copyApp } from "./built-app.ts";

const MARK = '<meta name="aisle-version" content="next"/>';

/** The same app, built once more with one page changed: its service worker lists that page under another revision. */
export function makeNextVersion(appFolder: string): string {
  const folder = copyApp(appFolder);
  const outbox = path.join(folder, "outbox.html");
  writeFileSync(outbox, readFileSync(outbox, "utf8").replace("<head>", `<head>${MARK}`));
  const worker = path.join(folder, "sw.js");
  const list = readFileSync(worker, "utf8");
  const changed = list.replace(/\{[^{}]*outbox\.html[^{}]*\}/, (entry) => entry.replace(/[0-9a-f]{32}/, "0".repeat(32)));
  if (changed === list) throw new Error("sw.js does not list outbox.html with a revision");
  writeFileSync(worker, changed);
  return folder;
}

/** On the outbox page: which of the two versions it is. */
export async function versionOf(page: Page): Promise<string> {
  return await page.evaluate(() => document.querySelector('meta[name="aisle-version"]')?.getAttribute("content") ?? "first");
}
