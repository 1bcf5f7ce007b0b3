import { axeFindings } from "../axe.ts";
import { expect, test } from "../fixtures.ts";
import { goTo, JO, SAM, signIn } from "../verbs.ts";

test("somebody else's client is found in the whole store, opened, asked, and the manager sees who looked, also without signal", async ({
  headOffice,
  newPhone,
}) => {
  test.setTimeout(240_000);
  const jos = newPhone();
  const page = await jos.open();
  await signIn(page, JO);
  await goTo(page, "Clients");
  await page.getByRole("searchbox", { name: "Name, phone or e-mail" }).fill("Ana Ruiz");
  await expect(page.getByText("Nobody in your day matches “Ana Ruiz”.")).toBeVisible();
  await page.getByRole("button", { name: "Look in the whole store" }).click();
  await expect(page.getByText(/Number ends in \d\d/)).toBeVisible();
  await page
    .getByRole("list", { name: "Clients of the store" })
    .getByRole("button", { name: /Ana Ruiz/ })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "Ana Ruiz" })).toBeVisible();

  await page.getByRole("button", { name: /^Calls with news/ }).click();
  await expect(page.getByText("May we tell you about new arrivals and events?")).toBeVisible();
  await page.getByRole("button", { name: "They said yes" }).click();
  await expect(page.getByRole("button", { name: /^Calls with news yes, said in the store/ })).toBeVisible();
  await expect
    .poll(() =>
      headOffice.database.query(
        "select channel, is_given, proof ->> 'words' as words from consent_event where device_id is not null",
      ),
    )
    .toEqual([{ channel: "call", is_given: true, words: "marketing-1" }]);

  await jos.context().setOffline(true);
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("searchbox", { name: "Name, phone or e-mail" }).fill("Ana Ruiz");
  await page.getByRole("link", { name: /Ana Ruiz/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Ana Ruiz" })).toBeVisible();
  await jos.context().setOffline(false);
  await expect
    .poll(() => headOffice.database.query("select from access_log where was_offline").then((rows) => rows.length), {
      timeout: 60_000,
    })
    .toBe(1);

  const sams = newPhone();
  const manager = await sams.open();
  await signIn(manager, SAM);
  await goTo(manager, "Clients");
  await manager.getByRole("searchbox", { name: "Name, phone or e-mail" }).fill("Ana Ruiz");
  await manager.getByRole("button", { name: "Look in the whole store" }).click();
  await manager
    .getByRole("list", { name: "Clients of the store" })
    .getByRole("button", { name: /Ana Ruiz/ })
    .click();
  await manager.getByRole("button", { name: "Who has looked" }).click();
  const looks = manager.getByRole("list", { name: "Who has looked" });
  await expect(looks.getByText(/without signal/)).toBeVisible();
  // The shift has just begun, which counts as a proof for a while: here that while is over.
  await headOffice.database.execute("update session set stepped_up_until = null");
  await manager.getByRole("button", { name: "Erase Ana" }).click();
  expect(await axeFindings(manager)).toEqual([]);
  await manager.getByRole("dialog").getByRole("button", { name: "Erase Ana" }).click();
  await expect(manager.getByRole("heading", { name: "Is it really you?" })).toBeVisible();
  for (const digit of SAM.pin) await manager.getByRole("dialog").getByRole("button", { name: digit, exact: true }).click();
  await expect(manager.getByRole("heading", { level: 1, name: "Clients" })).toBeVisible();
  await expect
    .poll(() =>
      headOffice.database.query("select from customer where email = 'ana.ruiz@example.com'").then((rows) => rows.length),
    )
    .toBe(0);
  // Jo's phone is told with its next exchange.
  await page.getByRole("button", { name: "Back" }).click();
  await page.getByRole("searchbox", { name: "Name, phone or e-mail" }).fill("Ana Ruiz");
  await expect(page.getByText("Nobody in your day matches “Ana Ruiz”.")).toBeVisible({ timeout: 60_000 });
});
