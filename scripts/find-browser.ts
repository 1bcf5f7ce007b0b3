// Which browsers of this machine the tests, benchmarks and screenshots use. `get-browsers.ts` gets them.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

export type FoundChromium = {
  readonly executablePath: string;
  /** What its process needs besides the usual environment: pass `{ ...process.env, ...env }` to Playwright's launch. */
  readonly env: Readonly<Record<string, string>>;
  /** Where it came from, for people. */
  readonly origin: string;
};

/** WebKitGTK's browser, its WebDriver, and the X server that they draw on. */
export type FoundWebKit = { readonly driver: string; readonly browser: string; readonly display: string };

/** Holds the Chromium from npm that `get-browsers.ts` unpacks where no system package can be installed. */
export const NPM_CHROMIUM_FOLDER = path.resolve(import.meta.dirname, "../.aisle/browsers");

const SYSTEM_CHROMIUMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const INSTALLED_CHROMIUMS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** The first that starts: CHROMIUM_PATH, the system's, the one from npm, Playwright's own. Undefined when there is none. */
export function findChromium(): FoundChromium | undefined {
  // biome-ignore lint/suspicious/noUndeclaredEnvVars: no task that Turbo keeps results of reads it
  const named = process.env["CHROMIUM_PATH"];
  const libraries = { LD_LIBRARY_PATH: path.join(NPM_CHROMIUM_FOLDER, "al2023/lib") };
  const fonts = { FONTCONFIG_PATH: path.join(NPM_CHROMIUM_FOLDER, "fonts") };
  const unpacked = path.join(NPM_CHROMIUM_FOLDER, "chromium");
  const system = SYSTEM_CHROMIUMS.flatMap((name) => findProgram(name) ?? []);
  const candidates: FoundChromium[] = [
    ...(named ? [{ executablePath: named, env: {}, origin: "CHROMIUM_PATH" }] : []),
    ...[...system, ...INSTALLED_CHROMIUMS].map((executablePath) => ({ executablePath, env: {}, origin: "the system" })),
    { executablePath: unpacked, env: fonts, origin: "npm" },
    // On a system without NSS the browser needs the libraries that come along.
    { executablePath: unpacked, env: { ...fonts, ...libraries }, origin: "npm, with its own libraries" },
    ...playwrightChromium().map((executablePath) => ({ executablePath, env: {}, origin: "Playwright" })),
  ];
  return candidates.find(starts);
}

/** WebKitGTK (Debian: webkit2gtk-driver and xvfb), or undefined where a part of it is missing. */
export function findWebKit(): FoundWebKit | undefined {
  const driver = findProgram("WebKitWebDriver");
  const display = findProgram("Xvfb");
  const browser = ["x86_64", "aarch64"].map((cpu) => `/usr/lib/${cpu}-linux-gnu/webkit2gtk-4.1/MiniBrowser`).find(existsSync);
  return driver && display && browser ? { driver, browser, display } : undefined;
}

function findProgram(name: string): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  return folders.map((folder) => path.join(folder, name)).find((file) => path.isAbsolute(file) && existsSync(file));
}

/** A file alone proves little: Ubuntu's chromium-browser may be a script that only asks for a snap. */
function starts({ executablePath, env }: FoundChromium): boolean {
  if (!existsSync(executablePath)) return false;
  if (process.platform === "win32") return true; // There --version opens a window.
  return spawnSync(executablePath, ["--version"], { env: { ...process.env, ...env }, timeout: 20_000 }).status === 0;
}

/** Where Playwright keeps its own download, whether or not it has been made. */
function playwrightChromium(): string[] {
  try {
    const playwright = createRequire(path.resolve(import.meta.dirname, "../playwright/package.json"));
    // Playwright's own shape, loaded at run time because it is a dependency of the journeys only.
    return [(playwright("@playwright/test") as { chromium: { executablePath(): string } }).chromium.executablePath()];
  } catch {
    return []; // Playwright has no build for this platform.
  }
}
