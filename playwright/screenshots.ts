import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, type Page } from "@playwright/test";
import { buildApp } from "./built-app.ts";
import { copyDemoDatabase, startDemoCluster } from "./demo-database.ts";
import { createPhone } from "./phone.ts";
import { findChromium } from "./repository.ts";
import { everyPlace } from "./routes.ts";
import { type ServerControl, startServerProcess } from "./server-control.ts";
import { recount, skuOf, TRENCH_M } from "./shelves.ts";
import {
  addPhone,
  bookFor,
  chooseClient,
  comeBack,
  enterPin,
  expectConfirmed,
  expectDoor,
  expectWholeAppOnPhone,
  MAYA,
  openItem,
  openOutbox,
  pickColour,
  pickSize,
  shipToHome,
} from "./verbs.ts";

type Shooting = {
  readonly page: Page;
  readonly headOffice: ServerControl;
  readonly database: Awaited<ReturnType<typeof copyDemoDatabase>>;
  readonly take: (name: string) => Promise<void>;
};

/** Pictures of every main screen, at 390 x 844 and twice the pixels, light and dark. Answers the files. */
export async function takeScreenshots(folder: string): Promise<readonly string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files: string[] = [];
  const appFolder = buildApp();
  const cluster = await startDemoCluster();
  const browser = await findChromium();
  try {
    for (const colorScheme of ["light", "dark"] as const) {
      await using database = await copyDemoDatabase(cluster);
      await recount(database, TRENCH_M, { warehouse: 46, "market-street": 3 });
      const headOffice = await startServerProcess({ databaseUrl: database.url, appFolder });
      const phone = createPhone({ origin: headOffice.url, browser, look: { colorScheme } });
      try {
        const page = await phone.open();
        const take = async (name: string) => {
          const file = path.join(folder, `${name}-${colorScheme}.png`);
          await settle(page);
          await page.screenshot({ path: file });
          files.push(file);
        };
        await setUp({ page, headOffice, database, take });
        await sell({ page, headOffice, database, take });
        await visit({ page, headOffice, database, take });
      } finally {
        await phone.throwAway();
        await headOffice.kill();
      }
    }
  } finally {
    await cluster.stop();
    rmSync(appFolder, { recursive: true, force: true });
  }
  return files;
}

async function setUp({ page, take }: Shooting): Promise<void> {
  await expect(page.getByRole("button", { name: "Use this computer" })).toBeVisible();
  await take("join");
  await addPhone(page);
  await expectDoor(page);
  await take("sign-in-new-phone");
  await enterPin(page, MAYA);
  await expect(page.getByText("Everything is on this phone.")).toBeVisible();
  await take("first-contact");
  await page.getByRole("button", { name: "Start using it" }).click();
  await expectWholeAppOnPhone(page);
}

/** The coat is booked with signal, then without, and one booking is refused: the outbox shows all its states. */
async function sell({ page, headOffice, database, take }: Shooting): Promise<void> {
  await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
  await pickColour(page, "Camel");
  await pickSize(page, "M");
  await shipToHome(page);
  await take("ship-sheet-who-for");
  await page.getByRole("dialog").getByRole("button", { name: "Find" }).click();
  await page.getByRole("dialog").getByRole("searchbox").fill("ana");
  await take("client-picker");
  await page.getByRole("dialog").getByRole("button", { name: "Back" }).click();
  await chooseClient(page, "Ana Ruiz");
  await take("ship-sheet");
  await bookFor(page, "Ana");
  await take("item-booked");
  await openOutbox(page);
  await expectConfirmed(page);
  await page.getByRole("list", { name: "Confirmed today" }).getByRole("link").click();
  await expect(page.getByRole("heading", { level: 2, name: "Head office's answer" })).toBeVisible();
  await take("action-confirmed");
  await page.getByRole("link", { name: /^Order \d+/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Order \d+/ })).toBeVisible();
  await take("order-confirmed");

  await page.goto(headOffice.url);
  await headOffice.kill();
  await openItem(page, { query: "merino trench", title: "Merino Trench Coat" });
  await pickColour(page, "Camel");
  await pickSize(page, "XL");
  await take("item-offline");
  await shipToHome(page);
  await take("ship-sheet-offline");
  await bookFor(page, "Ana");
  await openOutbox(page);
  await take("outbox-on-this-phone");
  await page.goto(`${headOffice.url}/save-actions`);
  await expect(page.getByRole("button", { name: "Show codes" })).toBeVisible();
  await take("save-actions-waiting");
  await page.getByRole("button", { name: "Show codes" }).click();
  await expect(page.getByText(/^(Code \d+ of|One code)/)).toBeVisible();
  await take("save-actions-codes");
  await page.getByRole("button", { name: "The other phone has it" }).click();
  await page.goto(`${headOffice.url}/`);
  await page.getByRole("list", { name: "Latest bookings" }).getByRole("link").first().click();
  await expect(page.getByRole("list", { name: "How far it is" })).toBeVisible();
  await take("order-on-this-phone");

  // While the phone is away somebody else sells what it has just promised.
  const sold = await skuOf(database, { style: TRENCH_M.style, options: ["Camel", "XL"] });
  await database.execute(
    `with gone as (select location_id, s.variant, on_hand from stock_level s join variant v using (variant) where v.sku = $1
                    and location_id = 'warehouse'),
          counted as (insert into stock_movement (location_id, variant, kind, on_hand_delta)
                      select location_id, variant, 'count', -on_hand from gone)
     update stock_level s set on_hand = 0, safety = 0 from gone g where s.location_id = g.location_id and s.variant = g.variant`,
    [sold],
  );
  await headOffice.start();
  await comeBack(page);
  await page.goto(`${headOffice.url}/outbox`);
  await expect(page.getByRole("heading", { level: 2, name: "Needs you, 1" })).toBeVisible({ timeout: 60_000 });
  await headOffice.kill();
  await page.goto(`${headOffice.url}/item?style=${TRENCH_M.style}`);
  await pickColour(page, "Navy");
  await pickSize(page, "L");
  await shipToHome(page);
  await bookFor(page, "Ana");
  await openOutbox(page);
  await take("outbox-all-states");
  await page.getByRole("link", { name: /^Ship Merino Trench Coat, Camel, XL/ }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Head office's answer" })).toBeVisible();
  await take("action-needs-you");
  await page.getByRole("button", { name: "Options" }).click();
  await take("action-options");
  await page.getByRole("button", { name: "Edit and send again" }).click();
  await expect(page.getByRole("dialog").getByRole("heading", { name: "Ship to Ana" })).toBeVisible();
  await take("action-edit");
  await page.goto(`${headOffice.url}/check`);
  await expect(page.getByText("Head office can't be reached.")).toBeVisible();
  await take("check-no-signal");
  await page.goto(headOffice.url);
  await expect(page.getByRole("heading", { level: 2, name: "Needs you" })).toBeVisible();
  await expectCatalogueRead(page);
  await take("today-needs-you");
  await headOffice.start();
  await comeBack(page);
  await supersede(page);
  await page.goto(`${headOffice.url}/outbox`);
  await expect(page.getByText(/then lost by head office in a restore/)).toBeVisible();
  await take("outbox-superseded");
}

/** For the picture only: the refusal on this phone stands as it would after a restore of head office had lost its first answer. */
async function supersede(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("aisle");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction("outbox", "readwrite");
          const walk = writing.objectStore("outbox").openCursor();
          walk.onsuccess = () => {
            const row = walk.result;
            if (!row) return;
            const { outcome, issuedAt } = row.value;
            const accepted = { ...outcome, kind: "applied", decidedAt: issuedAt, result: {} };
            if (outcome?.kind === "refused") row.update({ ...row.value, accepted });
            row.continue();
          };
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
          writing.onerror = () => reject(writing.error);
        };
      }),
  );
}

/** Every screen by its address, in peace. */
async function visit({ page, headOffice, database, take }: Shooting): Promise<void> {
  for (const { name, route, heading } of await everyPlace(database)) {
    await page.goto(`${headOffice.url}${route}`);
    await expect(page.getByRole("heading", { level: 1, name: heading }).first()).toBeVisible();
    await expectCatalogueRead(page);
    await take(name);
  }
}

/** A page that was just loaded reads the catalogue for a moment before it knows an item's name and picture. */
async function expectCatalogueRead(page: Page): Promise<void> {
  if (new URL(page.url()).searchParams.has("q")) await expect(page.getByRole("list", { name: "Items" })).toBeVisible();
  const bookings = page.getByRole("list", { name: "Latest bookings" });
  if (await bookings.isVisible()) await expect(bookings.getByText("Merino Trench Coat").first()).toBeVisible();
}

/** Sheets have slid in and pictures are drawn. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
        .map(({ finished }) => finished),
    ),
  );
}
