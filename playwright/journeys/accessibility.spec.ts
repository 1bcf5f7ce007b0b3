import type { Page } from "@playwright/test";
import { axeFindings } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { everyPlace } from "../routes.ts";
import { addPhone, bookFor, chooseClient, expectDoor, expectNoHorizontalScroll, pickSize, shipToHome, signIn } from "../verbs.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing on any screen, ${colorScheme}`, async ({ newPhone, headOffice }) => {
    test.setTimeout(150_000);
    const phone = newPhone({ colorScheme });
    const page = await phone.open();
    await expect(page.getByRole("heading", { level: 1, name: "Add this phone" })).toBeVisible();
    await expectNoFindings(page, "a phone nobody has added");
    await addPhone(page);
    await expectDoor(page);
    await expectNoFindings(page, "sign-in on a new phone");
    await signIn(page);
    for (const { name, route, heading } of await everyPlace(headOffice.database)) {
      await page.goto(`${headOffice.url}${route}`);
      await expect(page.getByRole("heading", { level: 1, name: heading }).first()).toBeVisible();
      await expectNoFindings(page, name);
      if (name === "item") await expectNoFindingsWhileBooking(page);
      if (name === "outbox") await expectNoFindingsOnAction(page);
    }
  });
}

async function expectNoFindingsWhileBooking(page: Page): Promise<void> {
  await pickSize(page, "M");
  const sheet = await shipToHome(page);
  await expectNoFindings(page, "ship sheet, who for");
  await sheet.getByRole("button", { name: "Find" }).click();
  await expectNoFindings(page, "client picker");
  await sheet.getByRole("button", { name: "Back" }).click();
  await chooseClient(page, "Ana Ruiz");
  await expectNoFindings(page, "ship sheet");
  await bookFor(page, "Ana");
  await expectNoFindings(page, "item just booked");
}

async function expectNoFindingsOnAction(page: Page): Promise<void> {
  await page.getByRole("list", { name: "Confirmed today" }).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 2, name: "Head office's answer" })).toBeVisible();
  await expectNoFindings(page, "an action");
}

for (const { title, width, scale } of [
  { title: "at 320 px", width: 320, scale: 1 },
  { title: "with text at 200 %", width: 390, scale: 2 },
] as const) {
  test(`nothing scrolls sideways ${title}`, async ({ newPhone, headOffice }) => {
    const phone = newPhone({ width });
    const page = await phone.open();
    await expect(page.getByRole("heading", { level: 1, name: "Add this phone" })).toBeVisible();
    await enlarge(page, scale);
    await expectNoHorizontalScroll(page, "a phone nobody has added");
    await addPhone(page);
    await expectDoor(page);
    await enlarge(page, scale);
    await expectNoHorizontalScroll(page, "sign-in on a new phone");
    await signIn(page);
    for (const { name, route, heading } of await everyPlace(headOffice.database)) {
      await page.goto(`${headOffice.url}${route}`);
      await expect(page.getByRole("heading", { level: 1, name: heading }).first()).toBeVisible();
      await enlarge(page, scale);
      await expectNoHorizontalScroll(page, name);
      if (name !== "item") continue;
      await pickSize(page, "M");
      await shipToHome(page);
      await expectNoHorizontalScroll(page, "ship sheet");
      await chooseClient(page, "Ana Ruiz");
      await expectNoHorizontalScroll(page, "ship sheet for Ana");
    }
  });
}

async function expectNoFindings(page: Page, place: string): Promise<void> {
  // Sheets slide in over 220 ms, and axe would measure a colour half way. Skeletons never end.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
        .map(({ finished }) => finished),
    ),
  );
  expect.soft(await axeFindings(page), place).toEqual([]);
}

/** Text larger by the user's own setting, which every size in the app follows. */
async function enlarge(page: Page, scale: number): Promise<void> {
  await page.evaluate((times) => {
    if (times !== 1) document.documentElement.style.fontSize = `${106.25 * times}%`;
  }, scale);
}
