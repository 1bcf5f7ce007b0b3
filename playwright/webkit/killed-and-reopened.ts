import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { startServerProcess } from "../server-control.ts";
import { copyAppWithWitness, listenForSignal, openOnDisk, type Signal } from "./browser-on-disk.ts";
import { startDisplay } from "./display.ts";
import { assertBookedOnce, type Story } from "./story.ts";

const PATIENCE_MS = 90_000;
/** Safari and WebKitGTK write cookies and storage a moment after the page did. A phone lies that long in a pocket. */
const WRITTEN_DOWN_MS = 2000;

/** Booked offline, browser killed, opened cold with head office dead, confirmed when it is back: all on one profile on disk. */
export const killedAndReopened: Story = async ({ webkit, database, appFolder }) => {
  const [signedIn, booked, seenCold] = [await listenForSignal(), await listenForSignal(), await listenForSignal()];
  const ports = { signedIn: signedIn.port, booked: booked.port, seenCold: seenCold.port };
  const witnessed = copyAppWithWitness(appFolder, ports);
  const home = mkdtempSync(path.join(os.tmpdir(), "aisle-webkit-disk-"));
  const display = await startDisplay(webkit);
  // A signal is a picture asked for, so those addresses must be ones that a page may ask.
  const imageHosts = Object.values(ports).map((port) => `127.0.0.1:${port}`);
  const headOffice = await startServerProcess({ databaseUrl: database.url, appFolder: witnessed, imageHosts });
  const open = (route: string) => openOnDisk({ webkit, home, display, url: `${headOffice.url}${route}` });
  let browser = open("/");
  try {
    await heard(signedIn, "signed in");
    await pause(WRITTEN_DOWN_MS);
    await headOffice.kill();
    await heard(booked, "booked with head office dead");
    await pause(WRITTEN_DOWN_MS);
    await browser.kill();

    browser = open("/outbox");
    await heard(seenCold, "opened cold with head office dead");
    await headOffice.start();
    const [cold = "", later = ""] = await headOffice.witnessed(2, PATIENCE_MS);
    assert.match(cold, /^head office dead; [\s\S]*Waiting, 1[\s\S]*Merino Trench Coat[\s\S]*On this phone/);
    const number = await assertBookedOnce(database);
    assert.match(later, new RegExp(`Confirmed today, 1[\\s\\S]*order ${number}`));
  } finally {
    await browser.kill();
    await headOffice.kill();
    display.stop();
    for (const signal of [signedIn, booked, seenCold]) signal.close();
    for (const folder of [home, witnessed]) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
};

async function heard(signal: Signal, what: string): Promise<void> {
  const waiting = new AbortController();
  const late = pause(PATIENCE_MS, "late", { signal: waiting.signal }).catch(() => "late");
  const first = await Promise.race([signal.given.then(() => "given"), late]);
  waiting.abort();
  assert.equal(first, "given", `not so within ${PATIENCE_MS / 1000} s: ${what}`);
}
