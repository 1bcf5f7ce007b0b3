import "fake-indexeddb/auto";
import { AssociateId, DAY, LocationId } from "@aisle/domain";
import { expect, test } from "vitest";
import { AisleDatabase } from "../phone-db/database.ts";
import { knowAgain, OFFLINE_WINDOW_MS, readPeople, rememberPerson } from "./known-people.ts";

const NOW = Date.UTC(2026, 10, 24, 18);
const downtown = { locationId: LocationId.parse("downtown"), name: "Downtown" };
const amara = {
  associateId: AssociateId.parse("01890000-0000-7000-8000-000000000001"),
  name: "Amara Bello",
  role: "associate",
  locationId: downtown.locationId,
} as const;

let phones = 0;
async function phoneOfAmara() {
  const database = new AisleDatabase(`people-${phones++}`);
  await rememberPerson(database, { associate: amara, store: downtown }, { pin: "2468", now: NOW });
  return (pin: string, at: { readonly store?: string; readonly who?: string; readonly now?: number } = {}) =>
    knowAgain(database, {
      store: at.store ?? "downtown",
      associateId: at.who ?? amara.associateId,
      pin,
      now: at.now ?? NOW + DAY,
    });
}

test("a person head office knew lately opens the phone without it, by their own PIN only", async () => {
  const know = await phoneOfAmara();
  expect(await know("2468")).toMatchObject({ kind: "known", person: { associate: { name: "Amara Bello" } } });
  expect(await know("8642")).toEqual({ kind: "wrong-pin", triesLeft: 4 });
});

test("after seven days, and in a store nobody here signed in to, it takes signal", async () => {
  const know = await phoneOfAmara();
  expect(await know("2468", { now: NOW + OFFLINE_WINDOW_MS })).toEqual({ kind: "needs-signal" });
  expect(await know("2468", { store: "airport" })).toEqual({ kind: "needs-signal" });
  expect(await know("2468", { who: "01890000-0000-7000-8000-000000000002" })).toEqual({ kind: "needs-signal" });
});

test("five wrong PINs make even the right one wait 30 seconds", async () => {
  const know = await phoneOfAmara();
  for (const pin of ["0001", "0002", "0003", "0004"]) await know(pin);
  expect(await know("0005")).toEqual({ kind: "wait", seconds: 30 });
  expect(await know("2468")).toEqual({ kind: "wait", seconds: 30 });
  expect(await know("2468", { now: NOW + DAY + 30_000 })).toMatchObject({ kind: "known" });
});

test("what is kept of a PIN does not say the PIN", async () => {
  const database = new AisleDatabase("people-kept");
  await rememberPerson(database, { associate: amara, store: downtown }, { pin: "2468", now: NOW });
  const [person] = await readPeople(database);
  expect(person?.proof?.byteLength).toBe(32);
  const row = await database.settings.get("pin-key");
  expect(row?.value instanceof CryptoKey && row.value.extractable).toBe(false);
});
