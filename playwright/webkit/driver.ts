// WebKitGTK's MiniBrowser, the iPhone's engine family, over W3C WebDriver. A session is ephemeral: what it keeps lives in
// memory and goes with the browser; see `browser-on-disk.ts` for one that outlives its process.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { WebKit } from "../repository.ts";
import { freePort } from "../server-control.ts";
import { startDisplay, webKitEnvironment } from "./display.ts";

// Off by default in MiniBrowser, on in Safari. An unknown name ends the browser at once.
const FEATURES = "+StorageAPI,+StorageAPIEstimate";
const LOOK_EVERY_MS = 100;
const PATIENCE_MS = 30_000;

export type WebKitPage = {
  readonly goto: (url: string) => Promise<void>;
  /** Waits for the element, then presses it as a finger would. */
  readonly click: (xpath: string) => Promise<void>;
  readonly type: (xpath: string, text: string) => Promise<void>;
  /** Waits until an element is shown, and answers its words. */
  readonly see: (xpath: string, patienceMs?: number) => Promise<string>;
  readonly evaluate: <Value>(script: string) => Promise<Value>;
  readonly screenshot: (file: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const IS_STILL =
  "return document.getAnimations().every((each) => each.playState !== 'running' || each.effect.getComputedTiming().endTime === Infinity)";

function mustBeTrue(value: unknown): true {
  if (value !== true) throw new Error("not yet");
  return true;
}

type Answer = { readonly value: unknown };

/** Opens a phone-sized window with an empty profile. */
export async function openWebKit(webkit: WebKit): Promise<WebKitPage> {
  const display = await startDisplay(webkit);
  const home = mkdtempSync(path.join(os.tmpdir(), "aisle-webkit-"));
  const port = await freePort();
  const driver = spawn(webkit.driver, [`--port=${port}`, "--host=127.0.0.1"], {
    env: webKitEnvironment({ home, display }),
    stdio: "ignore",
    detached: true,
  });
  const call = async (method: string, route: string, body?: object): Promise<unknown> => {
    const response = await fetch(`http://127.0.0.1:${port}${route}`, {
      method,
      headers: { "content-type": "application/json" },
      ...(body && { body: JSON.stringify(body) }),
    });
    // Boundary: the form of every WebDriver answer.
    const { value } = (await response.json()) as Answer;
    if (isFault(value)) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await until(() => call("GET", "/status"), "WebKitWebDriver answers");
  const options = { binary: webkit.browser, args: ["--automation", "--full-screen", `--features=${FEATURES}`] };
  const capabilities = { alwaysMatch: { browserName: "MiniBrowser", "webkitgtk:browserOptions": options } };
  // Boundary: WebDriver names the session it made.
  const { sessionId } = (await call("POST", "/session", { capabilities })) as { sessionId: string };
  const session = `/session/${sessionId}`;
  await call("POST", `${session}/window/rect`, { width: 390, height: 844 });

  const find = async (xpath: string) => {
    // Boundary: an element is an object with one reference in it.
    const found = (await call("POST", `${session}/element`, { using: "xpath", value: xpath })) as Record<string, string>;
    return `${session}/element/${Object.values(found)[0]}`;
  };
  return {
    goto: async (url) => void (await call("POST", `${session}/url`, { url })),
    click: async (xpath) => {
      // A sheet still sliding in is pressed where it was, not where it is.
      await until(
        async () => call("POST", `${session}/execute/sync`, { script: IS_STILL, args: [] }).then(mustBeTrue),
        "nothing moves",
      );
      await until(async () => call("POST", `${await find(xpath)}/click`, {}), `there is ${xpath} to press`);
    },
    type: async (xpath, text) => {
      await until(async () => call("POST", `${await find(xpath)}/value`, { text }), `there is ${xpath} to type in`);
    },
    see: async (xpath, patienceMs) => {
      const shown = await until(async () => call("GET", `${await find(xpath)}/text`), `there is ${xpath}`, patienceMs);
      return String(shown);
    },
    evaluate: async <Value>(script: string) =>
      // The caller knows what its script answers.
      (await call("POST", `${session}/execute/sync`, { script: `return (${script})`, args: [] })) as Value,
    screenshot: async (file) => writeFileSync(file, Buffer.from(String(await call("GET", `${session}/screenshot`)), "base64")),
    close: async () => {
      await call("DELETE", session).catch(() => {});
      if (driver.pid !== undefined) killGroup(driver.pid);
      display.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}

/** Ends a process and all it started. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // Already gone.
  }
}

function isFault(value: unknown): value is { readonly error: string; readonly message: string } {
  return typeof value === "object" && value !== null && "error" in value && "message" in value;
}

async function until<Value>(work: () => Promise<Value>, what: string, patienceMs = PATIENCE_MS): Promise<Value> {
  for (const end = Date.now() + patienceMs; ; ) {
    try {
      return await work();
    } catch (fault) {
      if (Date.now() > end) throw new Error(`not so within ${patienceMs / 1000} s: ${what}`, { cause: fault });
      await pause(LOOK_EVERY_MS);
    }
  }
}
