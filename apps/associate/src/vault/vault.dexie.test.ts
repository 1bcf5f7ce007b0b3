import "fake-indexeddb/auto";
import type { Associate } from "@aisle/domain";
import { toBase64Url } from "@aisle/protocol";
import { aBooking, aCustomer, anId, aPatch, aReply } from "@aisle/sync/testing";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AisleDatabase } from "../phone-db/database.ts";
import { createDexieStorage } from "../phone-db/dexie-storage.ts";
import { openDoor } from "../phone-db/with-database.ts";
import type { StoreName } from "../session/session.ts";
import { createOpenedRows } from "./opened-rows.ts";
import { createVault, type Lease } from "./vault.ts";

// Boundary: ids are branded by parsing, which a test does not need.
const STORE = { locationId: "downtown", name: "Downtown" } as StoreName;
const MAYA = anAssociate("Maya", 1);
const JO = anAssociate("Jo", 2);
const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 23, 9);

let number = 0;
let now = START;
let holder: string;
let db: AisleDatabase;

beforeEach(() => {
  now = START;
  holder = MAYA.associateId;
  db = new AisleDatabase(`vault-${number++}`);
});

afterEach(() => db.close());

function anAssociate(name: string, id: number): Associate {
  // Boundary: as above.
  return { associateId: anId(id), name, role: "associate", locationId: "downtown" } as unknown as Associate;
}

function openPhone() {
  const door = openDoor(db);
  const vault = createVault({ door, now: () => now, holder: () => holder });
  const unreadable: unknown[] = [];
  const rows = createOpenedRows({ database: db, keys: vault, onUnreadable: (bad) => unreadable.push(...bad) });
  return { door, vault, rows, unreadable, storage: createDexieStorage(door, vault) };
}

/** Head office's half of the keys: the same for the same person and store, whenever it is asked. */
function aLease(associate: Associate): Lease {
  const share = (fill: number) => toBase64Url(new Uint8Array(32).fill(fill));
  const mine = `associate:${associate.associateId}`;
  const shares = { [mine]: share(associate === MAYA ? 1 : 2), "store:downtown": share(3) };
  const headOffice = { keyId: "1", publicKey: "" };
  return { until: now + 24 * HOUR, serverTime: now, ticket: `ticket of ${associate.name}`, shares, headOffice };
}

async function letIn(vault: ReturnType<typeof createVault>, associate: Associate, pin: string): Promise<void> {
  holder = associate.associateId;
  await vault.admit({ associate, store: STORE, pin, lease: aLease(associate) });
}

/** Brings one client of the holder's day and what the store knows. */
async function hear(storage: ReturnType<typeof openPhone>["storage"], name: string, to: number) {
  const customer = { ...aCustomer(), name };
  const { stand } = await storage.takeBatch({ now, pushMax: 50 });
  const feed = `associate:${holder}`;
  const patches = [aPatch(feed, { from: stand.cursor[feed] ?? 0, to }, { rows: { customers: [customer] } })];
  return storage.apply({ stand, reply: aReply({ patches }), now });
}

test("[VA1] clients rest sealed, open while the phone is unlocked, and not before or after", async () => {
  const { vault, rows, storage } = openPhone();
  await letIn(vault, MAYA, "246810");
  await hear(storage, "Canary Quillfeather", 5);
  expect((await rows.all("customers")).map(({ name }) => name)).toEqual(["Canary Quillfeather"]);
  expect(JSON.stringify(await dump())).not.toContain("Quillfeather");

  vault.lock();
  rows.forget();
  expect(await rows.all("customers")).toEqual([]);
  expect(vault.keyOf(`associate:${MAYA.associateId}`)).toBeNull();
  expect(await vault.unlock({ associateId: MAYA.associateId, pin: "246811" })).toEqual({ kind: "wrong-pin", triesLeft: 4 });
  expect((await vault.unlock({ associateId: MAYA.associateId, pin: "246810" })).kind).toBe("unlocked");
  expect((await rows.all("customers")).map(({ name }) => name)).toEqual(["Canary Quillfeather"]);
}, 60_000);

test("[VA2] one phone changes hands: nobody reads the other's clients, and the same client may be in both days", async () => {
  const { vault, rows, storage } = openPhone();
  await letIn(vault, MAYA, "246810");
  await hear(storage, "As Maya knows her", 5);
  await letIn(vault, JO, "802468");
  expect(await rows.all("customers"), "Maya's clients are not Jo's").toEqual([]);
  const { stand } = await storage.takeBatch({ now, pushMax: 50 });
  expect(Object.keys(stand.cursor), "what rests here for Maya is not asked about as Jo").toEqual([]);
  await hear(storage, "As Jo knows her", 3);
  expect((await rows.all("customers")).map(({ name }) => name)).toEqual(["As Jo knows her"]);

  holder = MAYA.associateId;
  expect((await vault.unlock({ associateId: MAYA.associateId, pin: "802468" })).kind, "Jo's PIN is not Maya's").toBe("wrong-pin");
  await vault.unlock({ associateId: MAYA.associateId, pin: "246810" });
  expect((await rows.all("customers")).map(({ name }) => name)).toEqual(["As Maya knows her"]);
  expect(vault.held()?.ticket).toBe("ticket of Maya");
}, 60_000);

test("[VA2] an erased client leaves by the store's feed and is out of everybody's day on the phone", async () => {
  const { vault, storage } = openPhone();
  await letIn(vault, MAYA, "246810");
  await hear(storage, "Gone Soon", 5);
  await letIn(vault, JO, "802468");
  const { stand } = await storage.takeBatch({ now, pushMax: 50 });
  const gone = [{ table: "customers", key: aCustomer().customerId } as const];
  await storage.apply({ stand, now, reply: aReply({ patches: [aPatch("store:downtown", { from: 0, to: 1 }, { gone })] }) });
  expect(await db.sealed.count()).toBe(0);
}, 60_000);

test("[VA1] while it is locked nothing of clients is taken, and nothing is missed: the same comes again", async () => {
  const { vault, storage, rows } = openPhone();
  await letIn(vault, MAYA, "246810");
  vault.lock();
  expect((await hear(storage, "Ana", 5)).feeds).toEqual([]);
  expect(await db.sealed.count()).toBe(0);
  expect((await storage.readState()).cursor).toEqual({});
  await vault.unlock({ associateId: MAYA.associateId, pin: "246810" });
  await hear(storage, "Ana", 5);
  expect(await rows.all("customers")).toHaveLength(1);
}, 60_000);

test("[VA3] five wrong PINs wait, the tenth ends the way in, and 10,000 guesses are looked at ten times at most", async () => {
  const { vault } = openPhone();
  await letIn(vault, MAYA, "246810");
  vault.lock();
  const asked = (pin: string) => vault.unlock({ associateId: MAYA.associateId, pin });
  for (const left of [4, 3, 2, 1]) expect(await asked("000000")).toEqual({ kind: "wrong-pin", triesLeft: left });
  expect(await asked("000000")).toEqual({ kind: "wait", seconds: 30 });
  expect(await asked("246810"), "the sixth is not looked at, right or not").toEqual({ kind: "wait", seconds: 30 });
  for (let guess = 0; guess < 10_000; guess++) {
    const answer = await asked(String(guess).padStart(6, "0"));
    // Whoever sets the clock on waits for nothing, and is given no more tries for it.
    if (answer.kind === "wait") now += 30_000;
  }
  expect((await db.people.get(MAYA.associateId))?.wrong).toBe(10);
  expect((await db.people.get(MAYA.associateId))?.wrapped).toBeNull();
  expect((await asked("246810")).kind, "the right PIN opens nothing any more").toBe("dark");
}, 120_000);

test("[VA3] tries made all at once are counted before any is looked at", async () => {
  const { vault } = openPhone();
  await letIn(vault, MAYA, "246810");
  vault.lock();
  const guesses = Array.from({ length: 12 }, () => vault.unlock({ associateId: MAYA.associateId, pin: "111111" }));
  const answers = await Promise.all(guesses);
  expect(answers.filter(({ kind }) => kind === "wrong-pin")).toHaveLength(4);
  expect(answers.filter(({ kind }) => kind === "wait")).toHaveLength(8);
  expect((await db.people.get(MAYA.associateId))?.wrong).toBe(5);
}, 60_000);

test("[VA4] a day without head office takes the clients and the way to them off the phone, and leaves the outbox", async () => {
  const { vault, storage, rows } = openPhone();
  await letIn(vault, MAYA, "246810");
  await hear(storage, "Ana", 5);
  await storage.enqueue(aBooking(1));
  now += 25 * HOUR;
  await vault.look();
  expect(vault.state.current()).toEqual({ kind: "dark", why: "lease" });
  expect(await db.sealed.count()).toBe(0);
  expect((await db.people.get(MAYA.associateId))?.wrapped).toBeNull();
  expect((await storage.readState()).cursor).toEqual({});
  expect(await db.outbox.count()).toBe(1);
  expect((await vault.unlock({ associateId: MAYA.associateId, pin: "246810" })).kind).toBe("dark");
  // Found again, they come back.
  await letIn(vault, MAYA, "246810");
  await hear(storage, "Ana", 5);
  expect(await rows.all("customers")).toHaveLength(1);
}, 60_000);

test("[VA4] contact keeps it going: a renewed lease lasts a day from then, under the same PIN", async () => {
  const { vault, storage } = openPhone();
  await letIn(vault, MAYA, "246810");
  await hear(storage, "Ana", 5);
  now += 20 * HOUR;
  await vault.renew(aLease(MAYA));
  now += 20 * HOUR;
  await vault.look();
  expect(vault.state.current().kind).toBe("open");
  vault.lock();
  expect((await vault.unlock({ associateId: MAYA.associateId, pin: "246810" })).kind).toBe("unlocked");
  expect(await db.sealed.count()).toBe(1);
}, 60_000);

test("[VA4] a lease lengthened in the phone's files does not open", async () => {
  const { vault } = openPhone();
  await letIn(vault, MAYA, "246810");
  vault.lock();
  await db.people.update(MAYA.associateId, { dueAt: now + 90 * 24 * HOUR });
  now += 48 * HOUR;
  expect((await vault.unlock({ associateId: MAYA.associateId, pin: "246810" })).kind).toBe("wrong-pin");
}, 60_000);

test("[VA4] a clock set back is dark until head office is heard, and keeps nobody's lease alive", async () => {
  const { vault } = openPhone();
  await letIn(vault, MAYA, "246810");
  now += HOUR;
  await vault.look();
  now -= 3 * HOUR;
  await vault.look();
  expect(vault.state.current()).toEqual({ kind: "dark", why: "clock" });
  expect(await vault.unlock({ associateId: MAYA.associateId, pin: "246810" })).toEqual({ kind: "dark", why: "clock" });
  await letIn(vault, MAYA, "246810");
  vault.lock();
  expect((await vault.unlock({ associateId: MAYA.associateId, pin: "246810" })).kind).toBe("unlocked");
}, 60_000);

test("[VA1] somebody who signs out takes their clients along, and another's stay", async () => {
  const { vault, storage } = openPhone();
  await letIn(vault, MAYA, "246810");
  await hear(storage, "Maya's", 5);
  await letIn(vault, JO, "802468");
  await hear(storage, "Jo's", 5);
  await vault.forget(JO.associateId);
  expect(vault.state.current().kind).toBe("locked");
  expect((await db.sealed.toArray()).map(({ feed }) => feed)).toEqual([`associate:${MAYA.associateId}`]);
}, 60_000);

test("[VA1] a row that was altered or put in another's place does not open, and is told of", async () => {
  const { vault, storage, rows, unreadable } = openPhone();
  await letIn(vault, MAYA, "246810");
  await hear(storage, "Ana", 5);
  const [row] = await db.sealed.toArray();
  if (!row) throw new Error("there is one");
  await db.sealed.put({ ...row, version: row.version + 1 });
  expect(await rows.all("customers")).toEqual([]);
  expect(unreadable).toHaveLength(1);
}, 60_000);

async function dump(): Promise<unknown> {
  const text = (value: unknown): unknown => {
    if (value instanceof Uint8Array) return new TextDecoder().decode(value);
    if (value instanceof ArrayBuffer) return new TextDecoder().decode(value);
    if (Array.isArray(value)) return value.map(text);
    if (typeof value !== "object" || value === null) return value;
    return Object.entries(value).map(([key, part]) => [key, text(part)]);
  };
  return Promise.all(db.tables.map(async (table) => [table.name, text(await table.toArray())]));
}
