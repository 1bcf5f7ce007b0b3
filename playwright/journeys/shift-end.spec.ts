import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { bookedByPhones } from "../shelves.ts";
import {
  bookFor,
  chooseClient,
  comeBack,
  enterPin,
  expectConfirmed,
  expectDoor,
  goTo,
  JO,
  MAYA,
  openItem,
  openOutbox,
  pickColour,
  pickSize,
  shipToHome,
} from "../verbs.ts";

test("at the end of a shift both sides say the same, and head office keeps that it was asked", async ({ phone, headOffice }) => {
  const page = phone.page();
  await bookCoat(page);
  await openOutbox(page);
  await expectConfirmed(page);
  await page.goto(`${headOffice.url}/check`);
  await expect(page.getByText("1 action today. Head office has it.")).toBeVisible();
  const [asked] = await headOffice.database.query<{ at: Date | null; unknown: number | null }>(
    "select last_account_at as at, last_account_unknown as unknown from device where last_account_at is not null",
  );
  expect(asked).toMatchObject({ unknown: 0 });
  await goToStore(page);
  await expect(page.getByRole("link", { name: /^Check this phone 1 action today\. Head office has it\./ })).toBeVisible();
});

test("what is only on this phone is named, stays through the sign-out, and goes with the next person's sign-in", async ({
  phone,
  headOffice,
}) => {
  const page = phone.page();
  await headOffice.kill();
  await bookCoat(page);
  await openOutbox(page);
  await goTo(page, "Store");
  await page.getByRole("button", { name: "Sign out Maya" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText("Head office can't be reached.")).toBeVisible();
  await expect(sheet.getByText(/^1 action is only on this phone\./)).toBeVisible();
  await sheet.getByRole("button", { name: "Sign out, keep it here" }).click();
  await expectDoor(page);

  await headOffice.start();
  await enterPin(page, JO);
  await expect(page.getByRole("heading", { level: 1, name: /Jo$/ })).toBeVisible();
  await comeBack(page);
  await expect.poll(() => bookedByPhones(headOffice.database), { timeout: 60_000 }).toHaveLength(1);
  const [by] = await headOffice.database.query<{ name: string }>(
    "select a.name from customer_order o join associate a using (associate_id) where o.device_id is not null",
  );
  expect(by?.name).toContain(MAYA.name);
  await goTo(page, "Store");
  await page.getByRole("link", { name: /^Check this phone/ }).click();
  await expect(page.getByText("1 action today. Head office has it.")).toBeVisible();
});

async function bookCoat(page: Page): Promise<void> {
  await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
  await pickColour(page, "Camel");
  await pickSize(page, "M");
  await shipToHome(page);
  await chooseClient(page, "Ana Ruiz");
  await bookFor(page, "Ana");
}

async function goToStore(page: Page): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Back" }).click();
  await goTo(page, "Store");
}
