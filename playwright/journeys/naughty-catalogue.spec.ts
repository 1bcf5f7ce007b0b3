import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import { datasetsFolder } from "../repository.ts";
import { signIn } from "../verbs.ts";

const FILE = path.join(datasetsFolder(), "naughty-strings/blns.json");

test("naughty strings in every text of the catalogue, and in the names of places and people, come to the phone byte for byte", async ({
  headOffice,
  newPhone,
}) => {
  test.skip(!existsSync(FILE), `no naughty strings at ${FILE}: set AISLE_DATASETS to the folder that holds them`);
  const { database } = headOffice;
  // The file's own form: an array of strings. What no database holds never comes in; another journey shows how it is refused.
  const all = JSON.parse(readFileSync(FILE, "utf8")) as string[];
  const strings = [...new Set(all)].filter((each) => !each.includes("\u0000") && each.isWellFormed());
  expect(strings.length).toBeGreaterThan(500);
  const json = JSON.stringify(strings);
  const at = (key: string) => `($1::jsonb ->> ((${key}) % ${strings.length}))`;
  await database.execute(
    `update style set title = ${at("ordinal")}, brand = ${at("ordinal + 1")}, category = ${at("ordinal + 2")}, department = ${at("ordinal + 3")},
       description = ${at("ordinal + 4")}, tags = jsonb_build_array(${at("ordinal + 5")}, ${at("ordinal + 6")})`,
    [json],
  );
  await database.execute(`update location set name = ${at("abs(hashtext(location_id))")} where location_id <> 'union-square'`, [
    json,
  ]);
  const styles = await database.query<Record<string, unknown>>(
    `select style_id as "styleId", title, brand, category, department, description, tags from style where is_active
       and exists (select from variant v where v.style_id = style.style_id and v.is_active) order by style_id`,
  );
  const places = await database.query<{ id: string; name: string }>(
    "select location_id as id, name from location where is_active order by 1",
  );

  const phone = newPhone();
  const page = await phone.open();
  await signIn(page);
  const held = await onPhone(page);
  const byId = (rows: readonly Record<string, unknown>[]) =>
    rows.toSorted((a, b) => (String(a["styleId"]) < String(b["styleId"]) ? -1 : 1));
  expect(byId(held.styles)).toEqual(byId(styles));
  expect(held.places.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(places.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
});

type Held = { readonly styles: Record<string, unknown>[]; readonly places: { readonly id: string; readonly name: string }[] };

/** Reads the phone's own database, as the next version of the app would. */
async function onPhone(page: Page): Promise<Held> {
  return await page.evaluate(async () => {
    const ask = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await ask(indexedDB.open("aisle"));
    const parts: { text: string }[] = await ask(database.transaction("parts").objectStore("parts").getAll());
    const locations: { locationId: string; name: string }[] = await ask(
      database.transaction("locations").objectStore("locations").getAll(),
    );
    database.close();
    const columns = ["styleId", "title", "brand", "category", "department", "description", "tags"];
    const styles = parts.flatMap(({ text }) => {
      const part: Record<string, unknown[]> = JSON.parse(text);
      return (part["styleId"] ?? []).map((_, row) => Object.fromEntries(columns.map((name) => [name, part[name]?.[row]])));
    });
    return { styles, places: locations.map(({ locationId: id, name }) => ({ id, name })) };
  });
}
