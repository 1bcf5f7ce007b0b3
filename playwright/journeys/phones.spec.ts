import { expect, test } from "../fixtures.ts";
import { addPhone, bookFor, chooseClient, enterPin, goTo, MAYA, openItem, pickSize, shipToHome, signIn } from "../verbs.ts";

const SAM = { name: "Sam", pin: "135790" };

test("a manager adds a phone by its code, takes another out of use, and takes in what that one could not send", async ({
  newPhone,
  headOffice,
}) => {
  test.setTimeout(240_000);
  const [desk, lost, fresh] = [newPhone(), newPhone(), newPhone()];
  const manager = await desk.open();
  await signIn(manager, SAM);

  // A phone comes in by typing what the manager's screen shows.
  await goTo(manager, "Store");
  await manager.getByRole("link", { name: /^Phones/ }).click();
  await manager.getByRole("button", { name: "Add a phone" }).click();
  await manager.getByRole("button", { name: "Show a code" }).click();
  const code = await manager.getByText(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/).innerText();
  const added = await fresh.open("/join");
  await added.getByLabel("Code").fill("AAAA-2222");
  await added.getByRole("button", { name: "Add this phone" }).click();
  await expect(added.getByText("Head office does not know this code.")).toBeVisible();
  await added.getByLabel("Code").fill(code.toLowerCase());
  await added.getByRole("button", { name: "Add this phone" }).click();
  await enterPin(added, MAYA);
  await expect(manager.getByText(/is in\.$/)).toBeVisible();
  await manager.getByRole("button", { name: "Done" }).click();

  // A phone with a booking that never went is taken out of use: at its next contact it leaves the booking and forgets the rest.
  const page = await lost.open();
  await signIn(page, MAYA);
  const [who] = await headOffice.database.query<{ id: string }>(
    "select device_id as id from session join device using (device_id) order by session.created_at desc limit 1",
  );
  await page.context().setOffline(true);
  await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
  await pickSize(page, "M");
  await shipToHome(page);
  await chooseClient(page, "Ana Ruiz");
  await bookFor(page, "Ana");
  await headOffice.database.execute("update device set name = 'Lost one' where device_id = $1", [who?.id]);

  await manager.reload();
  await manager.getByRole("button", { name: /^Lost one/ }).click();
  await manager.getByRole("button", { name: "Take out of use" }).click();
  await manager.getByRole("button", { name: "Take Lost one out of use" }).click();
  await page.context().setOffline(false);
  await expect(page.getByRole("button", { name: "Add it as a new phone" })).toBeVisible({ timeout: 60_000 });
  const left = await page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name ?? "");
    const rows: number[] = [];
    for (const name of names) {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const asked = indexedDB.open(name);
        asked.onsuccess = () => resolve(asked.result);
      });
      for (const store of db.objectStoreNames) {
        const count = db.transaction(store).objectStore(store).count();
        rows.push(await new Promise((resolve) => (count.onsuccess = () => resolve(count.result))));
      }
      db.close();
    }
    return rows.reduce((sum, count) => sum + count, 0);
  });
  expect(left, "rows left on the phone").toBe(0);

  await manager.reload();
  await manager.getByRole("button", { name: /^Lost one.*Left work/ }).click();
  await manager.getByRole("button", { name: "Take in" }).click();
  await expect(manager.getByText(/1 taken in/)).toBeVisible();
  const [order] = await headOffice.database.query<{ orders: string }>(
    "select count(*) as orders from customer_order where device_id = $1",
    [who?.id],
  );
  expect(Number(order?.orders)).toBe(1);
  await page.getByRole("button", { name: "Add it as a new phone" }).click();
  await addPhone(page);
  await enterPin(page, MAYA);
  await expect(page.getByText("Everything is on this phone.")).toBeVisible();
});
