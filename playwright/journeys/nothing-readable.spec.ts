// A phone at work, without signal and handed over: what lies in its storage and on its disk meanwhile.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, type HeadOffice, test } from "../fixtures.ts";
import { readStorage } from "../storage-dump.ts";
import {
  bookFor,
  chooseClient,
  enterPin,
  goTo,
  JO,
  lockScreen,
  MAYA,
  openItem,
  openOutbox,
  pickColour,
  pickSize,
  shipToHome,
  signIn,
} from "../verbs.ts";

const CANARY = /quillfeather|featherwick/i;
const LOCKS = { staysLocked: true };

/** A client whose name and street nobody else has. */
async function plantCanary({ database }: HeadOffice): Promise<void> {
  await database.execute(
    "update customer set name = 'Canary Quillfeather', email = 'canary@quillfeather.example' where name = 'Ana Ruiz'",
  );
  await database.execute(
    "update customer_address set line1 = '1 Featherwick Row' where customer_id in (select customer_id from customer where name = 'Canary Quillfeather')",
  );
}

async function bookForCanary(page: Page): Promise<void> {
  await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
  await pickColour(page, "Camel");
  await pickSize(page, "M");
  await shipToHome(page);
  await chooseClient(page, "Canary Quillfeather");
  await bookFor(page, "Canary");
}

async function bookings({ database }: HeadOffice): Promise<number> {
  const [row] = await database.query<{ count: number }>(
    "select count(*)::int as count from customer_order where device_id is not null",
  );
  return row?.count ?? 0;
}

/** Names of the files of a profile that hold `words`, as UTF-8 or UTF-16. LevelDB packs some blocks: see the dump beside it. */
function filesWith(profile: string, words: string): readonly string[] {
  const spellings = [Buffer.from(words, "utf8"), Buffer.from(words, "utf16le")];
  return readdirSync(profile, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.join(each.parentPath, each.name))
    .filter((file) => {
      const bytes = readFileSync(file);
      return spellings.some((spelling) => bytes.includes(spelling));
    });
}

test("[VA1] [SE1] neither the storage nor the disk of a phone at work names a client, waiting bookings included", async ({
  newPhone,
  headOffice,
}) => {
  await plantCanary(headOffice);
  const phone = newPhone(LOCKS);
  const page = await phone.open();
  await signIn(page, MAYA);
  await phone.context().setOffline(true);
  await bookForCanary(page);
  await openOutbox(page);
  await expect(page.getByText(/Canary/).first(), "whoever booked it reads it").toBeVisible();
  expect(await readStorage(page)).not.toMatch(CANARY);

  await goTo(page, "Store");
  await page.getByRole("button", { name: "Lock now, or hand over" }).click();
  await expect(lockScreen(page)).toBeVisible();
  await expect(page.getByText("1 action is safe on this phone and still goes out.")).toBeVisible();
  await phone.context().setOffline(false);
  await page.getByRole("link", { name: "Somebody else" }).click();
  await enterPin(page, JO);
  await expect(page.getByRole("heading", { level: 1, name: /^Good / })).toBeVisible();
  expect(await readStorage(page)).not.toMatch(CANARY);
  await expect.poll(() => bookings(headOffice), { message: "Maya's booking goes while Jo works" }).toBe(1);

  await phone.close();
  expect(filesWith(phone.profile, "sealed").length, "the search sees what is there").toBeGreaterThan(0);
  for (const words of ["Quillfeather", "quillfeather", "Featherwick"]) expect(filesWith(phone.profile, words), words).toEqual([]);
});
