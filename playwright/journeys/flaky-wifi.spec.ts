import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { bookedByPhones, ledgerFaults } from "../shelves.ts";
import {
  bookFor,
  chooseClient,
  comeBack,
  expectConfirmed,
  expectOnThisPhone,
  openItem,
  openOutbox,
  pickColour,
  pickSize,
  shipToHome,
} from "../verbs.ts";

test("a double tap on Book books once", async ({ phone, headOffice }) => {
  const page = phone.page();
  await askForCoat(page);
  await page.getByRole("button", { name: "Book for Ana" }).dblclick();
  await expect(page.getByRole("dialog")).toBeHidden();
  await openOutbox(page);
  const number = await expectConfirmed(page);
  expect(await bookedByPhones(headOffice.database)).toEqual([{ number, customer: "Ana Ruiz", source: "warehouse", held: 1 }]);
});

test("[LO6] a booking with Aisle open in two tabs is sent once, and both tabs tell the same", async ({ phone, headOffice }) => {
  const first = phone.page();
  const second = await phone.context().newPage();
  await second.goto(`${headOffice.url}/outbox`);
  await expect(second.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
  await first.bringToFront();
  await askForCoat(first);
  await bookFor(first, "Ana");
  await expectOnThisPhone(second, 1);
  const number = await expectConfirmed(second);
  await openOutbox(first);
  expect(await expectConfirmed(first)).toBe(number);
  expect(await bookedByPhones(headOffice.database)).toHaveLength(1);
});

test("an answer lost on its way back does not book twice", async ({ phone, headOffice }) => {
  const page = phone.page();
  await headOffice.stop();
  await headOffice.start({ diesAfter: "order.ship-to-home" });
  await askForCoat(page);
  await bookFor(page, "Ana");
  await openOutbox(page);
  await comeBack(page);
  await headOffice.gone();
  expect(await bookedByPhones(headOffice.database)).toHaveLength(1);
  await expectOnThisPhone(page, 1);

  await headOffice.start();
  await comeBack(page);
  const number = await expectConfirmed(page);
  expect(await bookedByPhones(headOffice.database)).toEqual([{ number, customer: "Ana Ruiz", source: "warehouse", held: 1 }]);
  expect(await ledgerFaults(headOffice.database)).toEqual([]);
});

test("Undo within its six seconds leaves nothing behind", async ({ phone, headOffice }) => {
  const page = phone.page();
  await askForCoat(page);
  await bookFor(page, "Ana");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Cancelled. Nothing was sent.")).toBeVisible();
  await openOutbox(page);
  await expect(page.getByText("Everything is confirmed.")).toBeVisible();
  expect(await bookedByPhones(headOffice.database)).toEqual([]);
});

async function askForCoat(page: Page): Promise<void> {
  await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
  await pickColour(page, "Camel");
  await pickSize(page, "M");
  await shipToHome(page);
  await chooseClient(page, "Ana Ruiz");
}
