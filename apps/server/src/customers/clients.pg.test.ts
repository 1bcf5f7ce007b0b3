import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { DAY, OPENS_PER_WINDOW, type Role } from "@aisle/domain";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { App } from "../app.ts";
import { silentLogger } from "../logger.ts";
import { callerFor } from "../testing/caller.ts";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { createApp } from "../testing/test-head-office.ts";
import { forgetOutdated, readOutdated } from "./client-retention.ts";
import { replayErasures } from "./erase-client.ts";
import { openErasureLedger } from "./erasure-ledger.ts";

let database: TestDatabase;
let chain: SmallChain;
let app: App;
let folder: string;
let now: number;

beforeEach(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, []);
  folder = await mkdtemp(path.join(os.tmpdir(), "aisle-erasures-"));
  now = Date.now();
  const ledger = openErasureLedger(folder);
  app = await createApp({ databaseUrl: database.url, logger: silentLogger, now: () => now, ledger });
});
afterEach(async () => {
  await app.close();
  await database.close();
  await rm(folder, { recursive: true });
});

/** Somebody at work at downtown. */
async function somebody(role: Role = "associate", about: { readonly isProven?: boolean; readonly at?: string } = {}) {
  const associateId = newId();
  const locationId = about.at ?? "downtown";
  await database.query("insert into associate (associate_id, name, role, location_id) values ($1, 'Ben', $2, $3)", [
    associateId,
    role,
    locationId,
  ]);
  const deviceId = newId();
  await database.query("insert into device (device_id, location_id) values ($1, $2)", [deviceId, locationId]);
  const steppedUpUntil = about.isProven ? now + DAY : 0;
  return { associateId, deviceId, ask: callerFor(app, { associateId, deviceId, locationId, role, steppedUpUntil }).clients };
}

async function addClient(about: {
  readonly name: string;
  readonly phone?: string;
  readonly home?: string;
  readonly isVip?: boolean;
}) {
  const customerId = newId();
  await database.query(
    "insert into customer (customer_id, name, phone, home_location_id, since, is_vip, email) values ($1, $2, $3, $4, 2020, $5, 'a@b.example')",
    [customerId, about.name, about.phone ?? "", about.home ?? "downtown", about.isVip ?? false],
  );
  // Boundary: an id is branded by parsing, which a test does not need.
  return customerId as never;
}

const opening = (customerId: string) => ({ accessId: newId(), customerId: customerId as never, reason: null });
const log = () => database.query<{ what: string; reason: string; was_offline: boolean }>("select * from access_log order by at");

test("a search of the store shows names with the end of a number, by every word, and nothing of another store", async () => {
  await addClient({ name: "Ana Ruiz", phone: "+1 (415) 555-0132" });
  await addClient({ name: "Ana Lima" });
  await addClient({ name: "Ana Ruiz", home: "airport" });
  const { ask } = await somebody();
  expect(await ask.search({ words: "ana ru" })).toMatchObject({ kind: "found", clients: [{ name: "Ana Ruiz", phoneEnd: "32" }] });
  const byNumber = await ask.search({ words: "555 0132" });
  expect(byNumber).toMatchObject({ clients: [{ name: "Ana Ruiz" }] });
  expect(JSON.stringify(byNumber)).not.toMatch(/a@b|555|415/);
  expect(await ask.search({ words: "an" })).toEqual({ kind: "type-more" });
  expect(await ask.search({ words: "%%%" })).toEqual({ kind: "type-more" });
  expect(await ask.search({ words: "___ana" })).toMatchObject({ clients: [] });
});

test("a search gives no more than twenty, and nobody searches for ever", async () => {
  for (let count = 0; count < 25; count++) await addClient({ name: `Ana ${count}` });
  const { ask } = await somebody();
  const answers = [];
  for (let times = 0; times < 40; times++) answers.push(await ask.search({ words: "ana" }));
  const [first] = answers;
  expect(first?.kind === "found" && first.clients.length).toBe(20);
  expect(answers.filter(({ kind }) => kind === "too-often")).toHaveLength(10);
});

test("opening a client is in the log before it is answered, and brings them into the day", async () => {
  const ana = await addClient({ name: "Ana Ruiz" });
  const { ask, associateId } = await somebody();
  expect(await ask.open(opening(ana))).toEqual({ kind: "opened" });
  expect(await log()).toMatchObject([{ what: "profile", associate_id: associateId, customer_id: ana, location_id: "downtown" }]);
  expect(await database.query("select why from day_client where associate_id = $1", [associateId])).toEqual([{ why: "opened" }]);
});

test("a client of another store, an unknown and an erased one are answered alike, and leave nothing behind", async () => {
  const { ask } = await somebody();
  const other = await addClient({ name: "Ana Ruiz", home: "airport" });
  const erased = await addClient({ name: "" });
  for (const id of [other, erased, newId()]) expect(await ask.open(opening(id))).toEqual({ kind: "not-found" });
  expect(await log()).toEqual([]);
});

test("a VIP is opened with a reason and a fresh proof, and the manager is told; their own associate needs neither", async () => {
  const vip = await addClient({ name: "A Star", isVip: true });
  const ben = await somebody();
  expect(await ben.ask.open(opening(vip))).toEqual({ kind: "reason-needed" });
  const reasoned = { ...opening(vip), reason: "client-is-here" } as const;
  expect(await ben.ask.open(reasoned)).toEqual({ kind: "proof-needed" });
  expect(await log()).toEqual([]);
  const proven = await somebody("associate", { isProven: true });
  expect(await proven.ask.open(reasoned)).toEqual({ kind: "opened" });
  expect(await log()).toMatchObject([{ reason: "client-is-here" }]);
  expect(await database.query("select kind, associate_id from security_event")).toEqual([
    { kind: "vip-opened", associate_id: proven.associateId },
  ]);
  await database.query("update customer set associate_id = $1 where is_vip", [ben.associateId]);
  expect(await ben.ask.open(opening(vip))).toEqual({ kind: "opened" });
});

test(`more than ${OPENS_PER_WINDOW} in ten minutes are refused and raised, also when they come together`, async () => {
  const { ask } = await somebody();
  const clients: never[] = [];
  for (let count = 0; count < OPENS_PER_WINDOW + 5; count++) clients.push(await addClient({ name: "A client" }));
  const answers = await Promise.all(clients.map((client) => ask.open(opening(client))));
  expect(answers.filter(({ kind }) => kind === "opened")).toHaveLength(OPENS_PER_WINDOW);
  expect(answers.filter(({ kind }) => kind === "too-many")).toHaveLength(5);
  expect(await log()).toHaveLength(OPENS_PER_WINDOW);
  expect((await database.query("select from security_event where kind = 'too-many-opens'")).length).toBe(5);
  now += 700_000;
  expect(await ask.open(opening(await addClient({ name: "A client" })))).toEqual({ kind: "opened" });
});

test("looks without signal are told later, each once, by whoever made them, and not of people the store does not have", async () => {
  const { ask, associateId } = await somebody();
  const colleague = await somebody();
  const stranger = await somebody("associate", { at: "airport" });
  const look = (by: string, at: number) => ({
    accessId: newId(),
    customerId: chain.customerId as never,
    associateId: by as never,
    at: new Date(at).toISOString(),
    wasOffline: true,
  });
  const looks = [look(associateId, now - DAY), look(colleague.associateId, now + DAY), look(stranger.associateId, now)];
  expect((await ask.looked({ looks })).kept).toEqual(looks.map((each) => each.accessId));
  await ask.looked({ looks });
  const kept = await database.query<{ by: string; at: Date }>("select associate_id as by, at from access_log order by at");
  expect(kept.map((row) => row.by)).toEqual([associateId, colleague.associateId]);
  expect(kept[1]?.at.getTime()).toBeLessThanOrEqual(now);
});

test("a manager reads who looked, and an associate does not", async () => {
  const ana = await addClient({ name: "Ana Ruiz" });
  const ben = await somebody();
  await ben.ask.open(opening(ana));
  const sam = await somebody("manager");
  expect(await sam.ask.log({ customerId: ana })).toMatchObject([{ by: "Ben", what: "profile", wasOffline: false }]);
  await expect(ben.ask.log({ customerId: ana })).rejects.toThrow("not for this role");
  const elsewhere = await somebody("manager", { at: "airport" });
  await expect(elsewhere.ask.log({ customerId: ana })).rejects.toThrow("nothing here by that name");
});

test("everything about one client is given to a manager who proved themselves, logged, and runs nothing in a spreadsheet", async () => {
  const ana = await addClient({ name: "=HYPERLINK(0)", phone: "+1 415" });
  const lazy = await somebody("manager");
  await expect(lazy.ask.export({ customerId: ana })).rejects.toThrow("prove who you are first");
  const sam = await somebody("manager", { isProven: true });
  const { json, csv } = await sam.ask.export({ customerId: ana });
  expect(JSON.parse(json)).toMatchObject({ client: { name: "=HYPERLINK(0)", email: "a@b.example" }, orders: [], answers: [] });
  expect(csv).toContain("client,name,'=HYPERLINK(0)");
  expect(csv).toContain("client,phone,'+1 415");
  expect(await log()).toMatchObject([{ what: "export" }]);
});

test("an erased client leaves no word anywhere, keeps orders as an opaque id, and stays erased in a restored database", async () => {
  const ana = await addClient({ name: "Ana Canary", phone: "+1 555 canary" });
  await database.query(
    "insert into customer_address (customer_id, position, line1, city, postal_code, country) values ($1, 0, 'Canary St', 'Canary', 'C', 'US')",
    [ana],
  );
  await database.query("insert into customer_note (note_id, customer_id, text) values ($1, $2, 'A canary')", [newId(), ana]);
  await database.query(
    `insert into customer_order (order_id, number, customer_id, location_id, associate_id, state, channel, method, currency, total_minor, ship_to)
     values ($1, 1, $2, 'airport', $3, 'delivered', 'in-store', 'standard', 'USD', 100, '{"line1": "Canary St"}')`,
    [newId(), ana, chain.associateId],
  );
  const before = await dump();
  expect(before).toMatch(/canary/i);
  const sam = await somebody("manager", { isProven: true });
  expect(await sam.ask.erase({ customerId: ana })).toEqual({ kind: "erased" });
  expect(await dump()).not.toMatch(/canary|a@b\.example/i);
  expect(await database.query("select customer_id from customer_order")).toEqual([{ customer_id: ana }]);
  await expect(sam.ask.erase({ customerId: ana })).rejects.toThrow("nothing here by that name");
  expect(await database.query("select feed_id from tombstone where key = $1", [ana])).toContainEqual({
    feed_id: "store:downtown",
  });

  // As an older backup has them: the row is whole again, and the table of erasures knows nothing.
  await database.query("update customer set name = 'Ana Canary', email = 'a@b.example' where customer_id = $1", [ana]);
  await database.query("delete from erasure");
  expect(await replayErasures({ database: app.database, ledger: openErasureLedger(folder) }, now)).toBe(1);
  expect(await dump()).not.toMatch(/canary|a@b\.example/i);
  expect(await replayErasures({ database: app.database, ledger: openErasureLedger(folder) }, now)).toBe(0);
});

test("whoever nobody has heard of for so many months is forgotten; an order, a note or an open parcel keeps them", async () => {
  const months = (count: number) => new Date(now - count * 31 * DAY);
  const ids: never[] = [];
  for (const name of ["Silent", "Ordered lately", "Open parcel", "Noted", "Young"]) ids.push(await addClient({ name }));
  const [, ordered, open, noted, young] = ids;
  await database.query("update customer set last_contact_at = $1 where customer_id <> $2", [months(30), chain.customerId]);
  await database.query("update customer set last_contact_at = $1 where customer_id = $2", [months(20), young]);
  const order = (id: unknown, state: string, at: Date) =>
    database.query(
      `insert into customer_order (order_id, number, customer_id, location_id, associate_id, state, channel, method, currency, total_minor, booked_at)
       values ($1, nextval('order_number'), $2, 'downtown', $3, $4, 'in-store', 'standard', 'USD', 100, $5)`,
      [newId(), id, chain.associateId, state, at],
    );
  await order(ordered, "delivered", months(3));
  await order(open, "packed", months(29));
  await database.query("insert into customer_note (note_id, customer_id, text, at) values ($1, $2, 'Called', $3)", [
    newId(),
    noted,
    months(2),
  ]);
  const outdated = await readOutdated(app.database.as({ system: "office" }), { now, months: 24 });
  expect(outdated.map((each) => each.customerId)).toEqual([ids[0]]);
  expect(await forgetOutdated(app, { now, months: 24 })).toBe(1);
  expect(await forgetOutdated(app, { now, months: 24 })).toBe(0);
  expect(await database.query("select name from customer where customer_id = $1", [ids[0]])).toEqual([{ name: "" }]);
});

/** Every row of every table as text. */
async function dump(): Promise<string> {
  const tables = await database.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  const texts = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(`select t::text as row from "${name}" t`);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join("\n");
}
