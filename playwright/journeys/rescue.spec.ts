import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { filmCodes } from "../code-film.ts";
import { expect, type HeadOffice, test } from "../fixtures.ts";
import type { Phone } from "../phone.ts";
import { bookedByPhones, ledgerFaults, recount, TRENCH_M } from "../shelves.ts";
import {
  bookFor,
  chooseClient,
  comeBack,
  goTo,
  JO,
  MAYA,
  openItem,
  openOutbox,
  type Person,
  pickColour,
  pickSize,
  shipToHome,
  signIn,
} from "../verbs.ts";

test("a phone dies with bookings on it: they leave it as a file, another phone brings them, and each order exists once", async ({
  headOffice,
  newPhone,
}) => {
  await recount(headOffice.database, TRENCH_M, { warehouse: 9 });
  const [mayas, jos] = [newPhone(), newPhone()];
  await startShift(mayas, MAYA);
  await startShift(jos, JO);
  await headOffice.kill();
  await sell(mayas.page(), "Ana Ruiz");
  await sell(mayas.page(), "Tom Keller");
  const file = await saveFile(mayas.page());
  await mayas.throwAway();

  await takeInFile(jos.page(), file);
  await expect(jos.page().getByText(/^Safe on this phone/)).toBeVisible();
  await jos.kill();
  await headOffice.start();
  // Killed, the browser may have lost Jo's sign-in; never what it carries.
  const page = await jos.open("/sign-in");
  await signIn(page, JO);
  await openTakingIn(page);
  await expect(page.getByText("2 actions taken in: all confirmed.")).toBeVisible({ timeout: 60_000 });
  await expectBookedOnce(headOffice, ["Ana Ruiz", "Tom Keller"]);
});

test("a broken phone shows codes that another one's camera reads; it comes back after all, and nothing is done twice", async ({
  headOffice,
  newPhone,
}) => {
  test.setTimeout(300_000);
  await recount(headOffice.database, TRENCH_M, { warehouse: 9 });
  const film = test.info().outputPath("codes.y4m");
  const [mayas, jos] = [newPhone({ colorScheme: "dark" }), newPhone({ cameraFilm: film })];
  await startShift(mayas, MAYA);
  await startShift(jos, JO);
  await jos.close();
  await headOffice.kill();
  for (const client of ["Ana Ruiz", "Tom Keller"]) await sell(mayas.page(), client);
  // Counted anew meanwhile: there is only one.
  await recount(headOffice.database, TRENCH_M, { warehouse: 1 });
  const codes = await showCodes(mayas.page(), film);
  expect(codes).toBeGreaterThan(1);
  await mayas.kill();

  const page = await jos.open("/take-in");
  await page.getByRole("button", { name: "Scan its codes" }).click();
  // A slow machine reads few of the codes in each round of the film.
  await expect(page.getByText(/^Safe on this phone/)).toBeVisible({ timeout: 150_000 });
  await headOffice.start();
  await comeBack(page);
  await expect(page.getByText("2 actions taken in: 1 confirmed, 1 needs you.")).toBeVisible({ timeout: 60_000 });
  // Whom it was for is Maya's to know.
  await expect(page.getByText(/^Booking of Merino Trench Coat, .* by Maya/)).toBeVisible();
  await expectBookedOnce(headOffice, ["Ana Ruiz"]);

  const back = await mayas.open("/sign-in");
  await signIn(back, MAYA);
  await openOutbox(back);
  await expect(back.getByRole("heading", { level: 2, name: "Needs you, 1" })).toBeVisible({ timeout: 60_000 });
  await expectBookedOnce(headOffice, ["Ana Ruiz"]);
  await page.getByRole("button", { name: "Got it" }).click();
  await expect(page.getByRole("button", { name: "Got it" })).toBeHidden();
});

test("the wrong file, and a package somebody changed, are refused in words", async ({ headOffice, newPhone }) => {
  const phone = newPhone();
  await startShift(phone, MAYA);
  const page = phone.page();
  await headOffice.kill();
  await sell(page, "Ana Ruiz");
  const file = await saveFile(page);
  await headOffice.start();
  await openTakingIn(page);
  await chooseFile(page, path.join(import.meta.dirname, "../package.json"));
  await expect(page.getByText("This is not a file of saved actions.")).toBeVisible();
  await chooseFile(page, changed(file));
  await expect(page.getByText("It was changed or damaged on the way.")).toBeVisible({ timeout: 30_000 });
});

/** Signs in with signal, which also gives the phone what it seals with. */
async function startShift(phone: Phone, person: Person): Promise<void> {
  const page = await phone.open();
  const key = page.waitForResponse(/rescue\.key/);
  await signIn(page, person);
  await key;
}

async function sell(page: Page, client: string): Promise<void> {
  await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
  await pickColour(page, "Camel");
  await pickSize(page, "M");
  await shipToHome(page);
  const first = client.split(" ")[0] ?? client;
  await chooseClient(page, client);
  await bookFor(page, first);
  await page.getByRole("complementary").getByRole("button", { name: /^Done/ }).click();
  await page.getByRole("banner").getByRole("button", { name: "Back" }).click();
}

async function openSaving(page: Page): Promise<void> {
  await goTo(page, "Store");
  await page.getByRole("link", { name: /^Save unsent actions/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Save unsent actions" })).toBeVisible();
}

async function saveFile(page: Page): Promise<string> {
  await openSaving(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save a file" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^aisle-rescue-union-square-.*\.aisle$/);
  const file = test.info().outputPath("rescue.aisle");
  await download.saveAs(file);
  return file;
}

/** The same package with one bit turned. */
function changed(file: string): string {
  const bytes = readFileSync(file);
  bytes[60] = (bytes[60] ?? 0) ^ 1;
  const other = test.info().outputPath("changed.aisle");
  writeFileSync(other, bytes);
  return other;
}

async function showCodes(page: Page, film: string): Promise<number> {
  await openSaving(page);
  await page.getByRole("button", { name: "Show codes" }).click();
  return await filmCodes(page, film);
}

async function openTakingIn(page: Page): Promise<void> {
  await goTo(page, "Store");
  await page.getByRole("link", { name: /^Take in another phone's actions/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Take in another phone's actions" })).toBeVisible();
}

async function takeInFile(page: Page, file: string): Promise<void> {
  await openTakingIn(page);
  await chooseFile(page, file);
}

async function chooseFile(page: Page, file: string): Promise<void> {
  await page.getByLabel("Choose a file").setInputFiles(file);
}

async function expectBookedOnce(headOffice: HeadOffice, clients: readonly string[]): Promise<void> {
  const booked = await bookedByPhones(headOffice.database);
  expect(booked.map(({ customer, held }) => ({ customer, held }))).toEqual(clients.map((customer) => ({ customer, held: 1 })));
  expect(await ledgerFaults(headOffice.database)).toEqual([]);
}
