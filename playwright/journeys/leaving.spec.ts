import { rmSync } from "node:fs";
import type { Page } from "@playwright/test";
import { makeNextVersion, versionOf } from "../app-version.ts";
import { expect, type HeadOffice, test } from "../fixtures.ts";
import { enterPin, expectDoor, goTo, JO, MAYA, SAM, signIn } from "../verbs.ts";

const ACTIONS = 500;

test("500 unsent actions go through a sign-out, another person, a new version and a revoked phone: none is lost", async ({
  newPhone,
  headOffice,
}) => {
  test.setTimeout(480_000);
  const phone = newPhone();
  const page = await phone.open();
  // Jo first, so that this phone knows them both without signal.
  await signIn(page, JO);
  await page.goto(`${headOffice.url}/sign-in`);
  await enterPin(page, MAYA);
  await expect(page.getByRole("heading", { level: 1, name: /^Good / })).toBeVisible();
  await page.goto(`${headOffice.url}/client?id=${await clientOf(headOffice)}`);
  // Her clients came with her.
  await expect(page.getByRole("button", { name: "Add note" })).toBeVisible();
  await headOffice.kill();
  await page.evaluate(writeNotes, ACTIONS);
  await expectUnsent(page);

  await page.goto(headOffice.url);
  await signOut(page, MAYA.name);
  await expect(page.getByText(`${ACTIONS} things on this phone wait`)).toBeVisible();
  await page.getByRole("radio", { name: JO.name }).check();
  await enterPin(page, JO);
  await expectUnsent(page);

  // Neither of them is known to head office any more, so that nothing goes while the app is renewed.
  await headOffice.database.execute("delete from session");
  const nextVersion = makeNextVersion(headOffice.appFolder);
  try {
    await headOffice.start({ appFolder: nextVersion });
    await page.goto(`${headOffice.url}/outbox`);
    await page.getByRole("button", { name: "Update now" }).click();
    await expect.poll(() => versionOf(page).catch(() => "reloading"), { timeout: 60_000 }).toBe("next");
    await expectUnsent(page);

    await headOffice.database.execute("update device set revoked_at = now()");
    await expect(page.getByText("What was not sent is at head office now")).toBeVisible({ timeout: 120_000 });
    expect(await notesOf(headOffice)).toEqual([]);

    const desk = await newPhone().open();
    await signIn(desk, SAM);
    await goTo(desk, "Store");
    await desk.getByRole("link", { name: "Phones" }).click();
    await desk
      .getByRole("button", { name: /Left work/ })
      .first()
      .click();
    await desk.getByRole("button", { name: "Take in" }).click();
    await expect.poll(async () => (await notesOf(headOffice)).length, { timeout: 120_000 }).toBe(ACTIONS);
  } finally {
    rmSync(nextVersion, { recursive: true, force: true });
  }
  const notes = await notesOf(headOffice);
  expect(new Set(notes.map(({ text }) => text)).size).toBe(ACTIONS);
  expect(new Set(notes.map(({ name }) => name.split(" ")[0]))).toEqual(new Set([MAYA.name]));
});

/** Runs in the page: adds notes to the client in front, through the sheet, as fast as it opens and closes. */
async function writeNotes(count: number): Promise<void> {
  const until = async <Value>(look: () => Value | null | undefined | false): Promise<Value> => {
    for (;;) {
      const found = look();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const button = (place: string, words: string) =>
    [...document.querySelectorAll<HTMLElement>(`${place} button`)].find((each) => each.innerText.trim() === words);
  for (let number = 1; number <= count; number++) {
    (await until(() => button("main", "Add note"))).click();
    const field = await until(() => document.querySelector<HTMLTextAreaElement>("dialog[open] textarea"));
    field.value = `leaving ${number}`;
    (await until(() => button("dialog[open]", "Save note"))).click();
    await until(() => document.querySelector("dialog[open]") === null);
  }
}

async function expectUnsent(page: Page): Promise<void> {
  const inOutbox = () => page.evaluate(countWaiting).catch(() => "between two pages");
  await expect.poll(inOutbox).toBe(ACTIONS);
}

/** Runs in the page: rows of the outbox that have no answer. */
function countWaiting(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("aisle");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const index = opening.result.transaction("outbox").objectStore("outbox").index("outcomeAt");
      const counting = index.count(0);
      counting.onsuccess = () => {
        opening.result.close();
        resolve(counting.result);
      };
      counting.onerror = () => reject(counting.error);
    };
  });
}

async function signOut(page: Page, name: string): Promise<void> {
  await goTo(page, "Store");
  await page.getByRole("button", { name: `Sign out ${name}` }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Sign out/ })
    .click();
  await expectDoor(page);
}

async function clientOf({ database }: HeadOffice): Promise<string> {
  const [client] = await database.query<{ id: string }>("select customer_id as id from customer where name = 'Ana Ruiz'");
  if (!client) throw new Error("the demo chain has no Ana Ruiz");
  return client.id;
}

async function notesOf({ database }: HeadOffice): Promise<readonly { readonly text: string; readonly name: string }[]> {
  return await database.query(
    "select n.text, a.name from customer_note n join associate a using (associate_id) where n.text like 'leaving %'",
  );
}
