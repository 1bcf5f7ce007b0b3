import type { Page } from "@playwright/test";
import { expect, type HeadOffice, test } from "../fixtures.ts";
import type { Phone } from "../phone.ts";
import { bookedByPhones, ledgerFaults, recount, skuOf, TRENCH_M } from "../shelves.ts";
import {
  addPhone,
  bookFor,
  chooseClient,
  comeBack,
  expectOnThisPhone,
  MAYA,
  openItem,
  openOutbox,
  pickColour,
  pickPerson,
  pickSize,
  shipToHome,
  signIn,
} from "../verbs.ts";

test("a refused booking is edited and sent again: one order, however often Book is pressed, and both are linked", async ({
  headOffice,
  newPhone,
}) => {
  const page = await refusedPhone(headOffice, newPhone());
  await page.getByRole("button", { name: "Options" }).click();
  await page.getByRole("button", { name: "Edit and send again" }).click();
  const sheet = page.getByRole("dialog", { name: "Ship to Ana" });
  await expect(sheet.getByRole("heading", { name: "Ship to Ana" })).toBeVisible();
  // Worked out anew: head office said that the warehouse has none left, whatever this phone's figures say.
  await expect(sheet.getByRole("button", { name: /SoHo/ })).toBeVisible();
  await page.getByRole("button", { name: "Book for Ana" }).dblclick();
  await expect(sheet).toBeHidden();

  const facts = page.getByRole("list", { name: "About it" });
  await expect(facts.getByRole("link", { name: /^In place of/ })).toBeVisible();
  await expect(page.getByText(/^Booked as order \d+\. SoHo ships it/)).toBeVisible({ timeout: 60_000 });
  await facts.getByRole("link", { name: /^In place of/ }).click();
  await expect(page.getByText("Refused, sent again")).toBeVisible();
  await expect(facts.getByRole("link", { name: /^Sent again as/ })).toBeVisible();

  const booked = await bookedByPhones(headOffice.database);
  expect(booked.map(({ customer, source, held }) => ({ customer, source, held }))).toEqual([
    { customer: "Ana Ruiz", source: "soho", held: 1 },
  ]);
  expect(await ledgerFaults(headOffice.database)).toEqual([]);
});

test("giving up a booking asks first, books nothing and keeps the record", async ({ headOffice, newPhone }) => {
  const page = await refusedPhone(headOffice, newPhone());
  await page.getByRole("button", { name: "Options" }).click();
  await page.getByRole("button", { name: "Discard" }).click();
  const asking = page.getByRole("dialog", { name: "Discard this booking?" });
  await expect(asking).toContainText("Tell Ana.");
  await page.getByRole("button", { name: "Keep it here" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Needs you, 1" })).toBeVisible();
  await page.getByRole("button", { name: "Options" }).click();
  await page.getByRole("dialog", { name: "Options" }).getByRole("button", { name: "Discard" }).click();
  await asking.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Put aside today, 1" })).toBeVisible();
  await page.getByRole("list", { name: "Put aside today" }).getByRole("link").click();
  await expect(page.getByText("Nothing was booked. Nothing is left to do.")).toBeVisible();
  await expect(page.getByText(/^The last one at Warehouse was promised/)).toBeVisible();
  expect(await bookedByPhones(headOffice.database)).toEqual([]);
});

test("an action that waits says when it was tried, and Undo on its own page leaves nothing behind", async ({
  phone,
  headOffice,
}) => {
  const page = phone.page();
  await headOffice.kill();
  await askForCoat(page);
  await openOutbox(page);
  await expectOnThisPhone(page, 1);
  await page.getByRole("list", { name: "Waiting" }).getByRole("link").click();
  await expect(page.getByText("It is safe here and goes by itself. You can close Aisle, or hand the phone on.")).toBeVisible();
  await page.getByRole("button", { name: "Undo", exact: true }).last().click();
  await expect(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
  await expect(page.getByRole("list", { name: "Waiting" })).toBeHidden();
});

test("letters typed on Today before Find is there all arrive in Find", async ({ phone }) => {
  const page = phone.page();
  await page.getByRole("searchbox", { name: "Item, client or order" }).focus();
  await page.keyboard.type("merino trench");
  await expect(page.getByRole("heading", { level: 1, name: "Find" })).toBeAttached();
  await expect(page.getByRole("searchbox", { name: "Item, client or order" })).toHaveValue("merino trench");
  await expect(page.getByRole("list", { name: "Items" }).getByRole("link", { name: "Merino Trench Coat" }).first()).toBeVisible();
});

test("keys of the PIN pad pressed faster than the screen is drawn all count", async ({ newPhone }) => {
  const page = await newPhone().open();
  await addPhone(page);
  await pickPerson(page, MAYA.name);
  await page.evaluate(() => {
    const keys = [...document.querySelectorAll("button")];
    for (const digit of "246810") keys.find((key) => key.textContent === digit)?.click();
  });
  await expect(page.getByText("Everything is on this phone.")).toBeVisible();
});

/** A phone in the outbox, on which Ana's booking of the last coat in the warehouse was refused. */
async function refusedPhone(headOffice: HeadOffice, phone: Phone): Promise<Page> {
  await recount(headOffice.database, TRENCH_M, { warehouse: 1, soho: 3 });
  const page = await phone.open();
  await signIn(page);
  await headOffice.kill();
  await askForCoat(page);
  // While the phone is away somebody else sells what it has just promised.
  await headOffice.database.execute(
    `with gone as (select location_id, s.variant, on_hand from stock_level s join variant v using (variant)
                    where v.sku = $1 and location_id = 'warehouse'),
          counted as (insert into stock_movement (location_id, variant, kind, on_hand_delta)
                      select location_id, variant, 'count', -on_hand from gone)
     update stock_level s set on_hand = 0 from gone g where s.location_id = g.location_id and s.variant = g.variant`,
    [await skuOf(headOffice.database, TRENCH_M)],
  );
  await headOffice.start();
  await comeBack(page);
  await openOutbox(page);
  await expect(page.getByRole("heading", { level: 2, name: "Needs you, 1" })).toBeVisible({ timeout: 60_000 });
  return page;
}

async function askForCoat(page: Page): Promise<void> {
  await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
  await pickColour(page, "Camel");
  await pickSize(page, "M");
  await shipToHome(page);
  await chooseClient(page, "Ana Ruiz");
  await bookFor(page, "Ana");
}
