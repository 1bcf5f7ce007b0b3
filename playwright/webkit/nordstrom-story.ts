import assert from "node:assert/strict";
import { startServerProcess } from "../server-control.ts";
import { openWebKit, type WebKitPage } from "./driver.ts";
import { assertBookedOnce, type Story } from "./story.ts";

const CONFIRMED_WITHIN_MS = 90_000;

/** The whole story by WebDriver, with the server process really killed while the booking is made. */
export const nordstromStory: Story = async ({ webkit, database, appFolder }) => {
  const headOffice = await startServerProcess({ databaseUrl: database.url, appFolder });
  const page = await openWebKit(webkit);
  try {
    await page.goto(headOffice.url);
    await page.click("//button[normalize-space()='Use this computer']");
    await page.click("//label[contains(., 'Maya')]");
    for (const digit of "246810") await page.click(`//button[normalize-space()='${digit}']`);
    await page.see("//*[normalize-space()='Everything is on this phone.']", 60_000);
    await page.click("//button[normalize-space()='Start using it']");
    await page.see("//h1[starts-with(normalize-space(), 'Good ')]");
    await untilControlled(page);

    await page.click("//nav//a[normalize-space()='Find']");
    // Today has the same field: letters typed before Find is there would fall between the two.
    await page.see("//h1[normalize-space()='Find']");
    await page.type("//input[@type='search']", "merino trench");
    await page.click("//a[contains(@href, 'style=merino-trench-coat')]");
    await page.click("//label[input[@aria-label='Camel']]");
    await page.click("//label[input[starts-with(@aria-label, 'M. Not here. Ships by ')]]");
    assert.match(await page.see("//tr[contains(., 'Market Street')]"), /3$/);

    await headOffice.kill();
    await page.click("//button[starts-with(normalize-space(), 'Ship to home')]");
    await page.click("//dialog//button[normalize-space()='Find']");
    await page.type("//dialog//input[@type='search']", "Ana Ruiz");
    await page.click("//dialog//button[contains(., 'Ana Ruiz')]");
    await page.click("//button[normalize-space()='Book for Ana']");
    await page.see("//*[@role='status'][contains(., 'Undo')]");

    // By the app's own link. Where storage lives in memory, a page that is left with something to send can leave WebKit's write
    // lock behind, and the next one waits for ever; on disk that was never seen, and the other story opens the app cold there.
    await page.click("//header//a[contains(., 'saved here')]");
    await page.see("//h2[normalize-space()='Waiting, 1']");
    assert.match(await page.see("//ul[@aria-label='Waiting']"), /Merino Trench Coat[\s\S]*Ana/);

    await headOffice.start();
    const row = await page.see("//ul[@aria-label='Confirmed today']", CONFIRMED_WITHIN_MS);
    const number = await assertBookedOnce(database);
    assert.match(row, new RegExp(`order ${number}`));
  } catch (fault) {
    throw new Error(`on the screen: ${await page.see("//body", 0).catch(() => "nothing")}`, { cause: fault });
  } finally {
    await page.close();
    await headOffice.kill();
  }
};

async function untilControlled(page: WebKitPage): Promise<void> {
  while (!(await page.evaluate<boolean>("navigator.serviceWorker.controller !== null"))) await page.see("//main");
}
