import { expect, test } from "../fixtures.ts";
import {
  bookFor,
  chooseClient,
  expectConfirmed,
  expectOnThisPhone,
  openItem,
  openOutbox,
  pickColour,
  pickSize,
  shipToHome,
  size,
} from "../verbs.ts";

type Booked = { readonly number: string; readonly state: string; readonly customer: string; readonly source: string };

test("a coat that is gone here is shipped to Ana although the Wi-Fi, head office and the browser die", async ({
  phone,
  headOffice,
}) => {
  // The shift began in the morning: what the browser keeps is on disk.
  await phone.close();
  let page = await phone.open();

  await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
  await pickColour(page, "Camel");
  await pickSize(page, "M");
  await expect(size(page, "M")).toHaveAccessibleName(/Not here\. Ships by /);
  await expect(page.getByRole("row", { name: /Market Street/ })).toContainText("3");

  await headOffice.kill();
  await shipToHome(page);
  await chooseClient(page, "Ana Ruiz");
  await bookFor(page, "Ana");

  await phone.kill();
  page = await phone.open("/outbox");
  await expectOnThisPhone(page, 1);
  await expect(page.getByRole("list", { name: "Waiting" })).toContainText(/Merino Trench Coat.*Ana/);
  await expect(page.getByText("On this phone").first()).toBeVisible();

  await headOffice.start();
  const number = await expectConfirmed(page);

  const orders = await headOffice.database.query<Booked>(
    `select o.number, o.state, c.name as customer, l.source_location_id as source
       from customer_order o join customer c using (customer_id) join order_line l using (order_id)
      where o.device_id is not null`,
  );
  expect(orders).toEqual([{ number: String(number), state: "confirmed", customer: "Ana Ruiz", source: "warehouse" }]);
  const [held] = await headOffice.database.query<{ reservations: string; movements: string }>(
    `select (select count(*) from reservation r join customer_order o using (order_id) where o.number = $1) as reservations,
            (select count(*) from stock_movement m join customer_order o using (order_id) where o.number = $1) as movements`,
    [number],
  );
  expect(held).toEqual({ reservations: "1", movements: "1" });

  await openOutbox(page);
  await page.getByRole("list", { name: "Confirmed today" }).getByRole("link").click();
  await page.getByRole("link", { name: `Order ${number}` }).click();
  await expect(page.getByRole("heading", { level: 1, name: `Order ${number}` })).toBeVisible();
});
