import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { type Chromium, chromiumArguments } from "@aisle/playwright/repository";
import type { Engine } from "./engine.ts";

/** Chromium without a window and without anybody driving it from outside: what happens in its pages, their own script does. */
export function chromiumOnDisk(chromium: Chromium): Engine {
  return {
    name: "Chromium",
    databases: "Default/IndexedDB",
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

/**
 * Ends the browser and waits for all it started: its storage is written by a process of its own, which may be inside a write when
 * the first one is gone already. Two browsers at once on one profile are no phone's case, and ruin it.
 */
async function kill(browser: ChildProcess): Promise<void> {
  if (browser.pid === undefined || browser.exitCode !== null || browser.signalCode !== null) return;
  const gone = once(browser, "exit");
  process.kill(-browser.pid, "SIGKILL");
  await gone;
  for (let left = aliveIn(browser.pid); left.length > 0; left = aliveIn(browser.pid)) {
    for (const pid of left) killIfThere(pid);
    await pause(10);
  }
}

/** The processes of a session that are not dead yet, as Linux tells them; elsewhere nothing is told, and so nothing waited for. */
function aliveIn(session: number): number[] {
  return readEntries("/proc").flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    // "pid (name) state parent group session ...": the name may hold anything, even brackets.
    const [state, , , sessionOfIt] = readText(`/proc/${entry}/stat`)
      .replace(/^.*\) /s, "")
      .split(" ");
    return sessionOfIt === String(session) && state !== "Z" && state !== "X" ? [Number(entry)] : [];
  });
}

function readEntries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended by itself meanwhile.
  }
}

/** As its own menu would: only then cookies of the last half minute are written down. */
async function close(browser: ChildProcess, home: string): Promise<void> {
  const gone = once(browser, "exit");
  const [port, address] = readFileSync(path.join(home, "DevToolsActivePort"), "utf8").split("\n");
  const debug = new WebSocket(`ws://127.0.0.1:${port}${address}`);
  debug.addEventListener("open", () => debug.send(JSON.stringify({ id: 1, method: "Browser.close" })));
  await gone;
}
