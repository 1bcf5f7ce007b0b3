// A phone changes hands: locked, unlocked, handed over, offline too; and what lies in its storage meanwhile.
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { readStorage } from "../storage-dump.ts";
import { comeBack, enterPin, goTo, JO, lockScreen, MAYA, type Person, search, signIn, statusLine } from "../verbs.ts";

const LOCKS = { staysLocked: true };

/** A client of the demo that both know. */
const CLIENT = "Ana Ruiz";

async function lock(page: Page): Promise<void> {
  await goTo(page, "Store");
  await page.getByRole("button", { name: "Lock now, or hand over" }).click();
  await expect(lockScreen(page)).toBeVisible();
}

async function signInToo(page: Page, person: Person): Promise<void> {
  await page.getByRole("link", { name: "Somebody else" }).click();
  await enterPin(page, person);
  await expect(page.getByRole("heading", { level: 1, name: /^Good / })).toBeVisible();
}

async function findsClient(page: Page): Promise<void> {
  await search(page, CLIENT);
  await expect(page.getByRole("link", { name: CLIENT }).first()).toBeVisible();
}

test("two people share a phone without signal: one tap and a PIN, and each meets their own day", async ({ newPhone }) => {
  const phone = newPhone(LOCKS);
  const page = await phone.open();
  await signIn(page, MAYA);
  await findsClient(page);
  await lock(page);
  await signInToo(page, JO);
  await lock(page);

  await phone.context().setOffline(true);
  await enterPin(page, MAYA);
  await expect(lockScreen(page)).toBeHidden();
  await findsClient(page);
  await lock(page);
  await enterPin(page, JO);
  await expect(lockScreen(page)).toBeHidden();

  // Back with signal, head office hears it is Jo before it is asked for anything of hers.
  await phone.context().setOffline(false);
  await comeBack(page);
  await expect(statusLine(page)).toHaveText(/Up to date/);
});

test("a locked phone holds nothing readable of its clients, nor does an open one", async ({ newPhone, headOffice }) => {
  await headOffice.database.execute("update customer set name = 'Canary Quillfeather', email = 'canary@quillfeather.example'");
  const phone = newPhone(LOCKS);
  const page = await phone.open();
  await signIn(page, MAYA);
  await search(page, "Quillfeather");
  await expect(page.getByRole("link", { name: "Canary Quillfeather" }).first()).toBeVisible();
  const open = await readStorage(page);
  expect(open).toContain("sealed");
  expect(open).not.toMatch(/quillfeather/i);

  await lock(page);
  await signInToo(page, JO);
  const handedOver = await readStorage(page);
  expect(handedOver).not.toMatch(/quillfeather/i);
});

test("wrong PINs wait, and the phone that is opened again asks for one", async ({ newPhone }) => {
  const phone = newPhone(LOCKS);
  const page = await phone.open();
  await signIn(page, MAYA);
  await phone.context().setOffline(true);
  await page.reload();
  await expect(lockScreen(page)).toBeVisible();
  const wrong = { ...MAYA, pin: "975319" };
  for (const words of ["4 tries left", "3 tries left", "2 tries left", "1 try left", "Wait 30 seconds"]) {
    await enterPin(page, wrong);
    await expect(page.locator("p[role=alert]")).toContainText(words);
  }
  await enterPin(page, MAYA);
  await expect(page.locator("p[role=alert]")).toContainText(/Wait \d+ seconds/);
});

test("what leaves the front is covered, and locking in one tab locks the other", async ({ newPhone, headOffice }) => {
  const phone = newPhone(LOCKS);
  const page = await phone.open();
  await signIn(page, MAYA);
  const other = await phone.context().newPage();
  await other.goto(headOffice.url);
  await expect(other.getByRole("heading", { level: 1, name: /^Good / }), "opened with the first tab's keys").toBeVisible();
  await lock(page);
  await expect(lockScreen(other)).toBeVisible();

  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(page.locator("[data-cover]")).toBeVisible();
  await expect(page.getByLabel("enter your PIN")).toBeHidden();
});
