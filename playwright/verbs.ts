// What an associate does and sees, in the words on the screen.
import { expect, type Locator, type Page } from "@playwright/test";

export type Person = { readonly name: string; readonly pin: string };

/** All work at Union Square; Sam is its manager. */
export const MAYA: Person = { name: "Maya", pin: "246810" };
export const JO: Person = { name: "Jo", pin: "802468" };
export const SAM: Person = { name: "Sam", pin: "135790" };

/** On a phone nobody has added: takes the demo's own way in, which needs no manager. Elsewhere there is nothing to do. */
export async function addPhone(page: Page): Promise<void> {
  const add = page.getByRole("button", { name: "Use this computer" });
  const people = page.getByRole("radio").first();
  await expect(add.or(people)).toBeVisible();
  if (await add.isVisible()) await add.click();
}

/** Adds the phone if need be, says who one is and enters the PIN on the keypad and, on a new phone, waits until everything is on it, the app too. Ends on Today. */
export async function signIn(page: Page, person: Person = MAYA): Promise<void> {
  await addPhone(page);
  await enterPin(page, person);
  const start = page.getByRole("button", { name: "Start using it" });
  const today = page.getByRole("heading", { level: 1, name: /^Good (morning|afternoon|evening)/ });
  await expect(start.or(today)).toBeVisible();
  if (await start.isVisible()) {
    await expect(page.getByText("Everything is on this phone.")).toBeVisible();
    await start.click();
  }
  await expect(today).toBeVisible();
  await expectWholeAppOnPhone(page);
}

/** One tap on a face, and the PIN. */
export async function enterPin(page: Page, { name, pin }: Person): Promise<void> {
  await pickPerson(page, name);
  for (const digit of pin) await page.getByRole("button", { name: digit, exact: true }).click();
}

/** One tap on a face at the door. */
export async function pickPerson(page: Page, name: string): Promise<void> {
  await page
    .locator("label")
    .filter({ has: page.getByRole("radio", { name, exact: true }) })
    .click();
  await expect(page.getByLabel(`${name}, enter your PIN`)).toBeVisible();
}

/** Nobody is signed in: the phone asks who has it. */
export async function expectDoor(page: Page): Promise<void> {
  await expect(page.getByRole("group", { name: "Who has the phone?" })).toBeVisible();
}

/** On the lock screen: whoever held the phone last enters their PIN. */
export async function unlock(page: Page): Promise<void> {
  const label = (await page.getByLabel("enter your PIN").getAttribute("id")) ?? "";
  const words = await page.locator(`label[for="${label}"]`).innerText();
  const person = [MAYA, JO, SAM].find(({ name }) => words.startsWith(name));
  if (!person) throw new Error(`nobody's PIN is known here: ${words}`);
  await enterPin(page, person);
  await expect(lockScreen(page)).toBeHidden();
}

/** Shown on a phone that somebody holds and nobody has unlocked. */
export function lockScreen(page: Page): Locator {
  return page.getByRole("link", { name: "Somebody else" });
}

/** Goes to one of the five places at the foot. */
export async function goTo(page: Page, place: "Today" | "Find" | "Scan" | "Clients" | "Store"): Promise<void> {
  await page.getByRole("navigation", { name: "Places" }).getByRole("link", { name: place }).click();
}

/** The line at the top right that says how this phone stands. It opens the outbox. */
export function statusLine(page: Page): Locator {
  return page.getByRole("banner").getByRole("link").last();
}

/** Types into the search of Find, which answers from this phone. */
export async function search(page: Page, words: string): Promise<void> {
  await goTo(page, "Find");
  await expect(page.getByRole("heading", { level: 1, name: "Find" })).toBeAttached();
  await page.getByRole("searchbox", { name: "Item, client or order" }).fill(words);
}

/** Searches and opens the first item of that title. */
export async function openItem(page: Page, { query, title }: { readonly query: string; readonly title: string }): Promise<void> {
  await search(page, query);
  await page.getByRole("list", { name: "Items" }).getByRole("link", { name: title }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
}

/** A size with its answer, such as `Not here. Ships by Friday, November 27.` */
export function size(page: Page, label: string): Locator {
  return page.getByRole("radio", { name: new RegExp(`^${label}\\. `) });
}

/** Taps a chip: its radio is drawn by the label around it, which is what a thumb meets. */
export async function pickSize(page: Page, label: string): Promise<void> {
  await page
    .locator("label")
    .filter({ has: size(page, label) })
    .click();
}

export async function pickColour(page: Page, colour: string): Promise<void> {
  await page
    .locator("label")
    .filter({ has: page.getByRole("radio", { name: colour, exact: true }) })
    .click();
}

/** Opens the ship sheet of the item in front. */
export async function shipToHome(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: /^Ship to home/ }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toBeVisible();
  return sheet;
}

/** In the ship sheet: finds a client who is not in focus yet. */
export async function chooseClient(page: Page, name: string): Promise<void> {
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Find" }).click();
  await sheet.getByRole("searchbox", { name: "Name, phone or e-mail" }).fill(name);
  await sheet.getByRole("button", { name }).first().click();
}

/** The last tap of a booking. The sheet folds once the booking is saved on this phone. */
export async function bookFor(page: Page, firstName: string): Promise<void> {
  await page.getByRole("button", { name: `Book for ${firstName}` }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
}

/** Opens the outbox by the line at the top right. */
export async function openOutbox(page: Page): Promise<void> {
  await statusLine(page).click();
  await expect(page.getByRole("heading", { level: 1, name: "Outbox" })).toBeVisible();
}

/** In the outbox: `count` things wait, saved on this phone and not yet answered. */
export async function expectOnThisPhone(page: Page, count: number): Promise<void> {
  await expect(page.getByRole("heading", { level: 2, name: `Waiting, ${count}` })).toBeVisible();
  await expect(page.getByRole("list", { name: "Waiting" }).getByRole("listitem")).toHaveCount(count);
}

/** In the outbox: head office has confirmed the only booking of today. Answers its number. */
export async function expectConfirmed(page: Page): Promise<number> {
  const row = page.getByRole("list", { name: "Confirmed today" }).getByRole("link");
  await expect(row).toHaveCount(1, { timeout: 75_000 });
  return Number(/order (\d+)/.exec(await row.innerText())?.[1]);
}

/** The Wi-Fi is back: what the phone's system tells the app then. It would find out by itself, a little later. */
export async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
}

/** Every page is on this phone once its service worker answers for the page in front. */
export async function expectWholeAppOnPhone(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Back to where one came from, from a screen without places at its foot. */
export async function goBack(page: Page): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Back" }).click();
}

/** Puts a client in focus, as when they walk in, and goes back to the clients. */
export async function serve(page: Page, name: string): Promise<void> {
  await goTo(page, "Clients");
  await page.getByRole("searchbox", { name: "Name, phone or e-mail" }).fill(name);
  await page.getByRole("list", { name: "Clients" }).getByRole("link", { name }).first().click();
  await page.getByRole("button", { name: `Serve ${name.split(" ")[0]}` }).click();
  await expect(page.getByRole("complementary", { name: `Client in focus: ${name}` })).toBeVisible();
  await goBack(page);
}

/** A paired scanner types the code, faster than any person, and ends with Enter. */
export async function scanWithPairedScanner(page: Page, code: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Scan" })).toBeAttached();
  const scanner = await page.context().newCDPSession(page);
  // Handed over at once: key by key, a busy test machine types no faster than a person.
  const keys = [...code].map((key) => ({ key, text: key }));
  await Promise.all(
    [...keys, { key: "Enter", text: "\r" }].map((key) => scanner.send("Input.dispatchKeyEvent", { type: "keyDown", ...key })),
  );
  await scanner.detach();
}

/** Neither the page nor anything on it is wider than the screen, scrolling strips aside. */
export async function expectNoHorizontalScroll(page: Page, place: string): Promise<void> {
  const wide = await page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1;
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    return [
      document.scrollingElement,
      ...document.querySelectorAll("main, dialog[open], main *, dialog[open] *, header *, nav *"),
    ]
      .filter((element) => element !== null)
      .filter((element) =>
        element.matches("main, dialog, html, body")
          ? element.scrollWidth > element.clientWidth + 1
          : element.getBoundingClientRect().right > edge && !element.closest("svg, [hidden]") && !isInStrip(element),
      )
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? "").slice(0, 40)}"`);
    function isInStrip(element: Element): boolean {
      const parent = element.parentElement?.closest("*");
      if (!parent || parent.matches("main, dialog, body")) return false;
      return scrolls(parent) || isInStrip(parent);
    }
  });
  expect.soft(wide, place).toEqual([]);
}
