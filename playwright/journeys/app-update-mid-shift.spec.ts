import { rmSync } from "node:fs";
import { makeNextVersion, versionOf } from "../app-version.ts";
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
    await enterPin(page, MAYA);
    await expect.poll(() => bookedByPhones(headOffice.database), { timeout: 60_000 }).toHaveLength(2);
    await openOutbox(page);
    await expect(page.getByRole("list", { name: "Confirmed today" }).getByRole("link")).toHaveCount(2);
  } finally {
    rmSync(nextVersion, { recursive: true, force: true });
  }
});
