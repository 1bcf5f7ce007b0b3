import { expect, test } from "../fixtures.ts";
import type { Phone } from "../phone.ts";
import { bookedByPhones, ledgerFaults, recount, TRENCH_M } from "../shelves.ts";
import {
  bookFor,
  chooseClient,
  comeBack,
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

test("two associates without signal sell the last coat: one is told kindly, and ships it from the next place with one tap", async ({
  headOffice,
  newPhone,
}) => {
  await recount(headOffice.database, TRENCH_M, { warehouse: 1, soho: 3 });
  const mayas = newPhone();
  const jos = newPhone();
  await Promise.all([openFor(mayas, MAYA), openFor(jos, JO)]);

  await headOffice.kill();
  await sellCoat(mayas, "Ana Ruiz");
  await sellCoat(jos, "Tom Keller");
  await headOffice.start();
  await comeBack(mayas.page());
  await expect.poll(() => bookedByPhones(headOffice.database), { timeout: 60_000 }).toHaveLength(1);
  await comeBack(jos.page());

  const page = jos.page();
  await openOutbox(page);
  await expect(page.getByRole("heading", { level: 2, name: "Needs you, 1" })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText(/^The last one at Warehouse was promised before this reached head office/)).toBeVisible();
  await page.getByRole("button", { name: /^Ship from SoHo \(/ }).click();
  await expect(page.getByRole("list", { name: "Confirmed today" })).toContainText("Tom Keller", { timeout: 60_000 });

  const booked = await bookedByPhones(headOffice.database);
  expect(booked.map(({ customer, source, held }) => ({ customer, source, held }))).toEqual([
    { customer: "Ana Ruiz", source: "warehouse", held: 1 },
    { customer: "Tom Keller", source: "soho", held: 1 },
  ]);
  expect(await ledgerFaults(headOffice.database)).toEqual([]);
});

async function openFor(phone: Phone, person: Person): Promise<void> {
  await signIn(await phone.open(), person);
}

async function sellCoat(phone: Phone, client: string): Promise<void> {
  const page = phone.page();
  await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
  await pickColour(page, "Camel");
  await pickSize(page, "M");
  await shipToHome(page);
  await chooseClient(page, client);
  await bookFor(page, client.split(" ")[0] ?? client);
}
