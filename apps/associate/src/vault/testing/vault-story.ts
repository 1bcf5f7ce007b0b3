// One shared phone in a real browser: two people, 200 clients, a guesser, a day without head office. Counts what could be read,
// what was tried and what is left; and how long a person waits for it. Told by `npm run prove -- security` and the bench.

import type { Associate } from "@aisle/domain";
import { toBase64Url } from "@aisle/protocol";
import { aBooking, aCustomer, anId, aPatch, aReply } from "@aisle/sync/testing";
import { AisleDatabase } from "../../phone-db/database.ts";
import { createDexieStorage } from "../../phone-db/dexie-storage.ts";
import { openRow } from "../../phone-db/sealed-rows.ts";
import { openDoor } from "../../phone-db/with-database.ts";
import type { StoreName } from "../../session/session.ts";
import { createOpenedRows } from "../opened-rows.ts";
import { sealCommand } from "../seal-command.ts";
import { createVault, type Lease } from "../vault.ts";
import { PIN_ROUNDS } from "../vault-keys.ts";

export type VaultFigures = {
  readonly clients: number;
  /** Canary words found in everything IndexedDB holds. */
  readonly hitsAtWork: number;
  readonly hitsHandedOver: number;
  /** Rows of the one that the other can open. */
  readonly readByOther: number;
  readonly altered: number;
  readonly alteredOpened: number;
  readonly guesses: number;
  readonly guessesLookedAt: number;
  readonly leftAfterDay: number;
  readonly outboxAfterDay: number;
  /** In ms. */
  readonly unlockMs: number;
  readonly openMs: number;
  readonly bareUnlockMs: number;
  readonly bareOpenMs: number;
};

const CLIENTS = 200;
const GUESSES = 10_000;
const HOUR = 3_600_000;
// Boundary: ids are branded by parsing, which a story does not need.
const STORE = { locationId: "downtown", name: "Downtown" } as StoreName;

export async function tellVaultStory(name: string): Promise<VaultFigures> {
  let now = Date.now();
  let holder = "";
  const db = new AisleDatabase(name);
  const door = openDoor(db);
  const vault = createVault({ door, now: () => now, holder: () => holder });
  const rows = createOpenedRows({ database: db, keys: vault, onUnreadable: () => {} });
  const storage = createDexieStorage(door, vault);
  const headOffice = await aHeadOfficeKey();
  const [maya, jo] = [anAssociate("Maya", 1), anAssociate("Jo", 2)];
  const letIn = async (associate: Associate, pin: string) => {
    holder = associate.associateId;
    await vault.admit({ associate, store: STORE, pin, lease: aLease(associate, { headOffice, now }) });
  };
  const enter = async (associate: Associate, pin: string) => {
    holder = associate.associateId;
    return vault.unlock({ associateId: associate.associateId, pin });
  };

  await letIn(maya, "246810");
  const feed = `associate:${maya.associateId}`;
  const customers = Array.from({ length: CLIENTS }, (_, index) => ({
    ...aCustomer(),
    customerId: anId(1000 + index),
    name: `Canary${index} Quillfeather`,
  })) as unknown as ReturnType<typeof aCustomer>[];
  const { stand } = await storage.takeBatch({ now, pushMax: 50 });
  await storage.apply({ stand, now, reply: aReply({ patches: [aPatch(feed, { from: 0, to: 5 }, { rows: { customers } })] }) });
  const key = vault.keyOf(feed);
  if (!key) throw new Error("Maya has it open");
  const booking = aBooking(1);
  const label = { ...booking.label, title: "Ship a coat to Canary Quillfeather" };
  await storage.enqueue(await sealCommand({ ...booking, label }, { device: anId(9), headOffice, own: { feed, key } }));
  const hitsAtWork = await canaries(db);

  const sealed = await db.sealed.toArray();
  let alteredOpened = 0;
  for (const row of sealed) {
    const ct = new Uint8Array(row.ct.slice(0));
    const at = Math.floor(Math.random() * ct.length * 8);
    ct[at >> 3] = (ct[at >> 3] ?? 0) ^ (1 << (at & 7));
    const variants = [
      { ...row, ct: ct.buffer },
      { ...row, key: anId(1) },
      { ...row, version: row.version + 1 },
    ];
    for (const variant of variants) {
      alteredOpened += await openRow(key, variant).then(
        () => 1,
        () => 0,
      );
    }
  }

  vault.lock();
  rows.forget();
  const unlockMs = await timed(async () => {
    await enter(maya, "246810");
    if ((await rows.all("customers")).length !== CLIENTS) throw new Error("not all opened");
  });
  rows.forget();
  const openMs = await timed(() => rows.all("customers"));
  const bareUnlockMs = await timed(bareUnlock);
  const bareOpenMs = await timed(async () => {
    const held = await db.sealed.toArray();
    await Promise.all(
      held.map(async (row) => {
        const additionalData = new TextEncoder().encode(`${row.table}|${row.key}|${row.version}`);
        const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv, additionalData }, key, row.ct);
        return JSON.parse(new TextDecoder().decode(bytes));
      }),
    );
  });

  await letIn(jo, "802468");
  const readByOther = (await rows.all("customers")).length;
  const hitsHandedOver = await canaries(db);

  vault.lock();
  const slow = crypto.subtle.deriveBits.bind(crypto.subtle);
  let guessesLookedAt = 0;
  crypto.subtle.deriveBits = (...asked: Parameters<typeof slow>) => {
    guessesLookedAt++;
    return slow(...asked);
  };
  for (let guess = 0; guess < GUESSES; guess++) {
    const answer = await enter(jo, String(guess).padStart(6, "0"));
    // Whoever guesses sets the clock on instead of waiting.
    if (answer.kind === "wait") now += 30_000;
  }
  crypto.subtle.deriveBits = slow;

  await enter(maya, "246810");
  now += 25 * HOUR;
  await vault.look();
  const [leftAfterDay, outboxAfterDay] = [await db.sealed.count(), await db.outbox.count()];
  await db.delete();
  return {
    clients: CLIENTS,
    hitsAtWork,
    hitsHandedOver,
    readByOther,
    altered: sealed.length * 3,
    alteredOpened,
    guesses: GUESSES,
    guessesLookedAt,
    leftAfterDay,
    outboxAfterDay,
    unlockMs,
    openMs,
    bareUnlockMs,
    bareOpenMs,
  };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** What no design can do without: the derivation itself. */
async function bareUnlock(): Promise<void> {
  const password = await crypto.subtle.importKey("raw", new TextEncoder().encode("246810"), "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt: new Uint8Array(16), iterations: PIN_ROUNDS };
  await crypto.subtle.deriveBits(how, password, 256);
}

async function aHeadOfficeKey() {
  const { publicKey } = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
  return { keyId: "story", publicKey: toBase64Url(new Uint8Array(await crypto.subtle.exportKey("raw", publicKey))) };
}

function anAssociate(name: string, id: number): Associate {
  // Boundary: as above.
  return { associateId: anId(id), name, role: "associate", locationId: "downtown" } as unknown as Associate;
}

function aLease(
  { associateId, name }: Associate,
  { headOffice, now }: { readonly headOffice: Lease["headOffice"]; readonly now: number },
): Lease {
  const share = () => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const shares = { [`associate:${associateId}`]: share(), "store:downtown": share() };
  return { until: now + 24 * HOUR, serverTime: now, ticket: name, shares, headOffice };
}

/** How often a canary's name stands in everything the database holds, bytes read as UTF-8 and as UTF-16. */
async function canaries(db: AisleDatabase): Promise<number> {
  const words = (value: unknown): string => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = value instanceof ArrayBuffer ? value : value.buffer;
      return `${new TextDecoder().decode(bytes)} ${new TextDecoder("utf-16le").decode(bytes)}`;
    }
    if (typeof value !== "object" || value === null || value instanceof CryptoKey) return String(value);
    return Object.entries(value)
      .map(([key, part]) => `${key} ${words(part)}`)
      .join(" ");
  };
  const texts = await Promise.all(db.tables.map(async (table) => words(await table.toArray())));
  return texts.join(" ").match(/quillfeather/gi)?.length ?? 0;
}
