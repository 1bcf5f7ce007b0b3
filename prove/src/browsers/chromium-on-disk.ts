import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type Chromium, chromiumArguments } from "@aisle/playwright/repository";
import type { Engine } from "./engine.ts";

/** Chromium without a window and without anybody driving it from outside: what happens in its pages, their own script does. */
export function chromiumOnDisk(chromium: Chromium): Engine {
  return {
    name: "Chromium",
    open: ({ home, url }) => {
      const quiet = [
        "--remote-debugging-port=0",
        "--disable-popup-blocking",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-breakpad",
        "--disable-extensions",
      ];
      const args = ["--headless=new", `--user-data-dir=${home}`, "--window-size=390,844", ...quiet, ...chromiumArguments(), url];
      const browser = spawn(chromium.executablePath, args, {
        env: { ...process.env, ...chromium.env, TZ: "America/Los_Angeles" },
        stdio: "ignore",
        detached: true,
      });
      return { kill: () => kill(browser), close: () => close(browser, home) };
    },
    stop: () => {},
  };
}

async function kill(browser: ChildProcess): Promise<void> {
  if (browser.pid === undefined || browser.exitCode !== null || browser.signalCode !== null) return;
  const gone = once(browser, "exit");
  process.kill(-browser.pid, "SIGKILL");
  await gone;
}

/** As its own menu would: only then cookies of the last half minute are written down. */
async function close(browser: ChildProcess, home: string): Promise<void> {
  const gone = once(browser, "exit");
  const [port, address] = readFileSync(path.join(home, "DevToolsActivePort"), "utf8").split("\n");
  const debug = new WebSocket(`ws://127.0.0.1:${port}${address}`);
  debug.addEventListener("open", () => debug.send(JSON.stringify({ id: 1, method: "Browser.close" })));
  await gone;
}
