import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { type Chromium, chromiumArguments } from "./repository.ts";
import { lockScreen, unlock } from "./verbs.ts";

export type PhoneLook = {
  readonly colorScheme?: "light" | "dark";
  readonly width?: number;
  /** Nobody enters the PIN when the app is opened again: the journey is about that. */
  readonly staysLocked?: boolean;
  /** A film in Y4M that the camera shows. */
  readonly cameraFilm?: string;
};

/** An iPhone-sized browser with its own storage on disk, which outlives the browser. */
export type Phone = {
  /** The page in front; another one after `open`. */
  readonly page: () => Page;
  readonly context: () => BrowserContext;
  /** Starts the browser on this phone's storage, in a single tab at `route`. */
  readonly open: (route?: string) => Promise<Page>;
  /** Closes the browser in good order, as at the end of a shift: what it keeps is written down. */
  readonly close: () => Promise<void>;
  /** SIGKILL to the browser, as when iOS takes the memory back. */
  readonly kill: () => Promise<void>;
  /** The folder everything the browser keeps lies in. */
  readonly profile: string;
  /** Faults thrown in its pages so far. */
  readonly faults: readonly string[];
  /** Closes it and forgets its storage. */
  readonly throwAway: () => Promise<void>;
};

/** A phone that is switched off, for the app at `origin`. */
export function createPhone(about: { readonly origin: string; readonly browser: Chromium; readonly look?: PhoneLook }): Phone {
  const { origin, browser, look = {} } = about;
  const profile = mkdtempSync(path.join(os.tmpdir(), "aisle-phone-"));
  const faults: string[] = [];
  let context: BrowserContext | undefined;
  let page: Page | undefined;
  const opened = <Part>(part: Part | undefined): Part => {
    if (part === undefined) throw new Error("this phone's browser is not open");
    return part;
  };
  const close = async () => {
    await context?.close();
    context = undefined;
  };
  return {
    page: () => opened(page),
    context: () => opened(context),
    open: async (route = "/") => {
      context = await launch({ browser, profile, look });
      const attend = async (each: Page) => {
        each.on("pageerror", (fault) => faults.push(fault.stack ?? fault.message));
        // Opened again, Aisle asks for the PIN of whoever holds the phone. They know it.
        if (!look.staysLocked) await each.addLocatorHandler(lockScreen(each), () => unlock(each));
      };
      context.on("page", (each) => void attend(each));
      const [first] = context.pages();
      if (first) await attend(first);
      page = first ?? (await context.newPage());
      await page.goto(`${origin}${route}`);
      return page;
    },
    close,
    kill: async () => {
      const closed = new Promise<void>((resolve) => opened(context).once("close", () => resolve()));
      process.kill(browserOf(profile), "SIGKILL");
      await closed;
      context = undefined;
    },
    profile,
    faults,
    throwAway: async () => {
      await close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

function launch(about: { readonly browser: Chromium; readonly profile: string; readonly look: PhoneLook }) {
  const { browser, profile, look } = about;
  const camera =
    look.cameraFilm === undefined
      ? []
      : [
          "--use-fake-ui-for-media-stream",
          "--use-fake-device-for-media-stream",
          `--use-file-for-fake-video-capture=${look.cameraFilm}`,
        ];
  return chromium.launchPersistentContext(profile, {
    executablePath: browser.executablePath,
    env: { ...stringsOf(process.env), ...browser.env },
    args: [...chromiumArguments(), ...camera],
    viewport: { width: look.width ?? 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
    colorScheme: look.colorScheme ?? "light",
    locale: "en-US",
    timezoneId: "America/Los_Angeles",
    serviceWorkers: "allow",
  });
}

/** The browser's own process is the one with this profile that nobody started as a part of another. */
function browserOf(profile: string): number {
  const line = execFileSync("ps", ["-A", "-ww", "-o", "pid=,args="], { encoding: "utf8", maxBuffer: 16_000_000 })
    .split("\n")
    .find((each) => each.includes(`--user-data-dir=${profile}`) && !each.includes("--type="));
  if (!line) throw new Error("this phone's browser is not running");
  return Number.parseInt(line.trim(), 10);
}

function stringsOf(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
