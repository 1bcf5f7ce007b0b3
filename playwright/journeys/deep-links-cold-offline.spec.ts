import { expect, test } from "../fixtures.ts";
import { everyPlace } from "../routes.ts";

test("every screen opens by its address on a phone just switched on, with head office gone", async ({ phone, headOffice }) => {
  const places = await everyPlace(headOffice.database);
  await headOffice.kill();
  for (const { name, route, heading } of places) {
    await test.step(name, async () => {
      await phone.kill();
      const page = await phone.open(route);
      await expect(page.getByRole("heading", { level: 1, name: heading }).first()).toBeVisible();
    });
  }
});

test("an address that is no screen says so offline too", async ({ phone, headOffice }) => {
  await headOffice.kill();
  const page = phone.page();
  await page.goto(`${headOffice.url}/nowhere-in-this-app`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("link").first()).toBeVisible();
});
