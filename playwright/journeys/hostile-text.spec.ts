import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { HOSTILE_TEXTS, plantHostileTexts, watchForHarm } from "../hostile-text.ts";
import { goTo, lockScreen, signIn } from "../verbs.ts";

test.setTimeout(240_000);
test.use({ actionTimeout: 20_000 });

test("hostile text in every column is shown as text: nothing runs, and nothing of ours is turned away", async ({
  headOffice,
  newPhone,
}) => {
  expect(HOSTILE_TEXTS.length).toBeGreaterThanOrEqual(60);
  const rows = await plantHostileTexts(headOffice);
  expect(rows).toBeGreaterThan(1000);
  const phone = newPhone();
  const page = await phone.open();
  const { harm, look } = await watchForHarm(phone.context());
  await page.reload();
  await signIn(page);
  const places = await hostilePlaces(headOffice.database);
  for (const route of places) {
    await page.goto(`${headOffice.url}${route}`);
    await expect(
      page
        .getByRole("main")
        .or(page.getByRole("heading", { level: 1 }))
        .first(),
    ).toBeVisible();
    await settled(page);
    await look(page);
  }
  await search(page, "script alert");
  await look(page);
  expect(harm).toEqual({ executions: [], reports: [], foreign: [] });
  expect(await policyReports(headOffice.url)).toBe(0);
  test.info().annotations.push({
    type: "figures",
    description: JSON.stringify({ texts: HOSTILE_TEXTS.length, rows, pages: places.length }),
  });
});

test("hostile text typed into every field of every screen is shown as text, and comes to head office as it was typed", async ({
  headOffice,
  phone,
}) => {
  const page = phone.page();
  const { harm, look } = await watchForHarm(phone.context());
  let typed = 0;
  for (const route of ["/", "/find", "/clients", "/client/new", "/outbox", "/scan", "/take-in", "/design"]) {
    await page.goto(`${headOffice.url}${route}`);
    await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
    await settled(page);
    const fields = page.locator("input:not([type=checkbox], [type=radio], [type=file], [type=number]), textarea");
    const count = await fields.count();
    for (let field = 0; field < count; field++) {
      // The specimens are the same fields once more: a few texts each.
      const texts = route === "/design" ? HOSTILE_TEXTS.filter((_, place) => place % 10 === field % 10) : HOSTILE_TEXTS;
      for (const text of texts) {
        if (!(await fields.nth(field).isVisible())) break;
        await fields.nth(field).fill(text.replaceAll("\n", " "));
        typed++;
      }
      await look(page);
    }
  }
  expect(typed).toBeGreaterThanOrEqual(HOSTILE_TEXTS.length * 5);

  const names = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "{{constructor.constructor('alert(1)')()}}",
  ];
  await page.goto(`${headOffice.url}/`);
  for (const name of names) await addClient(page, name, { note: HOSTILE_TEXTS.join("\n").slice(0, 3900) });
  await look(page);
  await expect
    .poll(
      async () =>
        (await headOffice.database.query<{ name: string }>("select name from customer where name = any($1)", [names])).length,
      { timeout: 45_000 },
    )
    .toBe(names.length);
  await search(page, "<img src=x");
  await look(page);
  expect(harm).toEqual({ executions: [], reports: [], foreign: [] });
  expect(await policyReports(headOffice.url)).toBe(0);
  test.info().annotations.push({ type: "figures", description: JSON.stringify({ typed }) });
});

test("a page that lets a text become markup or script is stopped by its policy, and that is told", async ({
  headOffice,
  phone,
}) => {
  const page = phone.page();
  const { harm } = await watchForHarm(phone.context());
  await page.goto(`${headOffice.url}/find`);
  await settled(page);
  const refused = await page.evaluate(async () => {
    const tries: (() => unknown)[] = [
      () => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror=alert(1)>"),
      () => Reflect.set(document.createElement("div"), "innerHTML", "<b>x</b>"),
      () => Reflect.set(document.createElement("script"), "text", "alert(1)"),
      () => Reflect.set(document.createElement("script"), "src", "https://evil.example/a.js"),
      () => Reflect.set(document.createElement("script"), "src", "/trpc/session.stores"),
      () => navigator.serviceWorker.register("/snap/evil.js"),
      () => Reflect.get(window, "trustedTypes").createPolicy("default", { createHTML: (text: string) => text }),
      () => Reflect.get(window, "trustedTypes").createPolicy("another", {}),
    ];
    const answers: string[] = [];
    for (const attempt of tries) {
      try {
        await attempt();
        answers.push("done");
      } catch {
        answers.push("refused");
      }
    }
    return answers;
  });
  expect(refused).toEqual(refused.map(() => "refused"));
  await expect.poll(() => harm.reports.length).toBeGreaterThanOrEqual(5);
  expect(harm.executions).toEqual([]);
  await expect.poll(() => policyReports(headOffice.url)).toBeGreaterThan(0);
});

/** Every screen on things that carry hostile text. */
async function hostilePlaces(database: { query: <Row>(sql: string) => Promise<Row[]> }): Promise<string[]> {
  const clients = await database.query<{ id: string }>(
    `select c.customer_id as id from customer c join customer_note n using (customer_id) where c.home_location_id = 'union-square' group by 1 order by 1 limit 6`,
  );
  const orders = await database.query<{ id: string }>(
    "select order_id as id from customer_order where location_id = 'union-square' order by booked_at desc limit 3",
  );
  const styles = await database.query<{ id: string }>(
    "select style_id as id from style where is_active order by ordinal limit 12",
  );
  return [
    ...[
      "/",
      "/find",
      "/find?q=alert",
      "/find?q=%3Cscript%3Ealert(1)%3C/script%3E",
      "/scan",
      "/clients",
      "/outbox",
      "/store",
      "/check",
      "/take-in",
    ],
    ...[
      "/save-actions",
      "/client/new?name=%3Cimg%20src=x%20onerror=alert(1)%3E",
      "/sign-in",
      "/action?id=%3Cscript%3Ealert(1)%3C/script%3E",
    ],
    ...[
      "/item?style=%22%3E%3Csvg%20onload=alert(1)%3E&sku=javascript:alert(1)",
      "/client?id=javascript:alert(1)",
      "/%3Cscript%3Ealert(1)%3C/script%3E",
    ],
    ...clients.map(({ id }) => `/client?id=${id}`),
    ...orders.map(({ id }) => `/order?id=${id}`),
    ...styles.map(({ id }) => `/item?style=${encodeURIComponent(id)}`),
  ];
}

/** The phone is unlocked, which it is not after a load, and what is going to be drawn is drawn. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
  await expect(lockScreen(page)).toBeHidden();
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 150)))),
  );
}

async function search(page: Page, words: string): Promise<void> {
  await page.goto(new URL("/", page.url()).href);
  await goTo(page, "Find");
  await page.getByRole("searchbox", { name: "Item, client or order" }).fill(words);
  await settled(page);
}

async function addClient(page: Page, name: string, { note }: { readonly note: string }): Promise<void> {
  await goTo(page, "Clients");
  await page.getByRole("button", { name: "New client" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Add client" }).click();
  await page.getByRole("button", { name: "Add note" }).click();
  await page.getByLabel("Note", { exact: true }).fill(note);
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: "Back" }).click();
}

/** What browsers told head office that a page's policy turned away. */
async function policyReports(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return [...metrics.matchAll(/^aisle_policy_reports_total\{[^}]*\} (\d+)/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
}
