// One client with words nobody else has, put through everything head office does while its log, numbers and tables are listened to.
//
//   create, note, address, answer, refusals | search, open, look, log, export | erase -> phone's next exchange -> older dump put back
//        '-------------------- log, metrics, feeds' names: 0 hits -------------------'      '---- tables and phone: 0 hits ----'

import { randomUUID } from "node:crypto";
import type { BenchTable } from "@aisle/bench/table";
import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import {
  type ApplyDeps,
  applyCommand,
  callerFor,
  createApp,
  newId,
  pull,
  replayErasures,
  seedSmallChain,
} from "@aisle/server/testing";

const MARK = "xylocanary";
const CANARY = {
  name: `Ana ${MARK}`,
  phone: "+1 999 7310 5533",
  email: `${MARK}@example.com`,
  addresses: [{ line1: `1 ${MARK} St`, line2: "", city: `${MARK}ton`, region: "", postalCode: "94123", country: "US" }],
  consent: { text: true, email: false, call: false },
};
const HITS = new RegExp(`${MARK}|7310`, "gi");
const LOOKS = 20;

export async function provePrivacy(): Promise<BenchTable> {
  await using database = await createTestDatabase();
  const chain = await seedSmallChain(database, []);
  const lines: string[] = [];
  const write = (facts: object, message: string) => void lines.push(`${JSON.stringify(facts)} ${message}`);
  const app = await createApp({ databaseUrl: database.url, logger: { info: write, warn: write, error: write } });
  try {
    const { deviceId } = await chain.addPhone();
    const person = { associateId: chain.associateId, deviceId, locationId: "downtown" } as const;
    const associate = callerFor(app, { ...person, role: "associate" }).clients;
    const manager = callerFor(app, { ...person, role: "manager", steppedUpUntil: Number.MAX_SAFE_INTEGER }).clients;
    await database.query("update associate set role = 'manager' where associate_id = $1", [chain.associateId]);

    const customerId = newId();
    await say(app.exchange, { deviceId, by: chain.associateId }, [
      ["customer.create", { customerId, ...CANARY }],
      ["customer.add-note", { customerId, noteId: newId(), text: `Likes ${MARK}` }],
      ["customer.save-address", { customerId, address: CANARY.addresses[0] }],
      [
        "customer.set-consent",
        { customerId, channel: "call", purpose: "marketing", isGiven: true, words: "marketing-1", how: "in-store" },
      ],
      ["customer.add-note", { customerId, noteId: newId(), text: `Card 4242 4242 4242 4242 ${MARK}` }],
      ["customer.add-note", { customerId: MARK, noteId: MARK, text: MARK }],
      [`customer.${MARK}`, { customerId, text: MARK }],
    ]);
    // Boundary: ids are branded by parsing.
    const one = { customerId: customerId as never };
    await associate.search({ words: CANARY.name });
    await associate.search({ words: CANARY.phone });
    for (let look = 0; look < LOOKS; look++) await associate.open({ ...one, accessId: randomUUID(), reason: null });
    const offline = Array.from({ length: LOOKS }, () => lookOf(customerId, chain.associateId));
    await associate.looked({ looks: offline });
    await associate.looked({ looks: offline });
    const exported = await manager.export(one);
    const looks = (await manager.log(one)).filter(({ what }) => what === "profile").length;
    const inLog = count(lines.join("\n"));
    const inNumbers = count(await app.events.metrics.registry.metrics());
    const inUrls = count(
      (await database.query<{ text: string }>("select feed_id as text from feed")).map(({ text }) => text).join("\n"),
    );

    const before = await readDay(database, chain.associateId);
    const backup = await rowsOf(database, customerId);
    await manager.erase(one);
    const inTables = count(await dump(database));
    const onPhone = count(await readDay(database, chain.associateId));
    await backup.putBack();
    const back = count(await dump(database));
    await replayErasures(app, Date.now());
    const afterRestore = count(await dump(database));
    const zero = (claim: string, value: number) => ({ claim, value, bar: 0, holds: value === 0 });
    const some = (claim: string, value: number) => ({ claim, value, bar: "above 0", holds: value > 0 });
    return {
      title: "One client's words, wherever they could end up",
      columns: ["where", "times found"],
      rows: [
        [`log lines, of ${lines.length}`, inLog],
        ["metrics", inNumbers],
        ["names of feeds", inUrls],
        ["tables after erasing", inTables],
        ["phone after erasing and its next contact", onPhone],
        ["tables after an older dump was put back and head office started", afterRestore],
        ["looks in the log", looks],
      ],
      bars: [
        zero("found in the log", inLog),
        zero("found in metrics", inNumbers),
        zero("found in names of feeds", inUrls),
        some("found in the client's own copy, which is meant to have it", count(exported.json)),
        some("found on the phone before erasing", count(before)),
        zero("found in any table after erasing", inTables),
        zero("found on the phone after its next contact", onPhone),
        some("found again when an older dump is put back", back),
        zero("found in any table after the ledger was read again", afterRestore),
        { claim: "looks in the log, those without signal too", value: looks, bar: 2 * LOOKS, holds: looks === 2 * LOOKS },
      ],
    };
  } finally {
    await app.close();
  }
}

const count = (text: string): number => text.match(HITS)?.length ?? 0;

const lookOf = (customerId: string, associateId: string) => ({
  accessId: randomUUID(),
  customerId: customerId as never,
  associateId: associateId as never,
  at: new Date().toISOString(),
  wasOffline: true,
});

/** Commands as they come out of an exchange, one after the other, right and wrong ones. */
async function say(
  deps: ApplyDeps,
  who: { readonly deviceId: string; readonly by: string },
  commands: readonly (readonly [string, unknown])[],
): Promise<void> {
  for (const [index, [name, args]] of commands.entries()) {
    const command = { seq: index + 1, id: newId(), name, v: 1, args, by: who.by, needs: [], issuedAt: new Date().toISOString() };
    // Boundary: some of them are no commands at all, which is the point.
    await applyCommand(deps, who.deviceId, command as never);
  }
}

/** What a phone of this person is sent when it reads from the beginning. */
async function readDay(database: TestDatabase, associateId: string): Promise<string> {
  const scope = [`associate:${associateId}`, "store:downtown"];
  return JSON.stringify(await pull(database, { scope, cursor: {}, room: 1000 }));
}

async function dump(database: TestDatabase): Promise<string> {
  const tables = await database.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'");
  const texts = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(`select t::text as row from "${name}" t`);
    texts.push(...rows.map(({ row }) => row));
  }
  return texts.join("\n");
}

const TABLES = ["customer", "customer_address", "customer_note"];

/** A client's rows as a backup holds them; put back, the database knows nothing of the erasing. */
async function rowsOf(database: TestDatabase, customerId: string): Promise<{ readonly putBack: () => Promise<void> }> {
  await database.execute("create schema backup");
  for (const table of TABLES) {
    await database.execute(`create table backup.${table} as select * from ${table} where customer_id = '${customerId}'`);
  }
  return {
    putBack: async () => {
      await database.execute(
        "update customer c set name = b.name, phone = b.phone, email = b.email from backup.customer b where b.customer_id = c.customer_id",
      );
      for (const table of ["customer_address", "customer_note"])
        await database.execute(`insert into ${table} select * from backup.${table}`);
      await database.execute("delete from erasure");
    },
  };
}
