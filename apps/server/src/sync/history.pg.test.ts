import { createTestDatabase, type TestDatabase } from "@aisle/db/testing";
import { HOUR } from "@aisle/domain";
import { Exchange, GENESIS, linkOf, type OkReply, PROTOCOL_VERSION, type PushedCommand, type Reply } from "@aisle/protocol";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createLocationDirectory } from "../stock/location-directory.ts";
import { aBooking } from "../testing/booking.ts";
import { newId, type SmallChain, seedSmallChain } from "../testing/small-chain.ts";
import { TEST_PRICES } from "../testing/test-head-office.ts";
import { account } from "./account.ts";
import { readEpoch } from "./database-life.ts";
import { type ExchangeDeps, exchange, type HistoryEvent } from "./exchange.ts";

let database: TestDatabase;
let chain: SmallChain;
let phone: { readonly deviceId: string };
let deps: ExchangeDeps;
let now: number;
const heard: HistoryEvent[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedSmallChain(database, [
    { sku: "COAT", onHand: { warehouse: 500 } },
    { sku: "LAST", onHand: { warehouse: 1 } },
  ]);
  const epoch = await readEpoch(database);
  deps = {
    database,
    epoch,
    now: () => now,
    locations: createLocationDirectory(database, Date.now),
    prices: TEST_PRICES,
    onFault: (fault) => {
      throw fault;
    },
    onAnswered: () => {},
    onHistory: (event) => heard.push(event),
    poke: () => {},
  };
});
afterAll(() => database.close());
beforeEach(async () => {
  phone = await chain.addPhone();
  now = Date.now();
  heard.length = 0;
});

const book = (seq: number, more: Partial<Parameters<typeof aBooking>[0]> = {}) =>
  aBooking({ seq, by: chain.associateId, customerId: chain.customerId, sku: "COAT", ...more });
const linked = (commands: readonly PushedCommand[], from = GENESIS) => commands.reduce(linkOf, from);

/** One exchange as a phone makes it; `push` is taken as it is, so that it may be anything. */
function ask(
  about: Partial<Omit<Exchange, "push">> & { readonly push?: readonly unknown[] } = {},
  more: Partial<ExchangeDeps> = {},
) {
  const { push = [], ...rest } = about;
  const received = Exchange.parse({
    proto: PROTOCOL_VERSION,
    device: phone.deviceId,
    app: "test",
    epoch: null,
    push: JSON.parse(JSON.stringify(push)),
    outcomesKept: 0,
    cursor: {},
    room: 2000,
    ...rest,
  });
  const at = { locationId: "downtown", homeLocationId: "downtown", regionLocations: ["downtown"] };
  const session = { ...at, deviceId: phone.deviceId, associateId: chain.associateId, role: "associate" };
  // Boundary: a session as its reader answers it.
  return exchange({ ...deps, ...more }, session as unknown as Parameters<typeof exchange>[1], received);
}

const kindsOf = (reply: Reply) => (reply.kind === "ok" ? reply.outcomes.map((outcome) => outcome.kind) : reply.kind);
const okOf = (reply: Reply): OkReply => {
  if (reply.kind !== "ok") throw new Error(`answered ${JSON.stringify(reply)}`);
  return reply;
};
const deviceRow = async () => {
  const [row] = await database.query<Record<string, unknown>>("select * from device where device_id = $1", [phone.deviceId]);
  return row;
};

describe("a phone's chain", () => {
  test("[CH4] is followed command by command, over exchanges and repeats", async () => {
    const [one, two, three] = [book(1), book(2), book(3)];
    expect(kindsOf(await ask({ chain: GENESIS, push: [one, two] }))).toEqual(["applied", "applied"]);
    expect(await deviceRow()).toMatchObject({ chain: linked([one, two]) });
    const again = await ask({ chain: linked([one]), push: [two, three], outcomesKept: 1 });
    expect(kindsOf(again)).toEqual(["applied", "applied"]);
    expect(okOf(again).lastSeq).toBe(3);
    expect(await deviceRow()).toMatchObject({ chain: linked([one, two, three]), chain_breaks: 0 });
  });

  test("[CH5] that does not fit is counted, answered with head office's link, and taken once it is linked anew", async () => {
    const [one, two] = [book(1), book(2)];
    await ask({ chain: GENESIS, push: [one] });
    const gap = await ask({ chain: "another past", push: [two] });
    expect(gap).toEqual({ kind: "gap", expected: 2, chain: linked([one]) });
    expect(await deviceRow()).toMatchObject({ chain_breaks: 1, last_seq: "1" });
    expect(heard).toEqual([{ kind: "chain-broken", deviceId: phone.deviceId, commandId: two.id }]);
    expect(kindsOf(await ask({ chain: linked([one]), push: [two] }))).toEqual(["applied"]);
  });

  test("[CH6] of two phones with one identity: each command of both is answered once", async () => {
    const [shared, left, right] = [book(1), book(2), book(2)];
    const past = linked([shared]);
    await ask({ chain: GENESIS, push: [shared] });
    expect(kindsOf(await ask({ chain: past, push: [left], outcomesKept: 1 }))).toEqual(["applied"]);
    const gap = await ask({ chain: past, push: [right], outcomesKept: 1 });
    expect(gap).toEqual({ kind: "gap", expected: 3, chain: linked([shared, left]) });
    expect(kindsOf(await ask({ chain: linked([shared, left]), push: [{ ...right, seq: 3 }], outcomesKept: 2 }))).toEqual([
      "applied",
    ]);
    expect(await deviceRow()).toMatchObject({ chain_breaks: 1 });
    const rows = await database.query("select 1 from command_outcome where device_id = $1", [phone.deviceId]);
    expect(rows).toHaveLength(3);
  });

  test("[SK1] is begun by the phone's word after an app that knew none", async () => {
    await ask({ proto: 1, push: [book(1)] });
    expect(await deviceRow()).toMatchObject({ chain: null });
    const two = book(2);
    expect(kindsOf(await ask({ chain: "as the phone has it", push: [two] }))).toEqual(["applied"]);
    expect(await deviceRow()).toMatchObject({ chain: linked([two], "as the phone has it") });
  });
});

describe("lost history", () => {
  test("[SO4] is found by a phone that holds more answers than head office gave, with nothing to send", async () => {
    const one = book(1);
    await ask({ chain: GENESIS, push: [one] });
    expect(await ask({ outcomesKept: 4 })).toEqual({ kind: "gap", expected: 2, chain: linked([one]) });
    expect(heard).toEqual([{ kind: "history-lost", deviceId: phone.deviceId, lost: 3 }]);
  });

  test("[SO5] makes a command superseded that was accepted once and is refused now", async () => {
    await ask({ push: [book(1, { sku: "LAST" })] });
    const lost = { ...book(2, { sku: "LAST" }), again: true };
    expect(kindsOf(await ask({ push: [lost] }))).toEqual(["refused"]);
    expect(heard).toEqual([{ kind: "superseded", deviceId: phone.deviceId, commandId: lost.id }]);
    const rows = await database.query("select superseded from command_outcome where command_id = $1", [lost.id]);
    expect(rows).toEqual([{ superseded: true }]);
    expect(kindsOf(await ask({ push: [lost] })), "and is counted once").toEqual(["refused"]);
    expect(heard).toHaveLength(1);
  });
});

describe("a command alone", () => {
  test.each([
    ["without a name", { name: 7 }],
    ["with a number no database holds", { v: 2 ** 40 }],
    ["of the year 0", { issuedAt: "0000-01-01T00:00:00Z" }],
    ["with half a letter", { args: { text: "\ud83d" } }],
    ["with a NUL in a name of the phone's own", { args: { "a\u0000": 1 } }],
    ["nested without end", { args: JSON.parse(`${"[".repeat(900)}${"]".repeat(900)}`) }],
    ["by nobody", { by: null }],
  ])("[EX4] %s is one failed outcome, kept, and those around it are taken", async (_, harm) => {
    const [one, two, three] = [book(1), { ...book(2), ...harm }, book(3)];
    const push = [one, two, three];
    expect(kindsOf(await ask({ chain: GENESIS, push }))).toEqual(["applied", "failed", "applied"]);
    const again = okOf(await ask({ chain: GENESIS, push }));
    expect(again.outcomes[1]).toMatchObject({ id: two.id, seq: 2, refusal: { code: "not-understood" } });
    expect(await deviceRow()).toMatchObject({ last_seq: "3", chain: null, chain_breaks: 0 });
  });

  test("[EX3] without an id or a number leaves head office nothing to answer: the request is refused by name", () => {
    expect(() => ask({ push: [{ ...book(1), id: "no id" }] })).toThrow(/push/);
    expect(() => ask({ push: [{ ...book(1), seq: 0 }] })).toThrow(/seq/);
  });

  test("[PU11] from before what head office remembers is not done again, unless the phone's clock was wrong", async () => {
    const old = (seq: number) => book(seq, { id: newId().replace(/^.{13}/, "0180a3c2-0000") });
    expect(kindsOf(await ask({ push: [old(1)] })), "older than the phone itself").toEqual(["applied"]);
    await database.query("update device set added_at = '2020-01-01' where device_id = $1", [phone.deviceId]);
    const reply = okOf(await ask({ push: [old(2), book(3)] }));
    expect(reply.outcomes).toMatchObject([{ kind: "failed", refusal: { code: "too-old" } }, { kind: "applied" }]);
  });
});

describe("versions", () => {
  test("[SK3] a phone newer than head office is asked to wait, and nothing of it is taken", async () => {
    expect(await ask({ proto: PROTOCOL_VERSION + 1, push: [book(1)] })).toMatchObject({ kind: "try-later" });
    expect(await deviceRow()).toMatchObject({ last_seq: "0" });
  });

  test("[SK2] a phone too old to be answered is relieved of its commands, then asked to update", async () => {
    const reply = okOf(await ask({ proto: 1, push: [book(1)] }, { oldestSupported: 2 }));
    expect(reply.outcomes).toMatchObject([{ kind: "applied" }]);
    expect([reply.patches, reply.drop, reply.more]).toEqual([[], [], true]);
    expect(await ask({ proto: 1, outcomesKept: 1 }, { oldestSupported: 2 })).toEqual({
      kind: "update-app",
      minApp: "",
      pushStillAccepted: true,
    });
    expect(await ask({ proto: 0, push: [book(2)] })).toMatchObject({ kind: "update-app", pushStillAccepted: false });
  });

  test.each([
    ["of a name", { name: "order.teleport" }],
    ["of a version", { v: 9 }],
  ])(
    "[SK7] a command %s that head office does not know yet waits an hour, then fails, and those behind it go on",
    async (_, newer) => {
      const push = [book(1), { ...book(2), ...newer }, book(3)];
      expect(kindsOf(await ask({ push }))).toEqual(["applied"]);
      now += HOUR - 1;
      expect(kindsOf(await ask({ push: push.slice(1), outcomesKept: 1 }))).toEqual([]);
      now += 2;
      const reply = okOf(await ask({ push: push.slice(1), outcomesKept: 1 }));
      expect(reply.outcomes).toMatchObject([{ kind: "failed", refusal: { code: "unknown-command" } }, { kind: "applied" }]);
    },
  );
});

test("[EX6] a revoked phone is asked to sign in, and nothing of it is taken or lost", async () => {
  const command = book(1);
  await database.query("update device set revoked_at = now() where device_id = $1", [phone.deviceId]);
  expect(await ask({ push: [command] })).toEqual({ kind: "sign-in-again" });
  await database.query("update device set revoked_at = null where device_id = $1", [phone.deviceId]);
  expect(kindsOf(await ask({ push: [command] }))).toEqual(["applied"]);
});

test("[AC1] [AC2] [AC3] the account says what was answered, what was never seen and what was not listed, and is kept", async () => {
  const [one, two] = [book(1), book(2)];
  await ask({ chain: GENESIS, push: [one, two] });
  const never = book(3).id;
  // Boundary: the id is a device's.
  const device = phone.deviceId as Exchange["device"];
  const since = new Date(now - HOUR).toISOString();
  expect(await account(database, { device, ids: [one.id, never], since }, now)).toMatchObject({
    answered: [{ id: one.id, kind: "applied" }],
    unknown: [never],
    unlisted: [{ id: two.id, name: "order.ship-to-home" }],
    lastSeq: 2,
    chain: linked([one, two]),
  });
  expect(await deviceRow()).toMatchObject({ last_account_at: new Date(now), last_account_unknown: 1 });
  expect(await account(database, { device, ids: [], since: new Date(now + HOUR).toISOString() }, now)).toMatchObject({
    unlisted: [],
  });
});
