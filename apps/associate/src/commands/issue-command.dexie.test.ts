import "fake-indexeddb/auto";
import { COMMANDS } from "@aisle/protocol";
import type { CommandDraft } from "@aisle/sync";
import { aBooking, amara, ana } from "@aisle/sync/testing";
import { afterEach, describe, expect, it } from "vitest";
import { AisleDatabase } from "../phone-db/database.ts";
import { createDexieStorage } from "../phone-db/dexie-storage.ts";
import { TEST_ROW_KEYS } from "../phone-db/testing/test-row-keys.ts";
import { openDoor } from "../phone-db/with-database.ts";
import { BOOKING_GRACE_MS, COMMAND_VERSIONS, type CommandRequest, issueCommand, PERSONAL_COMMANDS } from "./issue-command.ts";

const opened: AisleDatabase[] = [];

afterEach(() => {
  for (const db of opened) db.close();
});

function openPhone(name = `issue-${opened.length}`) {
  const db = new AisleDatabase(name);
  opened.push(db);
  return { name, db, storage: createDexieStorage(openDoor(db), TEST_ROW_KEYS) };
}

/** Sealing has tests of its own. */
const asIs = async (draft: CommandDraft) => draft;

function request(changes: Partial<Pick<CommandRequest, "graceMs" | "needs">> = {}): CommandRequest {
  const { name, args, label } = aBooking(1);
  if (name !== "order.ship-to-home") throw new Error("a booking ships to a home");
  return { name, args, label, by: amara, graceMs: 0, ...changes };
}

describe("issuing a command", () => {
  it("is on the phone after the app was closed and opened again", async () => {
    const first = openPhone();
    const id = await issueCommand(first.storage, request(), asIs);
    first.db.close();
    const [row] = await openPhone(first.name).db.outbox.toArray();
    expect(row).toMatchObject({ id, v: 2, by: amara, seq: null, outcome: null, notBefore: 0, label: { customerId: ana } });
  });

  it("gives each command its own id, in the order they were issued", async () => {
    const { db, storage } = openPhone();
    const ids = [await issueCommand(storage, request(), asIs), await issueCommand(storage, request(), asIs)];
    expect((await db.outbox.toArray()).map((row) => row.id)).toEqual(ids);
    expect(new Set(ids).size).toBe(2);
  });

  it("can be undone while its grace lasts, and leaves nothing behind", async () => {
    const { db, storage } = openPhone();
    const id = await issueCommand(storage, request({ graceMs: BOOKING_GRACE_MS }), asIs);
    expect((await storage.takeBatch({ now: Date.now(), pushMax: 50 })).rows).toEqual([]);
    expect(await storage.withdraw(id)).toBe(true);
    expect(await db.outbox.count()).toBe(0);
  });

  it("saves text as head office can keep it", async () => {
    const { db, storage } = openPhone();
    const asked = request();
    if (asked.name !== "order.ship-to-home") throw new Error("a booking ships to a home");
    const pasted = { ...asked, args: { ...asked.args, address: { ...asked.args.address, line2: "Apt\u0000 4\ud800" } } };
    await issueCommand(storage, pasted, asIs);
    const [row] = await db.outbox.toArray();
    expect(row?.args).toMatchObject({ address: { line2: "Apt 4\ufffd" } });
    expect(COMMANDS[asked.name].args.safeParse(row?.args).success).toBe(true);
  });

  it("[OB12] answers with the command already made again, when it is asked for twice", async () => {
    const { db, storage } = openPhone();
    const replaces = await issueCommand(storage, request(), asIs);
    const again = { ...request(), label: { title: "Merino trench coat", replaces } };
    const ids = await Promise.all([issueCommand(storage, again, asIs), issueCommand(storage, again, asIs)]);
    expect(new Set(ids).size).toBe(1);
    expect(await db.outbox.count()).toBe(2);
  });

  it("speaks the version of each command that the registry names", () => {
    const versions = Object.fromEntries(Object.values(COMMANDS).map(({ name, version }) => [name, version]));
    expect(COMMAND_VERSIONS).toEqual(versions);
    const personal = Object.values(COMMANDS).map(({ name, carriesPersonalData }) => [name, carriesPersonalData]);
    expect(PERSONAL_COMMANDS).toEqual(Object.fromEntries(personal));
  });
});
