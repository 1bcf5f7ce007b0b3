import os from "node:os";
import path from "node:path";

/** The root of the repository. */
export const ROOT = path.resolve(import.meta.dirname, "..");

const BROWSERS = new URL("../scripts/find-browser.ts", import.meta.url).href;

/** A browser of this machine, and what its process needs besides the usual environment. */
export type Chromium = { readonly executablePath: string; readonly env: Readonly<Record<string, string>> };

/** WebKitGTK's WebDriver, the browser it drives, and the X server they draw on. */
export type WebKit = { readonly driver: string; readonly browser: string; readonly display: string };

// The scripts stand above the packages, so what they know is fetched by address, and these are its faces.
type FindBrowser = { readonly findChromium: () => Chromium | undefined; readonly findWebKit: () => WebKit | undefined };

/** The first Chromium that starts; throws where there is none. */
export async function findChromium(): Promise<Chromium> {
  const { findChromium: find } = (await import(BROWSERS)) as FindBrowser;
  const found = find();
  if (!found) throw new Error("no Chromium found: set CHROMIUM_PATH, or run npm test where it may fetch one");
  return found;
}

export async function findWebKit(): Promise<WebKit | undefined> {
  const { findWebKit: find } = (await import(BROWSERS)) as FindBrowser;
  return find();
}

/** The folder of real data sets; it may be absent. */
export function datasetsFolder(): string {
  return path.resolve(ROOT, process.env["AISLE_DATASETS"] ?? "../shared/data");
}

/** Chromium refuses its sandbox to root, and on a test machine it need not phone home. */
export function chromiumArguments(): string[] {
  const quiet = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return os.userInfo().uid === 0 ? ["--no-sandbox", ...quiet] : quiet;
}
