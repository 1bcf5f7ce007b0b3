import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { copyApp } from "../built-app.ts";
import { expect, test } from "../fixtures.ts";
import { bookedByPhones } from "../shelves.ts";
import {
  bookFor,
  chooseClient,
  enterPin,
  expectOnThisPhone,
  goBack,
  MAYA,
  openItem,
  openOutbox,
  pickColour,
  pickSize,
  shipToHome,
  statusLine,
} from "../verbs.ts";

test("a new version waits for a tap, and the bookings on the phone go through it untouched", async ({ phone, headOffice }) => {
  const page = phone.page();
  await headOffice.kill();
  for (const label of ["M", "XL"]) {
    await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
    await pickColour(page, "Camel");
    await pickSize(page, label);
    await shipToHome(page);
    if (label === "M") await chooseClient(page, "Ana Ruiz");
    await bookFor(page, "Ana");
    await goBack(page);
  }
  // Head office no longer knows this phone's sign-in, so the outbox stays full while the app is renewed.
  await headOffice.database.execute("delete from session");
  const nextVersion = makeNextVersion(headOffice.appFolder);
  try {
    await headOffice.start({ appFolder: nextVersion });

    await page.goto(`${headOffice.url}/outbox`);
    await expectOnThisPhone(page, 2);
    const update = page.getByRole("button", { name: "Update now" });
    await expect(update).toBeVisible();
    expect(await versionOf(page)).toBe("first");
    await update.click();
    await expect.poll(() => versionOf(page).catch(() => "reloading")).toBe("next");
    await expectOnThisPhone(page, 2);

    await expect(statusLine(page)).toContainText("Sign in");
    await statusLine(page).click();
    await enterPin(page, MAYA.pin);
    await expect.poll(() => bookedByPhones(headOffice.database), { timeout: 60_000 }).toHaveLength(2);
    await openOutbox(page);
    await expect(page.getByRole("list", { name: "Confirmed today" }).getByRole("link")).toHaveCount(2);
  } finally {
    rmSync(nextVersion, { recursive: true, force: true });
  }
});

const MARK = '<meta name="aisle-version" content="next"/>';

/** The same app, built once more with one page changed: its service worker lists that page under another revision. */
function makeNextVersion(appFolder: string): string {
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

async function versionOf(page: Page): Promise<string> {
  return await page.evaluate(() => document.querySelector('meta[name="aisle-version"]')?.getAttribute("content") ?? "first");
}
